"""Refuses requests under a name that the service is not to be reached by: links and redirects are made from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from web.access.errors import HostUnknown
from web.problems import problem_response

ANY = "*"
_HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


class TrustedHosts:
    """`names` are hosts without their port; `*.example.no` stands for all below it, `*` for any."""

    # Starlette's own cuts an IPv6 address at its first colon, and answers with bare text.
    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names if not name.startswith("*."))
        self._endings = tuple(name[1:].lower() for name in names if name.startswith("*."))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_trusted(host := _host(Headers(scope=scope).get("host", ""))):
            # The refusal's page must not be made from the name that was refused.
            refusal = problem_response(Request({**scope, "headers": []}), HostUnknown(host=host[:100]))
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_trusted(self, host: str) -> bool:
        return (ANY in self._names and host != "") or host in self._names or host.endswith(self._endings or ("\0",))


def _host(header: str) -> str:
    """Without the port: `[::1]:8000` gives `[::1]`."""
    found = _HOST.fullmatch(header.lower())
    return found["name"] if found else ""
