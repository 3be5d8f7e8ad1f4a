"""Refuses request bodies over a limit, with and without a Content-Length."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import BodyTooLarge
from web.problems import problem_response

MEGABYTE = 1_000_000


class BodyLimit:
    """Reads a body of at most `largest` bytes before the application sees it; a chunked one is counted as it comes."""

    def __init__(self, app: ASGIApp, largest: int, largest_at: Mapping[str, int] | None = None) -> None:
        """`largest_at` has the limits of the paths that take more."""
        self._app = app
        self._largest = largest
        self._largest_at = largest_at or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        largest = self._largest_at.get(scope["path"], self._largest)
        body = None if self._announced(scope) > largest else await self._read(receive, largest)
        if body is None:
            refusal = problem_response(Request(scope), BodyTooLarge(largest=f"{largest / MEGABYTE:.3g}"))
            await refusal(scope, receive, send)
        else:
            await self._app(scope, _replay(body, receive), send)

    def _announced(self, scope: Scope) -> int:
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        return int(lengths[0]) if lengths and lengths[0].isdigit() else 0

    async def _read(self, receive: Receive, largest: int) -> list[Message] | None:
        """The messages of the body, or None where it is too large."""
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > largest:
                return None
            if not message.get("more_body", False):
                return messages


def _replay(messages: list[Message], receive: Receive) -> Receive:
    left = iter(messages)

    async def replayed() -> Message:
        message = next(left, None)
        return await receive() if message is None else message

    return replayed
