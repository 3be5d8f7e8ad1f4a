"""`/ko/svar/{id}`: one answer as the chat gives it, to approve, change or withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.account import Account
from assistant.helpdesk.approved import State
from assistant.helpdesk.matching import flag_changed
from web.access.current import HELPDESK
from web.api.access import Opened
from web.pages.chat.ask_page import SEE_OTHER
from web.pages.language import page_language
from web.pages.queue.answer_form import MOST_ID, MOST_TURNS, RowId
from web.pages.queue.approval import WITHDRAWN, AnswerId, Mine, approve, may_approve, stands
from web.pages.queue.preview import as_if_approved, chat_view
from web.pages.queue.ties import changed_ties
from web.pages.render import page
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

router = APIRouter(include_in_schema=False, dependencies=[HELPDESK])

HTTP_CONFLICT = 409
Turns = Annotated[list[RowId], Query(max_length=MOST_TURNS)]


@router.get("/ko/svar/{answer}")
def show(  # noqa: PLR0913, PLR0917 - what the page is told
    request: Request,
    services: Opened,
    mine: Mine,
    answer: AnswerId,
    tur: Turns = [],  # noqa: B006 - FastAPI copies it
    lagret: Annotated[str, Query()] = "",
    ferdig: Annotated[int | None, Query(ge=0, le=MOST_ID)] = None,
) -> HTMLResponse:
    """Raises AnswerUnknown."""
    flag_changed(services.records, services.library)
    return _page(request, services, mine, answer, turns=tur, saved=bool(lagret), handled=ferdig)


@router.post("/ko/svar/{answer}/godkjenn")
def approve_answer(  # noqa: PLR0913, PLR0917 - what the form sends
    request: Request,
    services: Opened,
    mine: Mine,
    answer: AnswerId,
    tur: Annotated[list[RowId], Form(max_length=MOST_TURNS)] = [],  # noqa: B006 - FastAPI copies it
    versjon: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """What is approved is what was read: another version, or one whose clauses changed, is shown instead. Raises
    AnswerUnknown or SecondEyesNeeded."""
    kept = services.records.approved.find(answer)
    wrong = "queue.changed_since_read" if versjon != kept.written.isoformat() else None
    if wrong is None and not stands(services, kept):
        wrong = "queue.clauses_changed"
    if wrong:
        said = all_texts().get(page_language(request), wrong)
        return _page(request, services, mine, answer, turns=tur, fault=said)
    return RedirectResponse(f"/ko/svar/{answer}?ferdig={approve(services, answer, mine, tur)}", SEE_OTHER)


@router.post("/ko/svar/{answer}/trekk")
def withdraw(services: Opened, mine: Mine, answer: AnswerId) -> Response:
    """From now on it is not given. Raises AnswerUnknown."""
    services.records.approved.withdraw(answer)
    services.records.audit.note(mine.name, WITHDRAWN, str(answer))
    return RedirectResponse(f"/ko/svar/{answer}", SEE_OTHER)


def _page(  # noqa: PLR0913 - what the page is made of
    request: Request,
    services: Services,
    mine: Account,
    answer: int,
    *,
    turns: list[int],
    saved: bool = False,
    handled: int | None = None,
    fault: str | None = None,
) -> HTMLResponse:
    kept = services.records.approved.find(answer)
    return page(
        request,
        "queue/answer.html",
        HTTP_CONFLICT if fault else 200,
        kept=kept,
        preview=chat_view(services, as_if_approved(kept, mine.name)),
        changed=changed_ties(kept, services.library),
        may_approve=may_approve(services, kept, mine),
        is_given=kept.state is State.APPROVED,
        turns=turns,
        saved=saved,
        handled=handled,
        fault=fault,
    )
