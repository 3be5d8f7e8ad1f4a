"""A conversation as a page carries it: its earlier questions, whose answers are worked out anew.

Answers are not carried along, so that nothing that a browser sends back is ever shown as an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field

from assistant.answering.answer import Question, Turn
from assistant.answering.understand import read_question
from assistant.dates import today
from knowledge.errors import TukiError
from web.limits.unexpected import log_fault
from web.pages.answer_view import TurnView
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

MOST_TURNS = 10
MOST_FIELDS = 100


class ConversationForm(BaseModel):
    """What the form sends. `forslag` is the suggested question whose button was pressed; `nr` numbers the turn."""

    sporsmal: str = ""
    forslag: str = ""
    tidligere: Annotated[list[str], Field(max_length=MOST_FIELDS)] = []
    nr: Annotated[int, Field(ge=1, le=9_999)] = 1

    @property
    def question(self) -> str:
        return self.forslag or self.sporsmal

    @property
    def earlier(self) -> list[str]:
        """The questions that still count, oldest first; with the new one there are no more than MOST_TURNS."""
        return self.tidligere[-(MOST_TURNS - 1) :]


def ask(services: Services, question: Question, number: int, lang: str) -> TurnView:
    """The turn, with the answer or with what was wrong, in the page's language `lang`."""
    try:
        answer = services.ask(question)
    except TukiError as error:
        return TurnView(number, question.text, error=all_texts().error(lang, error))
    except Exception as fault:  # noqa: BLE001 - shown as a plain sentence in its turn
        log_fault(fault)
        return TurnView(number, question.text, error=all_texts().error(lang, TukiError()))
    contact = services.library.show(answer.rundskriv).contact if answer.rundskriv else ""
    return TurnView(number, question.text, answer, contact=contact, situation=read_question(question).text)


def question_of(text: str, earlier: Sequence[str], lang: str | None) -> Question:
    return Question(text, today(), tuple(Turn(question) for question in earlier), lang=lang)


def replay(services: Services, questions: Sequence[str], lang: str, answer_lang: str | None) -> list[TurnView]:
    """The turns of earlier questions, numbered from 1; those that cannot be asked are left out."""
    turns: list[TurnView] = []
    for position, text in enumerate(questions):
        turn = ask(services, question_of(text, questions[:position], answer_lang), len(turns) + 1, lang)
        if turn.answer is not None:
            turns.append(replace(turn, question=text.strip()))
    return turns
