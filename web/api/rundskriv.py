"""GET /api/v1/rundskriv and GET /api/v1/rundskriv/{number}"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from web.commands.sources import about_object, document_object
from web.pages.page import services_of

router = APIRouter(tags=["rundskriv"])


@router.get("/api/v1/rundskriv")
def catalogue(request: Request) -> list[dict[str, Any]]:
    """What rundskriv there are."""
    return [about_object(rundskriv) for rundskriv in services_of(request).library]


@router.get("/api/v1/rundskriv/{number}")
def document(number: str, request: Request) -> dict[str, Any]:
    """One rundskriv with its text and clauses."""
    return document_object(services_of(request).library.show(number))
