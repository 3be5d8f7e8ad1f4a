"""The device that asks: known by a secret of its own, so that its conversations are found again and nobody else's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from assistant.secrets import is_secret, new_secret
from web.access.cookies import DEVICE, cookie, set_cookie

A_DAY_IN_SECONDS = 24 * 3600


def known_device(request: Request) -> str | None:
    """The device's secret, None before it has asked anything."""
    kept = cookie(request, DEVICE)
    return kept if is_secret(kept) else None


def device(request: Request) -> str:
    """The device's secret, a new one where it has none."""
    return known_device(request) or new_secret()


def remember_device(request: Request, response: Response, secret: str, days: int) -> None:
    """For as long as its conversations are kept."""
    set_cookie(request, response, DEVICE, secret, days * A_DAY_IN_SECONDS)
