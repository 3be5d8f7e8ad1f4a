"""Every rule over every combination of its own fields' boundary values, against the oracle."""

from __future__ import annotations

import pytest

from assistant.checklist.outcome import Situation
from assistant.checklist.ruleset import Ruleset

from .boundaries import AXES, points
from .judge import disagreement, table
from .oracle import ROWS

RULES = [row.id for row in table()]


def test_the_oracle_and_the_boundaries_have_every_rule_of_the_table() -> None:
    assert list(ROWS) == list(AXES) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_agrees_with_the_oracle_at_every_point(rule: str, ruleset: Ruleset) -> None:
    judged = next(found for found in ruleset.rules if found.id == rule)
    for point in points(rule):
        result, _ = judged.judge(Situation(point.answers, point.as_of, ruleset.base_amounts))
        assert result == point.expected, (point.draft, point.as_of)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_gives_each_result_that_it_says_it_can_and_no_other(rule: str, ruleset: Ruleset) -> None:
    judged = next(found for found in ruleset.rules if found.id == rule)
    assert {point.expected for point in points(rule)} == set(judged.results)


def test_the_ruleset_that_ships_agrees_with_the_contract(ruleset: Ruleset) -> None:
    assert disagreement(ruleset) is None
