"""Checks of the budget's items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.checklist.outcome import (
    MET,
    MISSING,
    REVIEW,
    VIOLATED,
    Amount,
    FieldCheck,
    Outcome,
    Parameter,
    Situation,
)


@dataclass(frozen=True)
class ItemCheck(FieldCheck):
    """A check of the budget items that `financed_by` pays for; one that names nobody is paid for by the grant.

    Without any items, or with one whose kind is not answered, it is missing. Messages call those at fault `items`.
    """

    financed_by: str
    kinds: tuple[str, ...]
    FACTS = frozenset({"items"})

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(Parameter(self.field, value) for value in (self.financed_by, *self.kinds))

    def of_answer(self, value: tuple[Any, ...]) -> Outcome:
        return max((self.of_item(item) for _, item in self._paid(value)), default=MET) if value else MISSING

    def _paid(self, items: tuple[Any, ...]) -> Iterator[tuple[int, Any]]:
        return ((n, item) for n, item in enumerate(items, 1) if (item.financed_by or "grant") == self.financed_by)

    def of_item(self, item: Any) -> Outcome:
        """The outcome for one item that is paid for."""
        raise NotImplementedError

    def facts(self, situation: Situation) -> dict[str, Any]:
        """The items that decide the outcome, each by its number and description."""
        items = situation.answers[self.field] or ()
        decisive = self.outcome(situation)
        at_fault = ((n, item) for n, item in self._paid(items) if self.of_item(item) is decisive is not MET)
        return {"items": tuple(f"{n} ({item.description})" if item.description else str(n) for n, item in at_fault)}


class NoItemOf(ItemCheck):
    """No such item is of one of `kinds`."""

    def of_item(self, item: Any) -> Outcome:
        if item.kind is None:
            return MISSING
        return VIOLATED if item.kind in self.kinds else MET


class NoneInOrdinaryOperations(ItemCheck):
    """No such item of one of `kinds` is part of ordinary operations; a person judges one where that is not answered."""

    OUTCOMES = frozenset(Outcome)

    def of_item(self, item: Any) -> Outcome:
        if item.kind is None:
            return MISSING
        if item.kind not in self.kinds or item.in_ordinary_operations is False:
            return MET
        return VIOLATED if item.in_ordinary_operations else REVIEW


@dataclass(frozen=True)
class SumMatches(FieldCheck):
    """The items' amounts add up to those of the fields in `equals`, `within` kroner; those in `or_none` may be absent.

    An item without an amount leaves it missing, whatever the others come to.
    """

    equals: tuple[str, ...]
    or_none: tuple[str, ...]
    within: Decimal
    FACTS = frozenset({"total", "financing", "difference", "items"})

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field, *self.equals, *self.or_none)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (Parameter(self.field, self.within),)

    def outcome(self, situation: Situation) -> Outcome:
        items = situation.answers[self.field] or ()
        answers = situation.answers
        if any(item.amount is None for item in items) or any(answers[path] is None for path in self.equals):
            return MISSING
        return MET if abs(_total(items) - self._financing(situation)) <= self.within else VIOLATED

    def _financing(self, situation: Situation) -> Decimal:
        return sum((situation.answers[path] or Decimal(0) for path in (*self.equals, *self.or_none)), Decimal(0))

    def facts(self, situation: Situation) -> dict[str, Any]:
        items = situation.answers[self.field] or ()
        total, financing = _total(items), self._financing(situation)
        without = tuple(str(n) for n, item in enumerate(items, 1) if item.amount is None)
        difference = Amount(abs(total - financing))
        return {"total": Amount(total), "financing": Amount(financing), "difference": difference, "items": without}


def _total(items: tuple[Any, ...]) -> Decimal:
    return sum((item.amount or Decimal(0) for item in items), Decimal(0))
