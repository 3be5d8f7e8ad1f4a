"""Checks of a number or a day against a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checklist.outcome import (
    MET,
    MISSING,
    REVIEW,
    VIOLATED,
    Amount,
    FieldCheck,
    Limit,
    Outcome,
    Parameter,
    Situation,
)


@dataclass(frozen=True)
class Limited(FieldCheck):
    """A check against one number or date, which messages call `limit`."""

    value: Decimal
    FACTS = frozenset({"limit"})

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (Parameter(self.field, self.value),)

    def facts(self, situation: Situation) -> dict[str, Any]:  # noqa: ARG002
        return {"limit": Limit(self.field, self.value)}


class AtLeast(Limited):
    """The number is `value` or more."""

    def of_answer(self, value: Decimal) -> Outcome:
        return MET if value >= self.value else VIOLATED


class AtMost(Limited):
    """The number is `value` or less."""

    def of_answer(self, value: Decimal) -> Outcome:
        return MET if value <= self.value else VIOLATED


@dataclass(frozen=True)
class OnOrBefore(FieldCheck):
    """The day is `value` or earlier, the whole day in Europe/Oslo. Not answered, the date of the check counts."""

    value: date
    OUTCOMES = frozenset({MET, VIOLATED})
    FACTS = frozenset({"limit", "day"})

    def outcome(self, situation: Situation) -> Outcome:
        return MET if _day(self.field, situation) <= self.value else VIOLATED

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (Parameter(self.field, self.value),)

    def facts(self, situation: Situation) -> dict[str, Any]:
        return {"limit": self.value, "day": _day(self.field, situation)}


@dataclass(frozen=True)
class AtMostBaseAmount(FieldCheck):
    """The amount is at most `times` G, as in force on the day in the field `day`, or on the date of the check.

    A day for which no G is known leaves it to a person.
    """

    times: Decimal
    day: str
    OUTCOMES = frozenset(Outcome)
    FACTS = frozenset({"limit", "since"})

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field, self.day)

    def outcome(self, situation: Situation) -> Outcome:
        value = situation.answers[self.field]
        if value is None:
            return MISSING
        base = situation.base_amounts.on(_day(self.day, situation))
        if base is None:
            return REVIEW
        return MET if value <= self.times * base.kroner else VIOLATED

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (Parameter(self.field, self.times),)

    def facts(self, situation: Situation) -> dict[str, Any]:
        base = situation.base_amounts.on(_day(self.day, situation))
        known = base and {"limit": Amount(self.times * base.kroner), "since": base.since}
        return known or {"limit": None, "since": None}


def _day(path: str, situation: Situation) -> date:
    """The day answered at `path`, else the date of the check."""
    answered: date | None = situation.answers[path]
    return situation.as_of if answered is None else answered
