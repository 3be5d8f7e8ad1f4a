"""Whether the process is up, and whether it can answer."""

from fastapi import APIRouter

from web.api.access import Opened
from web.errors import NotReady
from web.limits.unexpected import log_fault
from web.problems import documented

router = APIRouter(tags=["health"])


@router.get("/health/live", summary="Live")
async def live() -> dict[str, str]:
    """Touches nothing."""
    return {"status": "live"}


@router.get("/health/ready", responses=documented(503), summary="Ready")
def ready(services: Opened) -> dict[str, str]:
    """If the index answers. No language model is asked."""
    try:
        answers = services.ready()
    except Exception as fault:
        log_fault(fault)
        raise NotReady from fault
    if not answers:
        raise NotReady
    return {"status": "ready"}
