"""Every mutant of the ruleset is caught; `python -m evals.checklist.mutants` prints by what."""

from __future__ import annotations

from assistant.checklist.ruleset import Ruleset
from evals.checklist.mutants import Original, caught_by, mutants, original

from .judge import disagreement

SOURCE = original()
ALL = list(mutants(SOURCE))


def _nothing(ruleset: Ruleset, rule: str) -> str | None:
    return None


def survivors(source: Original) -> list[str]:
    return [f"{mutant.rule} {mutant.what}" for mutant in ALL if caught_by(mutant, source, disagreement) is None]


def test_every_mutant_is_caught() -> None:
    assert len(ALL) > 1000
    assert survivors(SOURCE) == []


def test_a_judge_that_sees_nothing_lets_mutants_through() -> None:
    assert any(caught_by(mutant, SOURCE, _nothing) is None for mutant in ALL[:50])


def test_a_mutant_changes_its_own_rule_and_leaves_the_original_alone() -> None:
    before = original().entries
    for mutant in ALL:
        if mutant.rule in SOURCE.rules:
            others = {name for name in SOURCE.rules if mutant.entries["rules"][name] != SOURCE.rules[name]}
            assert others <= {mutant.rule}
    assert before == SOURCE.entries


def test_mutants_are_all_different() -> None:
    names = [f"{mutant.rule} {mutant.what}" for mutant in ALL]
    assert len(names) == len(set(names))
