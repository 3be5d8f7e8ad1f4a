"""What another focus area would change for the same draft."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.checklist.ruleset import load_ruleset
from assistant.checklist.what_if import what_if
from assistant.dates import today
from web.access.current import READER
from web.api.access import Opened
from web.errors import DraftUnready
from web.pages.check.desk import kept_desk
from web.pages.render import fill, page

router = APIRouter(include_in_schema=False, dependencies=[READER])


@router.get("/sjekk/u/{secret}/hva-om")
def other_area(
    request: Request, services: Opened, secret: str, area: Annotated[int, Query(alias="omrade", ge=1, le=5)]
) -> HTMLResponse:
    """The rules that differ: a part of the page with a script, a page without."""
    desk = kept_desk(request, services, secret)
    if desk.filled.draft is None:
        raise DraftUnready
    compared = what_if(desk.filled.draft, load_ruleset(desk.kept.rundskriv), today(), area, desk.lang)
    facts: dict[str, Any] = {"desk": desk, "area": area, "compared": compared}
    if request.headers.get("hx-request") == "true":
        return HTMLResponse(fill("check/what_if_part.html", desk.lang, **facts))
    return page(request, "check/what_if.html", **facts)
