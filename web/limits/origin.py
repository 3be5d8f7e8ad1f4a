"""Refuses what a page of another site makes a browser send (CSRF)."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from web.access.errors import CrossSite
from web.problems import problem_response

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin", "none"})


class SameOrigin:
    """Lets a request that changes something in only from the site's own pages, or from a program.

    Every browser of today tells by Sec-Fetch-Site where a request comes from, and older ones by Origin; neither can be
    set by a page. A program sends neither, and has no cookies that are not its own (the reasoning of OWASP's cheat
    sheet on fetch metadata, and of Go's http.CrossOriginProtection). So no form can be left without its token.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _READS and not _is_own(Headers(scope=scope)):
            await problem_response(Request(scope), CrossSite())(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    if site := headers.get("sec-fetch-site"):
        return site in _OWN
    if origin := headers.get("origin"):
        try:
            return urlsplit(origin).netloc == headers.get("host")
        except ValueError:
            return False
    return True
