"""What a check is, what it may read, and what it can say.

A check is three-valued: what is answered meets it or violates it, and what is not answered leaves it missing. A fourth
outcome, review, says that a person must judge. Where several are combined, the gravest counts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any, ClassVar, NamedTuple

from assistant.checklist.base_amount import BaseAmounts


class Outcome(IntEnum):
    """What a check says, the gravest last: the contract's order where several of a rule's columns hold."""

    MET = 0
    REVIEW = 1
    MISSING = 2
    VIOLATED = 3


MET, REVIEW, MISSING, VIOLATED = Outcome


class Situation(NamedTuple):
    """All that a check may read: the draft's answers by path, the date of the check, and G by date."""

    answers: Mapping[str, Any]
    as_of: date
    base_amounts: BaseAmounts


class Parameter(NamedTuple):
    """A number, date or choice that a check compares with, and the field that it is compared with."""

    field: str
    value: Decimal | date | str


class Limit(NamedTuple):
    """A number that a check compares with, which messages write in the unit of its field."""

    field: str
    value: Decimal


class Amount(NamedTuple):
    """Kroner that a check worked out."""

    kroner: Decimal


@dataclass(frozen=True)
class Check(ABC):
    """One question to a draft."""

    OUTCOMES: ClassVar[frozenset[Outcome]] = frozenset({MET, MISSING, VIOLATED})
    FACTS: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def outcome(self, situation: Situation) -> Outcome:
        """What the draft's answers give."""

    @property
    @abstractmethod
    def fields(self) -> tuple[str, ...]:
        """The paths that `outcome` reads."""

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """All that `outcome` can be; the texts must have a message for each."""
        return self.OUTCOMES

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What must be read in the quote."""
        return ()

    @property
    def fact_names(self) -> frozenset[str]:
        """The placeholders that a message may have beside the rule's fields."""
        return self.FACTS

    def facts(self, situation: Situation) -> dict[str, Any]:  # noqa: ARG002 - most checks have none
        """The values of `fact_names`, for the message."""
        return {}


@dataclass(frozen=True)
class FieldCheck(Check):
    """A check of one field; subclasses say what is made of an answer."""

    field: str

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)

    def outcome(self, situation: Situation) -> Outcome:
        value = situation.answers[self.field]
        return MISSING if value is None else self.of_answer(value)

    def of_answer(self, value: Any) -> Outcome:
        """The outcome for an answer that is given."""
        raise NotImplementedError
