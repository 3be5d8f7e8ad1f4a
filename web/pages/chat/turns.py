"""What can be done with one answer: say if it was of use, and share it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.conversations.conversation import KeptTurn, Reason, Thumb
from assistant.dates import today
from assistant.privacy.identity_numbers import without_identity_numbers
from web.access.current import READER
from web.access.device import known_device
from web.api.access import Opened
from web.errors import AnswerGone
from web.pages.chat.ask_page import SEE_OTHER
from web.pages.chat.asking import view_of
from web.pages.language import page_language
from web.pages.render import fill, page
from web.wording import all_texts

router = APIRouter(include_in_schema=False, dependencies=[READER])
shared_router = APIRouter(include_in_schema=False)
LONGEST_REMARK = 1_000
# What fits the id of a row in either database.
TurnId = Annotated[int, Path(ge=1, le=2**31 - 1)]


class Rating(BaseModel):
    """`grunn` and `merknad` say why an answer was of no use."""

    tommel: Thumb
    grunn: Reason | None = None
    merknad: Annotated[str, Field(max_length=LONGEST_REMARK)] = ""


@router.post("/tur/{turn}/tommel")
def rate(request: Request, services: Opened, turn: TurnId, form: Annotated[Rating, Form()]) -> Response:
    """Up or down; a thumb down asks why, which need not be told."""
    lang, mine = page_language(request), known_device(request) or ""
    written = "".join(sign for sign in form.merknad if sign.isprintable() or sign in "\r\n\t").strip()
    remark = without_identity_numbers(written, all_texts().get(lang, "ui.number_removed"))
    before = services.records.conversations.rate(mine, turn, form.tommel, form.grunn, remark)
    if before is None:
        raise AnswerGone(days=services.settings.conversation_days)
    _count(services, before, form)
    rated = services.records.conversations.turn(mine, turn)
    assert rated is not None
    if request.headers.get("hx-request") == "true":
        view = view_of(rated, services.library)
        return HTMLResponse(fill("chat/rating_part.html", lang, turn=view, thanks=True))
    return RedirectResponse(f"/samtale/{rated.conversation}#svar-{rated.number}-vurdering", SEE_OTHER)


def _count(services: Opened, before: KeptTurn, form: Rating) -> None:
    """The first thumb of an answer is counted, and each reason that is given."""
    from assistant.helpdesk.counts_sql import REASON, THUMB, Count

    document = before.answer.rundskriv or ""
    counted = [Count(THUMB, form.tommel.value, document)] if before.thumb is None else []
    if form.grunn and before.reason is not form.grunn:
        counted.append(Count(REASON, form.grunn.value, document))
    services.records.counts.add(today(), counted)


@router.post("/tur/{turn}/del")
def share(request: Request, services: Opened, turn: TurnId) -> Response:
    """A link that shows this one answer, and nothing else of the conversation, to whoever has it."""
    secret = services.records.conversations.share(known_device(request) or "", turn)
    if secret is None:
        raise AnswerGone(days=services.settings.conversation_days)
    address = f"{str(request.base_url).rstrip('/')}/svar/{secret}"
    if request.headers.get("hx-request") == "true":
        return HTMLResponse(fill("chat/share_part.html", page_language(request), address=address, turn_id=turn))
    return RedirectResponse(f"/svar/{secret}?delt=1", SEE_OTHER)


@shared_router.get("/svar/{secret}")
def shared_answer(request: Request, services: Opened, secret: str, delt: str = "") -> HTMLResponse:
    """One answer that someone shared."""
    kept = services.records.conversations.shared(secret)
    if kept is None:
        raise AnswerGone(days=services.settings.conversation_days)
    return page(
        request,
        "chat/shared.html",
        turn=view_of(kept, services.library),
        just_shared=bool(delt),
        address=str(request.url).split("?", maxsplit=1)[0],
        host=str(request.base_url).rstrip("/"),
    )
