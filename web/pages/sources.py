"""The source pages, *Kilder*: each rundskriv whole, every clause with an address of its own."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.dates import today
from web.pages.page import render, services_of

router = APIRouter(include_in_schema=False)


@router.get("/kilder")
def catalogue(request: Request) -> HTMLResponse:
    return HTMLResponse(
        render(request, "sources.html", all_rundskriv=list(services_of(request).library), today=today())
    )


@router.get("/kilder/{number}")
def document(number: str, request: Request) -> HTMLResponse:
    """`?sitat=ID` marks a clause; the address's own #ID does so too."""
    rundskriv = services_of(request).library.show(number)
    parts = sorted([*rundskriv.outline.headings, *rundskriv.clauses], key=lambda part: part.start)
    cited = request.query_params.get("sitat", "")
    return HTMLResponse(render(request, "source.html", rundskriv=rundskriv, parts=parts, cited=cited, today=today()))
