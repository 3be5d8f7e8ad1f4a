"""`/kilder`: the rundskriv, and each of them to read, clause by clause."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from assistant.dates import today
from web.api.access import Opened
from web.pages.document_view import view_document
from web.pages.render import page

router = APIRouter(include_in_schema=False)


@router.get("/kilder")
def catalogue(request: Request, services: Opened) -> HTMLResponse:
    """All rundskriv, the newest first."""
    newest_first = sorted(services.library, key=lambda each: (each.valid_from, each.number), reverse=True)
    return page(request, "sources.html", rundskriv=newest_first, today=today())


@router.get("/kilder/{number}")
def document(request: Request, number: str, services: Opened, sitat: str = "") -> HTMLResponse:
    """One rundskriv. `sitat` is the id of a clause to mark."""
    rundskriv = services.library.show(number)
    cited = next((clause for clause in rundskriv.clauses if clause.id == sitat), None)
    return page(
        request, "source.html", rundskriv=rundskriv, document=view_document(rundskriv), cited=cited, today=today()
    )
