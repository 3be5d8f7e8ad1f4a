"""`GET /api/v1/rundskriv` and one of them."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from assistant.dates import today
from web.api.access import Opened
from web.api.shapes import DocumentBody, EntryBody
from web.hits import catalogue_entry, document_object
from web.problems import documented

router = APIRouter(tags=["rundskriv"])


@router.get("/api/v1/rundskriv", response_model=list[EntryBody], responses=documented(429, 503), summary="Catalogue")
def catalogue(services: Opened) -> list[dict[str, Any]]:
    """All rundskriv, with their validity today."""
    return [catalogue_entry(rundskriv, today()) for rundskriv in services.library]


@router.get(
    "/api/v1/rundskriv/{number}", response_model=DocumentBody, responses=documented(404, 429, 503), summary="One"
)
def document(number: str, services: Opened) -> JSONResponse:
    """One rundskriv with its text, headings and clauses. Offsets count Unicode code points in the text."""
    return JSONResponse(document_object(services.library.show(number), today()))
