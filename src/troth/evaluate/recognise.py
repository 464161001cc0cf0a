"""Which labels a file or folder holds, told from what is in it, and the cases they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from troth.errors import TrothError
from troth.evaluate.cases import Case, GoldSet, Unscorable
from troth.evaluate.gold.archive import files_in, is_archive
from troth.evaluate.gold.chains import chain_case
from troth.evaluate.gold.lineage import lineage_case
from troth.evaluate.gold.newsquant import figure_case
from troth.evaluate.gold.pledges import pledge_case
from troth.evaluate.gold.rows import Row, bytes_of, made_of, rows, unzipped
from troth.evaluate.gold.speakers import speaker_cases
from troth.evaluate.gold.standoff import attribution_cases
from troth.evaluate.gold.timeml import time_cases
from troth.evaluate.gold.versions import version_case
from troth.identity import canonical_json, digest

REMEDY: Final = "give pledges, brat standoff, TimeML, figures, speakers, versions, chains or lineage in a form of docs/evaluate.md"
SPEAKER_KEYS: Final = frozenset({"doc", "start", "end", "name"})


@dataclass(frozen=True, slots=True)
class _RowForm:
    """A kind of labels that stands in rows of JSON: the keys it is known by, what makes a case of a row, what can be scored."""

    name: str
    keys: frozenset[str]
    case: Callable[[Row], Case]
    tasks: tuple[str, ...]


_ROW_FORMS: Final = (
    _RowForm("pledges", frozenset({"text", "pledges"}), pledge_case, ("pledges", "developments", "sentences", "link", "read_and_link")),
    _RowForm("figures", frozenset({"text", "quantities"}), figure_case, ("figures",)),
    _RowForm("versions", frozenset({"a", "b", "differences"}), version_case, ("versions",)),
    _RowForm("chains", frozenset({"chain", "passages"}), chain_case, ("chains",)),
    _RowForm("lineage", frozenset({"text", "family", "kind"}), lineage_case, ("lineage",)),
)


def gold_set(path: Path, *, texts: Path | None = None) -> GoldSet:
    """The labels of one file, folder or archive.

    `texts` holds the texts of labels that come without.  Raises Unscorable when nothing in it can be read.
    """
    return _from_archive(path) if is_archive(path) else _from_rows(path, bytes_of(path), texts)


def _from_archive(path: Path) -> GoldSet:
    files = files_in(path, (".tml", ".ann", ".txt"))
    known = digest(canonical_json({name: digest(data) for name, data in files.items()})) if path.is_dir() else digest(path.read_bytes())
    if any(name.endswith(".tml") for name in files):
        return _assembled(path, "TimeML", known, ("times",), time_cases(files, str(path)))
    if any(name.endswith(".ann") for name in files):
        return _assembled(path, "brat standoff", known, ("attribution",), attribution_cases(files, str(path)))
    raise Unscorable(str(path), "it holds neither .ann nor .tml files", REMEDY)


def _from_rows(path: Path, data: bytes, texts: Path | None) -> GoldSet:
    read = list(rows(unzipped(data, str(path)), str(path)))
    good = [row for row in read if isinstance(row, Row)]
    bad = [error for error in read if not isinstance(error, Row)]
    if not good:
        raise bad[0] if bad else Unscorable(str(path), "it is empty", "give a file with labels")
    if any(row.form.keys() >= SPEAKER_KEYS for row in good):
        return _assembled(path, "speakers", digest(data), ("speakers",), [*bad, *speaker_cases(good, path, texts)])
    form = next((form for form in _ROW_FORMS if any(form.keys <= row.form.keys() for row in good)), None)
    if form is None:
        raise Unscorable(str(path), f"no labels are known by the keys {', '.join(sorted(good[0].form))}", REMEDY)
    made = [*bad, *(made_of(row, form.case, form.name) for row in good)]
    return _assembled(path, form.name, digest(data), form.tasks, made)


def _assembled(path: Path, form: str, known: str, tasks: tuple[str, ...], made: Iterable[Case | TrothError]) -> GoldSet:
    cases: dict[str, Case] = {}
    errors: list[TrothError] = []
    for one in made:
        if not isinstance(one, Case):
            errors.append(one)
        elif one.id in cases:
            errors.append(Unscorable(one.where, f"{one.id} stood in {cases[one.id].where} already", "give each an id of its own"))
        else:
            cases[one.id] = one
    if not cases:
        raise errors[0]
    return GoldSet(path, form, known, tasks, tuple(cases.values()), tuple(errors))
