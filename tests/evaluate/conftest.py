"""Small labels of every form, in words of our own, and predictions that agree with them."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Form = dict[str, Any]

TEXT = (
    "Whitlock promises a pier\n\n"
    "Mayor Ana Whitlock promised on Monday to rebuild the north pier by June. "
    "The Harbor Board plans to plant trees if money comes. It has cut two fares as it vowed.\n\n"
    "“We will not raise the mooring fee,” Whitlock said."
)


def words(text: str, exact: str) -> Form:
    """Where the words stand in the text for the first time."""
    start = text.index(exact)
    return {"start": start, "end": start + len(exact), "exact": exact}


def pledge(text: str, exact: str, who: str, what: str, force: str, **more: Any) -> Form:
    plain: Form = {"polarity": "do", "checkable": True, "due": None, "condition": None, "source": who, "pledge": what}
    return {"quote": words(text, exact), "who": [who], "what": what, "force": force, **plain, **more}


@pytest.fixture
def pledge_row() -> Form:
    """A report with three pledges and a development."""
    pledges = [
        pledge(
            TEXT, "promised on Monday to rebuild the north pier by June", "Ana Whitlock", "rebuild the north pier", "promise", due="by June"
        ),
        pledge(TEXT, "plans to plant trees", "Harbor Board", "plant trees", "plan", condition="if money comes", source="narrator"),
        pledge(TEXT, "will not raise the mooring fee", "Ana Whitlock", "raise the mooring fee", "promise", polarity="refrain"),
    ]
    developments = [{"quote": words(TEXT, "has cut two fares as it vowed"), "who": ["Harbor Board"], "of": "cut fares", "status": "kept"}]
    cuts = ["Whitlock promises a pier", "Mayor Ana Whitlock promised on Monday to rebuild the north pier by June."]
    cuts += ["The Harbor Board plans to plant trees if money comes.", "It has cut two fares as it vowed."]
    cuts += ["“We will not raise the mooring fee,” Whitlock said."]
    sentences = [{"start": at["start"], "end": at["end"]} for at in (words(TEXT, cut) for cut in cuts)]
    return {"id": "pier", "text": TEXT, "published": "2011-05-02", "pledges": pledges, "developments": developments, "sentences": sentences}


@pytest.fixture
def found_row(pledge_row: Form) -> Form:
    """What a perfect reader finds in it, in the form of `troth find --json`."""
    pledges = [
        label
        | {"due": label["due"] and {"exact": label["due"], "from": None, "to": None}}
        | {"condition": label["condition"] and words(TEXT, label["condition"])}
        for label in pledge_row["pledges"]
    ]
    statement = {
        "speaker": {
            "name": "Ana Whitlock",
            "quote": {"start": TEXT.rindex("Whitlock"), "end": TEXT.rindex("Whitlock") + 8, "exact": "Whitlock"},
        },
        "cue": words(TEXT, "said"),
        "content": [words(TEXT, "We will not raise the mooring fee")],
        "kind": "direct",
    }
    return {
        "report": {"id": "pier"},
        "pledges": pledges,
        "developments": pledge_row["developments"],
        "statements": [statement],
        "figures": [{"quote": words(TEXT, "two"), "low": 2, "high": 2, "change": "=", "unit": None, "counts": "fares"}],
        "times": [{"quote": words(TEXT, "Monday"), "value": "2011-05-02", "from": None, "to": None}],
        "sentences": pledge_row["sentences"],
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows as JSON Lines."""

    def write(name: str, *rows: Form) -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return path

    return write


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """Packs files into a tar archive."""

    def pack(name: str, files: dict[str, str]) -> Path:
        with tarfile.open(tmp_path / name, "w:gz") as archive:
            for file, content in files.items():
                member = tarfile.TarInfo(file)
                member.size = len(content.encode())
                archive.addfile(member, io.BytesIO(content.encode()))
        return tmp_path / name

    return pack


@pytest.fixture
def standoff() -> dict[str, str]:
    """The last paragraph's attribution, as brat has it, under a name that an annotator signed; its text has other white space."""
    text = TEXT.replace("\n\n", "\n").replace(" Whitlock said", "  Whitlock said")
    at = {exact: words(text, exact) for exact in ("“We will not raise the mooring fee,”", "Whitlock said", "said.")}
    content, speaker, cue = at.values()
    lines = [
        f"T1\tContent {content['start']} {content['start'] + 20};{content['start'] + 20} {content['end']}\t{content['exact']}",
        f"T2\tSource {speaker['start']} {speaker['start'] + 8}\tWhitlock",
        f"T3\tCue {cue['start']} {cue['end'] - 1}\tsaid",
        f"T4\tAttribution {cue['start']} {cue['end'] - 1}\tsaid",
        "E1\tAttribution:T4 Source:T2 Cue:T3 Content:T1",
        "#1\tAnnotatorNotes T1\tis this one?",
    ]
    return {"dev/text/pier.txt": text, "dev/attributions/pier_ab.ann": "\n".join(lines) + "\n"}


@pytest.fixture
def timeml() -> dict[str, str]:
    body = TEXT.replace("Monday", '<TIMEX3 tid="t1" type="DATE" value="2011-05-02">Monday</TIMEX3>')
    created = '<TIMEX3 tid="t0" type="DATE" value="2011-05-02" functionInDocument="CREATION_TIME">May 2, 2011</TIMEX3>'
    return {"set/pier.tml": f"<TimeML><DOCID>pier</DOCID><DCT>{created}</DCT><TEXT>{body}</TEXT></TimeML>"}
