"""A rundskriv: what it is, when it holds, and its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from knowledge.clauses.clause import Clause, Outline
from knowledge.clauses.split import split
from knowledge.text.normalise import Line, join_lines


class Validity(StrEnum):
    """If a rundskriv is in force on a date."""

    CURRENT = "current"
    EXPIRED = "expired"
    SUPERSEDED = "superseded_by"


@dataclass(frozen=True)
class QuotedDate:
    """A date that the rundskriv sets, and the clause that it can be read in, verbatim."""

    date: date
    quote: str


@dataclass(frozen=True)
class Rundskriv:
    """A dated, numbered document that sets the terms of one grant scheme in one year.

    Dates are whole days in Europe/Oslo. `sha256` is of the source file's bytes. Offsets count code points in `text`.
    """

    number: str
    title: str
    scheme: str
    abbreviation: str
    year: int
    issuer: str
    language: str
    source_address: str | None
    sha256: str
    deadline: QuotedDate | None
    reporting: tuple[QuotedDate, ...]
    contact: str
    valid_from: date
    valid_until: date
    superseded_by: str | None
    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        return join_lines(self.lines)

    @cached_property
    def outline(self) -> Outline:
        return split(self.number, self.lines)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return self.outline.clauses

    def validity(self, as_of: date) -> Validity:
        """The validity on `as_of`. One that has not begun yet counts as current: it can already be applied under."""
        if self.superseded_by:
            return Validity.SUPERSEDED
        return Validity.EXPIRED if as_of > self.valid_until else Validity.CURRENT
