"""What stands before every request: size and rate limits, and the headers that keep a page to itself."""

from __future__ import annotations

import json
from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import problem, texts

WINDOW_SECONDS = 60.0
# Clients whose requests are counted; the one that was quiet longest is forgotten first.
MOST_CLIENTS = 10_000
UNLIMITED = ("/health/", "/static/")
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}


class _TooLarge(Exception):
    """The body went over the limit while it was read."""


class Guard:
    """Middleware. `largest` is in bytes of a request's body, `per_minute` in requests of one client."""

    def __init__(self, app: ASGIApp, largest: int, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._app = app
        self._largest = largest
        self._per_minute = per_minute
        self._clock = clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if wait := self._wait(scope):
            await _refuse(send, 429, texts().get("nb", "refused.too_many", seconds=wait), {"retry-after": str(wait)})
            return
        try:
            await self._app(scope, self._limited(receive), _with_headers(send))
        except _TooLarge:
            await _refuse(send, 413, texts().get("nb", "refused.too_large", largest=self._largest))

    def _wait(self, scope: Scope) -> int:
        """Whole seconds until the client may ask again; 0 where it may now."""
        if scope["path"].startswith(UNLIMITED):
            return 0
        client = scope["client"][0] if scope.get("client") else ""
        times = self._seen.setdefault(client, deque())
        self._seen.move_to_end(client)
        if len(self._seen) > MOST_CLIENTS:
            self._seen.popitem(last=False)
        now = self._clock()
        while times and times[0] <= now - WINDOW_SECONDS:
            times.popleft()
        if len(times) >= self._per_minute:
            return max(1, round(times[0] + WINDOW_SECONDS - now + 0.5))
        times.append(now)
        return 0

    def _limited(self, receive: Receive) -> Receive:
        """Counts what really comes, since a length that a client states may be missing or false."""
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._largest:
                raise _TooLarge
            return message

        return limited


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name for name, _ in message["headers"]}
            added = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in present]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending


async def _refuse(send: Send, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
    body = json.dumps(problem(status, detail), ensure_ascii=False).encode()
    given = {**HEADERS, **(headers or {}), "content-type": "application/problem+json", "content-length": str(len(body))}
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(k.encode(), v.encode()) for k, v in given.items()],
        }
    )
    await send({"type": "http.response.body", "body": body})
