"""Approving an answer, and taking what it now answers out of the queue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from fastapi import Path

from assistant.accounts.account import Account
from assistant.conversations.conversation import KeptTurn
from assistant.helpdesk.approved import ApprovedAnswer
from assistant.helpdesk.matching import tied_clauses
from assistant.helpdesk.queue import MOST_OPEN, Group, Grouping
from knowledge.errors import UnavailableError
from knowledge.retrieval.search import Search
from web.access.current import HELPDESK
from web.limits.unexpected import log_fault
from web.pages.queue.answer_form import MOST_ID

if TYPE_CHECKING:
    from assistant.bootstrap import Services

WRITTEN, APPROVED, WITHDRAWN, HANDLED = "answer_written", "answer_approved", "answer_withdrawn", "queue_handled"
Mine = Annotated[Account, HELPDESK]
AnswerId = Annotated[int, Path(ge=1, le=MOST_ID)]


@lru_cache(4)
def grouping_over(search: Search) -> Grouping:
    """One for each open search, so that a question is read once."""
    return Grouping(search)


def group_of(services: Services, ids: Sequence[int]) -> Group | None:
    """The turns in the order of `ids`, None where none of them is kept any more."""
    kept = {turn.id: turn for turn in services.records.conversations.by_ids(ids)}
    turns = tuple(kept[turn] for turn in dict.fromkeys(ids) if turn in kept)
    return Group(turns) if turns else None


def may_approve(services: Services, answer: ApprovedAnswer, account: Account) -> bool:
    return not (services.settings.second_eyes and answer.written_by == account.name)


def stands(services: Services, answer: ApprovedAnswer) -> bool:
    """If each clause is as it was when it was tied."""
    return tied_clauses(answer.clauses, services.library) is not None


def approve(services: Services, answer: int, account: Account, written_for: Sequence[int] = ()) -> int:
    """From now on it is given. How many turns left the queue: those open, and those that it was written for, whose
    question now gets it. One that was taken from its askings stays. Raises AnswerUnknown or SecondEyesNeeded."""
    records = services.records
    records.approved.approve(answer, account.name)
    records.audit.note(account.name, APPROVED, str(answer))
    try:
        done = _answered(services, records.approved.find(answer), written_for)
        if done:
            records.conversations.handled(done)
    except UnavailableError as failure:
        # It is approved all the same; what is left in the queue can be handled by hand.
        log_fault(failure)
        return 0
    return len(done)


def _answered(services: Services, answer: ApprovedAnswer, written_for: Sequence[int]) -> list[int]:
    conversations, approved = services.records.conversations, services.tools.approved
    assert approved is not None, "the service gives approved answers"
    turns: dict[int, KeptTurn] = {turn.id: turn for turn in conversations.open_questions(MOST_OPEN)}
    turns |= {turn.id: turn for turn in conversations.by_ids(written_for)}
    return grouping_over(services.tools.search).answered(answer, list(turns.values()), approved)
