"""GET /health/live and /health/ready"""

from __future__ import annotations

from fastapi import APIRouter, Request

from knowledge.errors import UnavailableError
from web.pages.page import services_of

router = APIRouter(tags=["health"])


@router.get("/health/live")
async def live() -> dict[str, str]:
    """The process answers; nothing else is touched."""
    return {"status": "live"}


@router.get("/health/ready")
def ready(request: Request) -> dict[str, str]:
    """The index answers. 503 where it does not."""
    if not services_of(request).ready():
        raise UnavailableError(reason="index")
    return {"status": "ready"}
