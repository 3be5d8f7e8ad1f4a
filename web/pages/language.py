"""Which language a page is in: `?lang=`, else what was chosen before, else bokmål."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.wording import DEFAULT_LANGUAGE, known_language

COOKIE = "lang"
A_YEAR_IN_SECONDS = 365 * 24 * 3600


def chosen_language(request: Request) -> str | None:
    """What the reader has chosen, here or before."""
    return known_language(request.query_params.get("lang")) or known_language(request.cookies.get(COOKIE))


def page_language(request: Request) -> str:
    return chosen_language(request) or DEFAULT_LANGUAGE


def answer_language(request: Request) -> str | None:
    """Of an answer: nynorsk or English where the page is in it; else it is read from the question."""
    chosen = chosen_language(request)
    return chosen if chosen != DEFAULT_LANGUAGE else None


def remember_language(request: Request, response: Response) -> None:
    """Keeps what `?lang=` chose."""
    if chosen := known_language(request.query_params.get("lang")):
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, chosen, A_YEAR_IN_SECONDS, httponly=True, samesite="lax", secure=secure)
