"""Checks of one answer by itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.checklist.outcome import MET, MISSING, REVIEW, VIOLATED, Check, FieldCheck, Outcome, Parameter, Situation


class Given(FieldCheck):
    """Any answer will do; an object counts even when it is empty."""

    OUTCOMES = frozenset({MET, MISSING})

    def of_answer(self, value: Any) -> Outcome:  # noqa: ARG002
        return MET


class Yes(FieldCheck):
    """The answer is yes."""

    def of_answer(self, value: Any) -> Outcome:
        return MET if value is True else VIOLATED


class No(FieldCheck):
    """The answer is no."""

    def of_answer(self, value: Any) -> Outcome:
        return MET if value is False else VIOLATED


class Confirmed(FieldCheck):
    """The answer is yes; a no is "not yet", and counts as not answered."""

    OUTCOMES = frozenset({MET, MISSING})

    def of_answer(self, value: Any) -> Outcome:
        return MET if value is True else MISSING


class NotBlank(FieldCheck):
    """The text holds more than white space; a blank one counts as not answered."""

    OUTCOMES = frozenset({MET, MISSING})

    def of_answer(self, value: str) -> Outcome:
        return MET if value.strip() else MISSING


class NotEmpty(FieldCheck):
    """The list has an element; an empty one counts as not answered."""

    OUTCOMES = frozenset({MET, MISSING})

    def of_answer(self, value: tuple[Any, ...]) -> Outcome:
        return MET if value else MISSING


class Positive(FieldCheck):
    """The amount is above 0."""

    def of_answer(self, value: Decimal) -> Outcome:
        return MET if value > 0 else VIOLATED


class Stated(FieldCheck):
    """The amount is above 0; 0 counts as not answered."""

    OUTCOMES = frozenset({MET, MISSING})

    def of_answer(self, value: Decimal) -> Outcome:
        return MET if value > 0 else MISSING


@dataclass(frozen=True)
class OneOf(FieldCheck):
    """The answer is one of `values`, or one of `review`, which a person must judge."""

    values: tuple[str, ...]
    review: tuple[str, ...] = ()

    @property
    def outcomes(self) -> frozenset[Outcome]:
        return self.OUTCOMES | ({REVIEW} if self.review else set())

    def of_answer(self, value: Any) -> Outcome:
        if value in self.values:
            return MET
        return REVIEW if value in self.review else VIOLATED

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(Parameter(self.field, value) for value in (*self.values, *self.review))


@dataclass(frozen=True)
class InArea(Check):
    """The project's focus area is one of `areas`."""

    areas: tuple[int, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return ("focus_area",)

    def outcome(self, situation: Situation) -> Outcome:
        area = situation.answers["focus_area"]
        if area is None:
            return MISSING
        return MET if area in self.areas else VIOLATED

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(Parameter("focus_area", Decimal(area)) for area in self.areas)


@dataclass(frozen=True)
class Holds(FieldCheck):
    """A check of a list of choices; an empty list counts as not answered."""

    values: tuple[str, ...]
    FACTS = frozenset({"wanted", "lacking"})

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(Parameter(self.field, value) for value in self.values)

    def facts(self, situation: Situation) -> dict[str, Any]:
        held = situation.answers[self.field] or ()
        return {"wanted": self.values, "lacking": tuple(value for value in self.values if value not in held)}


class HoldsAny(Holds):
    """The list holds at least one of `values`."""

    def of_answer(self, value: tuple[str, ...]) -> Outcome:
        if not value:
            return MISSING
        return MET if any(wanted in value for wanted in self.values) else VIOLATED


class HoldsAll(Holds):
    """The list holds every one of `values`."""

    def of_answer(self, value: tuple[str, ...]) -> Outcome:
        if not value:
            return MISSING
        return MET if all(wanted in value for wanted in self.values) else VIOLATED


@dataclass(frozen=True)
class PartnerOf(FieldCheck):
    """At least one partner is of one of `types`; a partner without a type is of none."""

    types: tuple[str, ...]
    FACTS = frozenset({"partners"})

    def of_answer(self, value: tuple[Any, ...]) -> Outcome:
        return MET if any(partner.type in self.types for partner in value) else VIOLATED

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(Parameter(self.field, kind) for kind in self.types)

    def facts(self, situation: Situation) -> dict[str, Any]:
        partners = situation.answers[self.field] or ()
        return {"partners": tuple(partner.name or partner.type for partner in partners if partner.type in self.types)}
