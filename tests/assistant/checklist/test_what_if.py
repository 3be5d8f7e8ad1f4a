from __future__ import annotations

from datetime import date

import pytest

from assistant.checklist.check import check
from assistant.checklist.ruleset import Ruleset
from assistant.checklist.what_if import what_if

from .judge import examples

AS_OF = date(2025, 2, 1)


def test_another_area_shows_the_rules_that_differ_before_and_after(ruleset: Ruleset) -> None:
    draft = next(example.draft for example in examples() if example.name.startswith("01"))
    found = what_if(draft, ruleset, AS_OF, 2)
    results = {pair.before.rule: (pair.before.result, pair.after.result) for pair in found.differences}
    assert results["target-group"] == ("met", "violated")
    assert results["innovative-solutions"] == ("met", "not_applicable")
    assert results["mental-health-not-treatment"] == ("not_applicable", "missing")
    assert "minimum-participants" not in results
    assert (found.before.verdict, found.after.verdict) == ("ready", "not_ready")


def test_the_same_area_differs_in_nothing_and_the_draft_is_untouched(ruleset: Ruleset) -> None:
    for example in examples():
        area = example.draft.focus_area
        if area is not None:
            found = what_if(example.draft, ruleset, AS_OF, area)
            assert found.differences == ()
            assert found.before.to_json() == check(example.draft, ruleset, AS_OF).to_json()


def test_an_area_that_does_not_exist_is_refused(ruleset: Ruleset) -> None:
    with pytest.raises(ValueError, match="6"):
        what_if(examples()[0].draft, ruleset, AS_OF, 6)
