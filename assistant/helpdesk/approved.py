"""An answer that people of the helpdesk wrote and approved, and the questions that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where an answer is on its way. Only one that is approved is given to those who ask."""

    AWAITING = "awaiting"
    APPROVED = "approved"
    REVIEW = "review"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class ClauseTie:
    """A clause that an answer rests on, with its words when it was tied."""

    document: str
    clause: str
    quote: str


@dataclass(frozen=True)
class ApprovedAnswer:
    """`question` is the one it is shown under; `askings` are the questions that it was written for, that one among
    them. `review_reason` is a code: why the answer must be looked at again."""

    id: int
    question: str
    lang: str
    text: str
    document: str
    state: State
    written_by: str
    written: datetime
    approved_by: str | None
    approved: datetime | None
    review_reason: str | None
    clauses: tuple[ClauseTie, ...]
    askings: tuple[str, ...]
