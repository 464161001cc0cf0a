from __future__ import annotations

from pathlib import Path

import pytest

from troth.errors import BadSettings
from troth.publish.scale import PLAIN, read_scale, scale_named
from troth.types import Status

OWN = """[scale]
name = "Our desk"

[scale.labels]
not_rated = "Open"
in_progress = "Moving"
stalled = "Stuck"
kept = "Done"
compromise = "Half done"
broken = "Failed"
reversed = "Failed"
unclear = "Cannot say"
"""


@pytest.mark.parametrize("name", ["plain", "politifact", "polimeter", "fullfact"])
def test_every_scale_that_comes_with_troth_has_a_label_for_every_status(name: str) -> None:
    scale = scale_named(name)
    assert set(scale.labels) == set(Status)
    assert all(scale.labels.values())


def test_a_status_never_changes_sides_on_a_scale() -> None:
    for name in ("politifact", "polimeter", "fullfact"):
        scale = scale_named(name)
        assert scale.label(Status.KEPT) not in {scale.label(status) for status in Status if status is not Status.KEPT}
        assert scale.label(Status.BROKEN) == scale.label(Status.REVERSED)


def test_a_desk_may_bring_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    scale = scale_named(str(tmp_path / "own.toml"))
    assert (scale.name, scale.label(Status.COMPROMISE)) == ("Our desk", "Half done")
    assert PLAIN.label(Status.NOT_RATED) == "not rated"


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("kept =", "keept =", "own.toml, line 8: 'keept' is no status"),
        ('kept = "Done"\n', "", "own.toml, [scale.labels]: no label for kept"),
        ('"Stuck"', '""', "own.toml, line 7: it is no text, or empty"),
        ('"Stuck"', "3", "own.toml, line 7: it is no text, or empty"),
        ('name = "Our desk"\n', "", "own.toml: it is no text, or empty"),
        ("[scale.labels]", "[labels]", "own.toml: its scale has no table [scale.labels]"),
        ("[scale", "[meter", "own.toml: it has no table [scale]"),
        ('"Done"', '"Done', "line 8"),
    ],
)
def test_what_is_wrong_with_a_scale_is_told_with_its_row(was: str, now: str, told: str) -> None:
    assert was in OWN
    with pytest.raises(BadSettings) as refused:
        read_scale(OWN.replace(was, now), "own.toml")
    assert told in str(refused.value)
