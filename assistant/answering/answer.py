"""Questions and answers, as the contract has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from assistant.citations.citation import Citation

APPROVED = "approved"  # the kind of notice that says who approved an answer


class AnswerStatus(StrEnum):
    """What came of a question."""

    ANSWERED = "answered"
    NOT_STATED = "not_stated"
    OUT_OF_SCOPE = "out_of_scope"
    NEEDS_CLARIFICATION = "needs_clarification"


@dataclass(frozen=True)
class Turn:
    """An earlier question of the conversation and the answer that it got."""

    question: str
    answer: str = ""


@dataclass(frozen=True)
class Question:
    """`as_of` is a whole day in Europe/Oslo. Without `rundskriv` the newest in force answers; without `lang`, the
    language is read from the text."""

    text: str
    as_of: date
    history: tuple[Turn, ...] = ()
    rundskriv: str | None = None
    lang: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class Notice:
    """What a user must know and did not ask."""

    kind: str
    text: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer, with the numbers (from 1) of the citations that it rests on; they stand in its text
    as `[n]`."""

    text: str
    markers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """Each `[n]` in a sentence is `citations[n - 1]`. `sha256` is that of the rundskriv's source; `topic` the
    likeliest one."""

    status: AnswerStatus
    lang: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    follow_ups: tuple[str, ...] = ()
    mode: str = "extractive"
    rundskriv: str | None = None
    sha256: str | None = None
    topic: str | None = None
    id: str | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Short, to tell versions of one rundskriv apart."""
        return (self.sha256 or "")[:8]

    @property
    def is_approved(self) -> bool:
        """If people of the helpdesk wrote and approved it."""
        return any(notice.kind == APPROVED for notice in self.notices)

    @property
    def text(self) -> str:
        """The sentences, one a line, since each cited clause is a unit of its own."""
        return "\n".join(sentence.text for sentence in self.sentences)

    def to_object(self) -> dict[str, Any]:
        """The contract's shape."""
        return {
            **({"id": self.id} if self.id is not None else {}),
            "status": self.status.value,
            "lang": self.lang,
            "mode": self.mode,
            "rundskriv": self.rundskriv,
            "text": self.text,
            "citations": [
                {"marker": number, **citation.to_object()} for number, citation in enumerate(self.citations, start=1)
            ],
            "notices": [{"kind": notice.kind, "text": notice.text} for notice in self.notices],
            "follow_ups": list(self.follow_ups),
            "timings_ms": {step: round(spent, 2) for step, spent in self.timings_ms.items()},
        }
