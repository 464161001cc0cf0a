"""What reads like a pledge and is none."""

from __future__ import annotations

import pytest

from troth.find import find
from troth.types import Report


@pytest.mark.parametrize(
    "text",
    [
        "Prices will rise by a tenth next year.",
        "The economy will shrink, Ada Ruiz said.",
        "Ada Ruiz is expected to lose the vote.",
        "The law will take effect in July.",
        "Ada Ruiz will be in the north on Monday.",
        "Ada Ruiz urged the council to widen the canal.",
        "Ada Ruiz wants the council to widen the canal.",
        "Ada Ruiz will meet farmers on Tuesday.",
        "Ada Ruiz plans to attend the fair.",
        "Ada Ruiz would have closed the mine.",
        "Will Ada Ruiz close the mine?",
        "Ada Ruiz has no plans to close the mine.",
        "Ada Ruiz never promised to close the mine.",
        "Ada Ruiz will not comment on the mine.",
        "“I think she will close the mine,” Ben Hale said.",
        "If Ada Ruiz decides to close the mine, miners will suffer.",
        "Ada Ruiz tried to close the mine in 2021.",
        "Ada Ruiz closed the mine.",
        "Ada Ruiz denied that there was any plan to close the mine.",
        "Rain will reach the coast by noon.",
        "Ada Ruiz wants ministers to lower the toll.",
        "Ada Ruiz has never offered to repay the loan.",
        "“We will beat Norland on Sunday,” Ada Ruiz said.",
    ],
)
def test_it_is_no_pledge(text: str) -> None:
    assert find(Report(id="r", text=text, digest="")).pledges == ()
