from __future__ import annotations

import pytest

from assistant.checklist.coverage import coverage, main, shipped_coverage
from assistant.checklist.errors import RulesetError
from assistant.checklist.ruleset import Ruleset
from knowledge.sources.rundskriv import Rundskriv


def test_every_clause_of_the_rundskriv_has_a_rule_or_a_reason(rundskriv: Rundskriv) -> None:
    found = shipped_coverage()
    assert found.percent == 100
    assert found.uncovered == ()
    assert {*found.rules, *found.reasons} == {clause.id for clause in rundskriv.clauses}
    assert all(reason.endswith(".") for reason in found.reasons.values())


def test_the_command_prints_the_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "100.0 %" in capsys.readouterr().out


def test_a_clause_without_rule_or_reason_is_named(ruleset: Ruleset) -> None:
    ids = ["vilkar-tilskudd-3", "vilkar-tilskudd-9", "ny-1", "ny-2"]
    found = coverage(ruleset, ids, [{"reason": "Gjelder ikke søknaden.", "clauses": ["vilkar-tilskudd-9"]}])
    assert found.uncovered == ("ny-1", "ny-2")
    assert found.rules["vilkar-tilskudd-3"] == ("minimum-participants",)
    assert found.percent < 100


@pytest.mark.parametrize(
    ("clauses", "reason"),
    [
        (["vilkar-tilskudd-3"], "a rule rests on it"),
        (["vilkar-tilskudd-9", "vilkar-tilskudd-9"], "more than once"),
        (["vilkar-99"], "no such clause"),
    ],
)
def test_a_reason_that_contradicts_the_rules_is_refused(clauses: list[str], reason: str, ruleset: Ruleset) -> None:
    with pytest.raises(RulesetError, match=reason):
        coverage(ruleset, ["vilkar-tilskudd-3", "vilkar-tilskudd-9"], [{"reason": "x.", "clauses": clauses}])
