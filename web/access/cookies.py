"""The cookies: what each holds is a secret or a choice, never anything about its owner."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

SESSION, DEVICE, OIDC_STATE = "tuki_okt", "tuki_enhet", "tuki_innlogging"


def cookie(request: Request, name: str) -> str:
    """What the browser sent, empty where it sent none."""
    return request.cookies.get(_full_name(request, name), "")


def set_cookie(request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """For this site alone, and for no script. Without `seconds` it goes with the browser's session."""
    response.set_cookie(
        _full_name(request, name), value, seconds, httponly=True, samesite="lax", secure=_is_secure(request)
    )


def drop_cookie(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(_full_name(request, name), httponly=True, samesite="lax", secure=_is_secure(request))


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _full_name(request: Request, name: str) -> str:
    # With this prefix a browser takes it only from this very host, over https (RFC 6265bis, section 4.1.3.2).
    return f"__Host-{name}" if _is_secure(request) else name
