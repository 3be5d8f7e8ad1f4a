"""The page itself: fill in, see the results as the answers change, come back, delete."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.checklist.draft import DEFAULT_RUNDSKRIV
from assistant.drafts.kept import KeptDraft
from assistant.form.entries import known_entries
from assistant.form.form import load_form
from web.access.current import READER
from web.api.access import Opened
from web.pages.check.conditions import conditions_stylesheet
from web.pages.check.desk import MORE_FIELD, MOST_FIELDS, Desk, empty_desk, keep_new, kept_desk, typed_desk
from web.pages.check.form_view import entry_id
from web.pages.render import fill, page

router = APIRouter(include_in_schema=False, dependencies=[READER])
SEE_OTHER = 303


def form_page(
    request: Request, services: Opened, desk: Desk, status: int = 200, more: str = "", **facts: Any
) -> HTMLResponse:
    """The whole page for a draft. `facts` may hold `error`, what was wrong with a file, and `deleted`."""
    shown = {"error": None, "deleted": False, **facts}
    last_day = services.records.drafts.last_day(desk.kept).date()
    source = services.library.show(desk.kept.rundskriv)
    return page(
        request, "check/page.html", status, desk=desk, sections=desk.sections(more), last_day=last_day,
        source=source, days=services.settings.draft_days, largest_document=services.settings.largest_document, **shown,
    )  # fmt: skip


@router.get("/sjekk")
def empty_form(request: Request, services: Opened, slettet: Annotated[str, Query()] = "") -> HTMLResponse:
    """An empty form, which says nothing of what is not answered."""
    return form_page(request, services, empty_desk(request), deleted=bool(slettet))


@router.get("/sjekk/vis.css")
def conditions() -> Response:
    """What shows the fields that the answers call for."""
    return Response(conditions_stylesheet(), media_type="text/css", headers={"Cache-Control": "public, no-cache"})


@router.post("/sjekk")
async def keep_and_check(request: Request, services: Opened) -> Response:
    """Without a script: keeps what was typed and shows the page of the draft, so that a reload sends nothing again."""
    async with request.form(max_fields=MOST_FIELDS) as sent:
        desk = await run_in_threadpool(typed_desk, request, services, sent)
        more = str(sent.get(MORE_FIELD, ""))
    if not desk.is_kept:
        return RedirectResponse("/sjekk", SEE_OTHER)
    in_form = f"?{MORE_FIELD}={more}#{entry_id(more)}" if more in _lists(desk) else "#resultat"
    return RedirectResponse(desk.address + in_form, SEE_OTHER)


def _lists(desk: Desk) -> set[str]:
    return {field.name for section in desk.sections() for field in section.fields if field.widget == "rows"}


@router.post("/sjekk/begynn")
async def begin(request: Request, services: Opened) -> Response:
    """A new draft of what a question told, filled in and checked at once."""
    sent = await request.form(max_fields=MOST_FIELDS)
    entries = known_entries(load_form(), [(name, text) for name, text in sent.multi_items() if isinstance(text, str)])
    if not entries:
        return RedirectResponse("/sjekk", SEE_OTHER)
    address = await run_in_threadpool(keep_new, services, KeptDraft(entries, DEFAULT_RUNDSKRIV))
    return RedirectResponse(address, SEE_OTHER)


@router.post("/sjekk/resultat")
async def live_results(request: Request, services: Opened) -> Response:
    """With a script: keeps what was typed and gives the results. The page's address becomes the draft's."""
    async with request.form(max_fields=MOST_FIELDS) as sent:
        desk = await run_in_threadpool(typed_desk, request, services, sent)
    last_day = services.records.drafts.last_day(desk.kept).date()
    shown = await run_in_threadpool(
        fill, "check/live.html", desk.lang, desk=desk, last_day=last_day, days=services.settings.draft_days
    )
    headers = {"HX-Replace-Url": desk.address} if desk.is_kept else {}
    return HTMLResponse(shown, headers=headers)


@router.get("/sjekk/u/{secret}")
def kept_form(
    request: Request, services: Opened, secret: str, more: Annotated[str, Query(alias=MORE_FIELD)] = ""
) -> HTMLResponse:
    """The draft behind a secret, as it was left."""
    return form_page(request, services, kept_desk(request, services, secret), more=more)


@router.post("/sjekk/u/{secret}/slett")
def delete(services: Opened, secret: str) -> Response:
    """Forgets a draft. One that is gone already is no error: it is what was asked for."""
    services.records.drafts.delete(secret)
    return RedirectResponse("/sjekk?slettet=1", SEE_OTHER)
