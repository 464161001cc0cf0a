"""What the encoder tells of a passage depends on its words alone."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from troth.errors import ModelUnavailable
from troth.find.learned import encoder
from troth.find.learned.encoder import MOST_PIECES, marks

PLEDGE = "Mayor Ada Whitlock promised to reopen the Elm Street clinic by 2031."
OTHERS = ("Rain fell on the pier.", "She will hire forty nurses, two doctors and a porter, Ben Hale said.", "No.")


def digest(words: str) -> str:
    rows = marks(words).rows
    assert rows is not None
    return hashlib.sha256(rows.tobytes()).hexdigest()


def test_what_was_read_before_changes_nothing() -> None:
    alone = digest(PLEDGE)
    marks.cache_clear()
    for words in OTHERS:
        marks(words)
    assert digest(PLEDGE) == alone


def test_another_process_reads_the_same() -> None:
    code = (
        f"import hashlib; from troth.find.learned.encoder import marks; print(hashlib.sha256(marks({PLEDGE!r}).rows.tobytes()).hexdigest())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == digest(PLEDGE)


def test_a_passage_is_read_once() -> None:
    marks.cache_clear()
    assert marks(PLEDGE) is marks(PLEDGE)
    assert marks.cache_info().misses == 1


@pytest.mark.parametrize("words", ["", " ", "😀", "will " * 1000, "\N{REPLACEMENT CHARACTER}" * 500])
def test_any_words_can_be_read(words: str) -> None:
    seen = marks(words)
    assert len(seen.pieces) <= MOST_PIECES
    if seen.rows is not None:
        assert len(seen.rows) == len(seen.pieces)
        assert np.isfinite(seen.rows).all()


def test_a_sentence_in_which_the_lower_layers_see_nothing_is_not_read_further() -> None:
    assert marks("Rain fell on the pier on Tuesday.").rows is None


def test_weights_that_are_not_those_of_the_release_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "digests.txt").write_text("0  lower.onnx\n", "utf-8")
    monkeypatch.setattr(encoder, "DIGESTS", tmp_path / "digests.txt")
    encoder._session.cache_clear()
    with pytest.raises(ModelUnavailable, match="not those of this release"):
        encoder._session("lower.onnx")
    monkeypatch.undo()
    encoder._session.cache_clear()
