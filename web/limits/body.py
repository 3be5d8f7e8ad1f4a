"""Refuses request bodies over a limit, with and without a Content-Length."""

from __future__ import annotations

from asyncio import timeout
from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knowledge.errors import TukiError
from web.errors import BodyTooLarge, BodyTooSlow, TooBusy
from web.problems import problem_response

MEGABYTE = 1_000_000
LONGEST_SECONDS = 60.0  # that a body may take to come
MOST_HELD = 200 * MEGABYTE  # of all bodies that are coming or being worked on


class BodyLimit:
    """Reads a body of at most `largest` bytes before the application sees it; a chunked one is counted as it comes."""

    def __init__(self, app: ASGIApp, largest: int, largest_at: Mapping[str, int] | None = None) -> None:
        """`largest_at` has the limits of the paths that take more."""
        self._app = app
        self._largest = largest
        self._largest_at = largest_at or {}
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        largest = self._largest_at.get(scope["path"], self._largest)
        try:
            async with timeout(LONGEST_SECONDS):
                body = await self._read(receive, largest, self._announced(scope))
        except TimeoutError:
            await problem_response(Request(scope), BodyTooSlow())(scope, receive, send)
        except TukiError as refusal:
            await problem_response(Request(scope), refusal)(scope, receive, send)
        else:
            await self._pass_on(body, scope, receive, send)

    async def _pass_on(self, body: list[Message], scope: Scope, receive: Receive, send: Send) -> None:
        held = _size(body)
        self._held += held
        try:
            await self._app(scope, _replay(body, receive), send)
        finally:
            self._held -= held

    def _announced(self, scope: Scope) -> int:
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        return int(lengths[0]) if lengths and lengths[0].isdigit() else 0

    async def _read(self, receive: Receive, largest: int, announced: int) -> list[Message]:
        """The messages of the body. Raises BodyTooLarge, or TooBusy where all bodies together are."""
        messages: list[Message] = []
        size = 0
        try:
            while size <= largest and announced <= largest:
                message = await receive()
                messages.append(message)
                came = len(message.get("body", b""))
                size += came
                self._held += came
                if self._held > MOST_HELD:
                    raise TooBusy
                if not message.get("more_body", False) and size <= largest:
                    return messages
        finally:
            self._held -= size
        raise BodyTooLarge(largest=f"{largest / MEGABYTE:.3g}")


def _size(messages: list[Message]) -> int:
    return sum(len(message.get("body", b"")) for message in messages)


def _replay(messages: list[Message], receive: Receive) -> Receive:
    left = iter(messages)

    async def replayed() -> Message:
        message = next(left, None)
        return await receive() if message is None else message

    return replayed
