"""A question from the page: made free of identity numbers, answered, kept, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field

from assistant.answering.answer import Answer, AnswerStatus, Question, Turn
from assistant.answering.understand import read_question
from assistant.conversations.conversation import KeptTurn
from assistant.dates import OSLO, today
from assistant.privacy.identity_numbers import without_identity_numbers
from knowledge.errors import TukiError, UnavailableError
from knowledge.sources.library import Library
from web.limits.unexpected import log_fault
from web.pages.answer_view import TurnView
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

MOST_TURNS = 10
MOST_FIELDS = 100
LONGEST_SECRET = 64
LONGEST_NUMBER = 40
# The helpdesk's own reading: these tell what a question was about without any of its words.
_COUNTED_AS_UNANSWERED = frozenset({AnswerStatus.NOT_STATED})


class ConversationForm(BaseModel):
    """What the form sends. `forslag` is the suggested question whose button was pressed; `nr` numbers the turn;
    `samtale` is the conversation that it belongs to, `rundskriv` the chosen one."""

    sporsmal: str = ""
    forslag: str = ""
    tidligere: Annotated[list[str], Field(max_length=MOST_FIELDS)] = []
    nr: Annotated[int, Field(ge=1, le=9_999)] = 1
    samtale: Annotated[str, Field(max_length=LONGEST_SECRET)] = ""
    rundskriv: Annotated[str, Field(max_length=LONGEST_NUMBER)] = ""

    @property
    def question(self) -> str:
        return self.forslag or self.sporsmal

    @property
    def earlier(self) -> list[str]:
        """The questions that still count, oldest first; with the new one there are no more than MOST_TURNS."""
        return self.tidligere[-(MOST_TURNS - 1) :]


@dataclass(frozen=True)
class Asked:
    """A question that may be passed on and kept. `hid_number`: an identity number was taken out of it."""

    question: Question
    hid_number: bool


def read_form(form: ConversationForm, lang: str, answer_lang: str | None, longest: int) -> Asked:
    """The question with what was asked before, none with an identity number in it. One longer than `longest` is left
    as it is, since it is neither answered nor kept."""
    instead = all_texts().get(lang, "ui.number_removed")
    earlier = [without_identity_numbers(each, instead) for each in form.earlier if len(each) <= longest]
    fits = len(form.question) <= longest
    text = without_identity_numbers(form.question, instead) if fits else form.question
    history = tuple(Turn(question) for question in earlier)
    question = Question(text, today(), history, form.rundskriv or None, answer_lang)
    return Asked(question, hid_number=text != form.question)


def ask(services: Services, asked: Asked, number: int, lang: str) -> TurnView:
    """The turn, with the answer or with what was wrong, in the page's language `lang`."""
    question = asked.question
    try:
        answer = services.ask(question)
    except TukiError as error:
        return TurnView(number, question.text, error=all_texts().error(lang, error))
    except Exception as fault:  # noqa: BLE001 - shown as a plain sentence in its turn
        log_fault(fault)
        return TurnView(number, question.text, error=all_texts().error(lang, TukiError()))
    # Again, since a number may have been told in two questions.
    situation = read_question(question).text
    plain = without_identity_numbers(situation, all_texts().get(lang, "ui.number_removed"))
    hid_number = asked.hid_number or plain != situation
    contact = services.library.show(answer.rundskriv).contact if answer.rundskriv else ""
    return TurnView(number, question.text, answer, contact=contact, situation=plain, hid_number=hid_number, day=today())


def keep(services: Services, device: str, conversation: str, turn: TurnView) -> TurnView:
    """The turn as it is kept, with its number in the conversation. Where it cannot be, the user is told."""
    assert turn.answer is not None
    try:
        kept = services.records.conversations.add(
            device, conversation or None, turn.question.strip(), turn.situation, turn.answer
        )
        count(services, turn.answer, turn.day)
    except UnavailableError as failure:
        log_fault(failure)
        return replace(turn, is_kept=False)
    return replace(turn, number=kept.number, id=kept.id, conversation=kept.conversation)


def count(services: Services, answer: Answer, day: date) -> None:
    """One more of what the answer was about."""
    from assistant.helpdesk.counts_sql import APPROVED, CLAUSE, LANGUAGE, STATUS, TOPIC, UNANSWERED, Count

    document = answer.rundskriv or ""
    counted = [Count(STATUS, answer.status.value, document), Count(LANGUAGE, answer.lang, document)]
    if answer.status is not AnswerStatus.OUT_OF_SCOPE and answer.topic:
        counted.append(Count(TOPIC, answer.topic, document))
    if answer.status in _COUNTED_AS_UNANSWERED:
        counted.append(Count(UNANSWERED, answer.topic or "", document))
    else:
        counted += [Count(CLAUSE, citation.clause, citation.document) for citation in answer.citations]
    if answer.is_approved:
        counted.append(Count(APPROVED, "given", document))
    services.records.counts.add(day, counted)


def views_of(turns: Sequence[KeptTurn], library: Library) -> list[TurnView]:
    """Kept turns as they are shown again."""
    return [view_of(turn, library) for turn in turns]


def view_of(turn: KeptTurn, library: Library) -> TurnView:
    """A kept turn; `stands` is false where a quote of it is no longer in its rundskriv, word for word."""
    from assistant.answering.kept import still_stands

    number = turn.answer.rundskriv
    known = number in {each.number for each in library}
    return TurnView(
        turn.number,
        turn.question,
        turn.answer,
        contact=library.show(number).contact if number and known else "",
        situation=turn.situation,
        day=turn.asked.astimezone(OSLO).date(),
        id=turn.id,
        conversation=turn.conversation,
        thumb=turn.thumb,
        reason=turn.reason,
        stands=still_stands(turn.answer, library),
    )
