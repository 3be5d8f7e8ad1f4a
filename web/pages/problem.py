"""The page, or the part of one, for an error."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse

from web.pages.language import page_language
from web.pages.render import fill, page


def problem_page(request: Request, status: int, title: str, detail: str, headers: Mapping[str, str]) -> HTMLResponse:
    """To htmx, a part for the conversation that it is adding to."""
    if request.headers.get("hx-request") == "true":
        return HTMLResponse(fill("problem_part.html", page_language(request), detail=detail), status, headers)
    return page(request, "problem.html", status, headers, is_known=False, title=title, detail=detail)
