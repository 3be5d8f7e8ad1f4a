"""How a question is answered by the machine alone, and how an answer will look in the chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.answering.answer import Question
from assistant.dates import today
from assistant.helpdesk.approved import ApprovedAnswer, ClauseTie, State
from assistant.helpdesk.matching import ApprovedAnswers, tied_clauses
from knowledge.errors import TukiError
from web.pages.answer_view import TurnView

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from knowledge.clauses.clause import Clause

# The two stand on one page; the numbers keep their anchors apart.
MACHINE, PREVIEW = 1, 2


class _OnlyThis(ApprovedAnswers):
    """Gives one answer, whatever is asked."""

    def __init__(self, answer: ApprovedAnswer, clauses: tuple[Clause, ...]) -> None:
        self._only = answer, clauses

    def find(self, question: str, lang: str, rundskriv: str) -> tuple[ApprovedAnswer, tuple[Clause, ...]]:  # noqa: ARG002
        return self._only


def machine_view(services: Services, question: str, lang: str, document: str) -> TurnView | None:
    """What the machine says by itself, without any approved answer, and without notices of dates. None for what cannot
    be asked, or just now."""
    view = _view(services, question, lang, document, MACHINE, None)
    return replace(view, answer=replace(view.answer, notices=())) if view and view.answer else None


def chat_view(services: Services, answer: ApprovedAnswer) -> TurnView | None:
    """An answer as the chat gives it. None where a clause that it is tied to no longer stands."""
    clauses = tied_clauses(answer.clauses, services.library)
    if not clauses:
        return None
    only = _OnlyThis(answer, clauses)
    return _view(services, answer.question, answer.lang, answer.document, PREVIEW, only)


def draft_view(  # noqa: PLR0913, PLR0917 - the parts of an answer
    services: Services, question: str, lang: str, text: str, document: str, ties: Sequence[ClauseTie], by: str
) -> TurnView | None:
    """The same of one that is being written. None as long as something is lacking."""
    if not (question and text and ties):
        return None
    now = datetime.now(UTC)
    parts = (question, lang, text, document, State.AWAITING, by, now, by, now, None, tuple(ties), (question,))
    return chat_view(services, ApprovedAnswer(0, *parts))


def as_if_approved(answer: ApprovedAnswer, by: str) -> ApprovedAnswer:
    """The answer as it would be if `by` approved it now."""
    return answer if answer.approved else replace(answer, approved_by=by, approved=datetime.now(UTC))


def _view(  # noqa: PLR0913, PLR0917 - what a view is made of
    services: Services, question: str, lang: str, document: str, number: int, approved: ApprovedAnswers | None
) -> TurnView | None:
    from assistant.answering.pipeline import answer

    tools = replace(services.tools, approved=approved)
    try:
        given = answer(Question(question, today(), rundskriv=document or None, lang=lang), tools)
    except TukiError:
        return None
    return TurnView(number, question, given, day=today())
