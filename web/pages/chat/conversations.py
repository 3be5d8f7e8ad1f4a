"""`/samtaler`: the conversations of this device, to go back to and to delete."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from web.access.current import READER
from web.access.device import known_device
from web.api.access import Opened
from web.pages.chat.ask_page import SEE_OTHER
from web.pages.render import page

router = APIRouter(include_in_schema=False, dependencies=[READER])


@router.get("/samtaler")
def list_conversations(request: Request, services: Opened, slettet: Annotated[str, Query()] = "") -> HTMLResponse:
    """The last changed first."""
    mine = known_device(request)
    kept = services.records.conversations.all_of(mine) if mine else []
    return page(
        request, "chat/conversations.html", kept=kept, deleted=bool(slettet), days=services.settings.conversation_days
    )


@router.post("/samtale/{conversation}/slett")
def delete_one(request: Request, services: Opened, conversation: str) -> Response:
    """Forgets it, with what was shared of it. One that is gone already is no error."""
    services.records.conversations.delete(known_device(request) or "", conversation)
    return RedirectResponse("/samtaler?slettet=1", SEE_OTHER)


@router.post("/samtaler/slett")
def delete_all(request: Request, services: Opened) -> Response:
    """Forgets all conversations of the device."""
    services.records.conversations.delete_all(known_device(request) or "")
    return RedirectResponse("/samtaler?slettet=1", SEE_OTHER)
