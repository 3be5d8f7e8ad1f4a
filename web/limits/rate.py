"""How many requests one client may make in a sliding minute. Kept in memory, for one process."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from web.errors import TooManyRequests
from web.problems import problem_response

WINDOW_SECONDS = 60.0
MOST_CLIENTS = 10_000  # some 2 MB; the one not seen for longest is forgotten first
UNLIMITED = ("/static/", "/health/live")
ALL = "all"


@dataclass
class _Count:
    window: int
    now: int = 0
    before: int = 0


class SlidingMinute:
    """Counts by whole minutes, and weighs the last one by how much of it is still within sixty seconds."""

    def __init__(self, most: int, clock: Callable[[], float] = monotonic, most_clients: int = MOST_CLIENTS) -> None:
        self._most = most
        self._clock = clock
        self._most_clients = most_clients
        self._counts: OrderedDict[str, _Count] = OrderedDict()
        self._lock = Lock()

    def wait(self, client: str) -> int:
        """Counts a request. 0 where it is let in, else whole seconds until one will be."""
        with self._lock:
            window, passed = divmod(self._clock() / WINDOW_SECONDS, 1)
            count = self._count(client, int(window))
            if count.now + count.before * (1 - passed) + 1 <= self._most:
                count.now += 1
                return 0
            return max(1, math.ceil(WINDOW_SECONDS * self._windows_left(count, passed)))

    def _count(self, client: str, window: int) -> _Count:
        old = self._counts.pop(client, None)
        if old is None or old.window != window:
            old = _Count(window, before=old.now if old and old.window == window - 1 else 0)
        self._counts[client] = old
        if len(self._counts) > self._most_clients:
            self._counts.popitem(last=False)
        return old

    def _windows_left(self, count: _Count, passed: float) -> float:
        room = self._most - 1 - count.now
        if room >= 0:
            return 1 - room / count.before - passed
        return (1 - passed) + 1 - (self._most - 1) / count.now


def client_of(scope: Scope) -> str:
    """The client's address; for IPv6 its network, since one client has a whole one."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)[:100]
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


class RateLimit:
    """429 with Retry-After for a client that asks too often, and for all where they do together. Files and health are
    not counted."""

    def __init__(self, app: ASGIApp, minute: SlidingMinute, in_all: SlidingMinute) -> None:
        self._app = app
        self._minute = minute
        self._in_all = in_all

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        counted = scope["type"] == "http" and not scope["path"].startswith(UNLIMITED)
        if counted and (wait := self._minute.wait(client_of(scope)) or self._in_all.wait(ALL)):
            await problem_response(Request(scope), TooManyRequests(seconds=wait))(scope, receive, send)
        else:
            await self._app(scope, receive, send)
