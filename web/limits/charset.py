"""Refuses forms in another encoding than UTF-8: the parser decodes with any that a client names, however slow."""

from __future__ import annotations

from email.message import Message

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from web.errors import EncodingUnfit
from web.problems import problem_response

_FITTING = frozenset({"", "utf-8", "utf8", "us-ascii"})


class Utf8Forms:
    """415 for a body that names another encoding."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _charset(Headers(scope=scope).get("content-type", "")) not in _FITTING:
            await problem_response(Request(scope), EncodingUnfit())(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _charset(content_type: str) -> str:
    parsed = Message()
    parsed["content-type"] = content_type
    return str(parsed.get_param("charset", "")).lower().strip()
