"""The lexicon files say what the code can do, and nothing twice."""

from __future__ import annotations

from collections import Counter

import pytest

from troth.find import lexicon


@pytest.mark.parametrize("kind", lexicon.KINDS)
def test_no_form_has_two_entries_of_a_kind(kind: str) -> None:
    forms = Counter(form for form, words in lexicon.commissives().items() for word in words if word.kind == kind)
    assert forms
    assert set(forms.values()) == {1}


def test_every_field_holds_a_value_that_the_rules_know() -> None:
    for words in lexicon.commissives().values():
        for word in words:
            assert word.negated in {"nothing", "refrain"}
            assert word.takes or word.kind in {"modal", "headline"}


def test_every_form_is_in_lower_case() -> None:
    assert all(form == form.lower() for form in lexicon.commissives())
