"""`/kilder`: the rundskriv, and each of them to read, clause by clause."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse

from assistant.dates import today
from web.api.access import Opened
from web.pages.document_search import search_document
from web.pages.document_view import view_document
from web.pages.render import page

router = APIRouter(include_in_schema=False)


@router.get("/kilder")
def catalogue(request: Request, services: Opened) -> HTMLResponse:
    """All rundskriv, the newest first."""
    newest_first = sorted(services.library, key=lambda each: (each.valid_from, each.number), reverse=True)
    return page(request, "sources.html", rundskriv=newest_first, today=today())


class Shown(BaseModel):
    """`sitat` is the id of a clause to mark, `sok` what to look for; with `lenker` each clause links to itself."""

    sitat: str = ""
    sok: str = ""
    lenker: str = ""


@router.get("/kilder/{number}")
def document(request: Request, number: str, services: Opened, shown: Annotated[Shown, Query()]) -> HTMLResponse:
    """One rundskriv, to read, to search and to link to clause by clause."""
    rundskriv = services.library.show(number)
    found = search_document(services, rundskriv, shown.sok)
    cited = {clause.id for clause in rundskriv.clauses if clause.id == shown.sitat}
    return page(
        request,
        "source.html",
        rundskriv=rundskriv,
        document=view_document(rundskriv),
        cited=next(iter(cited), None),
        found=found,
        marked=cited or {clause.id for clause in found.literal},
        links=bool(shown.lenker),
        today=today(),
    )
