"""A question as it comes in, on a batch line or over HTTP, checked field by field."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.answering.answer import Question, Turn
from assistant.dates import today

MOST_TURNS = 20
LONGEST_TURN = 10_000
Short = Annotated[str, StringConstraints(max_length=200)]


class TurnIn(BaseModel):
    """An earlier question and its answer."""

    question: Annotated[str, StringConstraints(max_length=LONGEST_TURN)]
    answer: Annotated[str, StringConstraints(max_length=LONGEST_TURN)] = ""


class QuestionIn(BaseModel):
    """The contract's batch line; over HTTP the id may be left out. Unknown fields are errors, so none is lost."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Short | int | None = None
    question: str
    history: Annotated[list[TurnIn], Field(max_length=MOST_TURNS)] = Field(default_factory=list)
    rundskriv: Short | None = None
    as_of: Annotated[date, Field(strict=False)] | None = None
    lang: Literal["nb", "nn", "en"] | None = None

    def to_question(self, as_of: date | None = None, rundskriv: str | None = None, lang: str | None = None) -> Question:
        """The question; what it leaves out comes from the arguments, and the date last of all from the calendar."""
        return Question(
            text=self.question,
            as_of=self.as_of or as_of or today(),
            history=tuple(Turn(turn.question, turn.answer) for turn in self.history),
            rundskriv=self.rundskriv or rundskriv,
            lang=self.lang or lang,
            id=None if self.id is None else str(self.id),
        )


def first_fault(errors: list[Any]) -> str:
    """The path and reason of the first of pydantic's errors."""
    path = ".".join(str(part) for part in errors[0]["loc"])
    return f"{path}: {errors[0]['msg']}" if path else str(errors[0]["msg"])
