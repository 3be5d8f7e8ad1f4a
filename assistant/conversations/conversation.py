"""A conversation: its turns, and what the one who asked thought of the answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assistant.answering.answer import Answer


class Thumb(StrEnum):
    """If an answer was of use."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """Why an answer was of no use."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    NOT_MY_QUESTION = "not_my_question"
    UNCLEAR = "unclear"
    OTHER = "other"


@dataclass(frozen=True)
class KeptTurn:
    """A question and its answer as it was given. `situation` is the question with what it leans on from before."""

    id: int
    conversation: str
    number: int
    question: str
    situation: str
    answer: Answer
    asked: datetime
    thumb: Thumb | None = None
    reason: Reason | None = None
    remark: str = ""


@dataclass(frozen=True)
class Conversation:
    """Turns in order, numbered from 1."""

    id: str
    started: datetime
    changed: datetime
    turns: tuple[KeptTurn, ...] = field(default=())

    @property
    def title(self) -> str:
        """Its first question."""
        return self.turns[0].question if self.turns else ""
