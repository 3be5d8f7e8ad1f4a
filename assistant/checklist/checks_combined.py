"""Checks made of others, and the one that asks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

from assistant.checklist.outcome import MET, REVIEW, Check, Outcome, Parameter, Situation


@dataclass(frozen=True)
class PersonJudges(Check):
    """No answer settles it."""

    OUTCOMES = frozenset({REVIEW})

    @property
    def fields(self) -> tuple[str, ...]:
        return ()

    def outcome(self, situation: Situation) -> Outcome:  # noqa: ARG002
        return REVIEW


@dataclass(frozen=True)
class Combined(Check):
    """A check made of others."""

    checks: tuple[Check, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(path for check in self.checks for path in check.fields))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(parameter for check in self.checks for parameter in check.parameters)

    @property
    def fact_names(self) -> frozenset[str]:
        return frozenset[str]().union(*(check.fact_names for check in self.checks))

    def facts(self, situation: Situation) -> dict[str, Any]:
        return {name: fact for check in self.checks for name, fact in check.facts(situation).items()}


class All(Combined):
    """Every one of `checks` counts: the gravest outcome is this one's."""

    @property
    def outcomes(self) -> frozenset[Outcome]:
        return frozenset(max(several) for several in product(*(check.outcomes for check in self.checks)))

    def outcome(self, situation: Situation) -> Outcome:
        return max(check.outcome(situation) for check in self.checks)


class InOrder(Combined):
    """The first of `checks` that is not met decides: what follows is asked only where it is."""

    @property
    def outcomes(self) -> frozenset[Outcome]:
        unmet = frozenset[Outcome]().union(*(check.outcomes for check in self.checks)) - {MET}
        return unmet | {MET} if all(MET in check.outcomes for check in self.checks) else unmet

    def outcome(self, situation: Situation) -> Outcome:
        outcomes = (check.outcome(situation) for check in self.checks)
        return next((outcome for outcome in outcomes if outcome is not MET), MET)


class ReviewUnless(Combined):
    """Where not every one of `checks` is met, a person must judge."""

    OUTCOMES = frozenset({MET, REVIEW})

    def outcome(self, situation: Situation) -> Outcome:
        return MET if all(check.outcome(situation) is MET for check in self.checks) else REVIEW
