"""POST /api/v1/search"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from web.commands.search import hits_object
from web.pages.page import services_of

router = APIRouter(tags=["search"])


class SearchIn(BaseModel):
    """What to search for, in which rundskriv, and how many clauses to give."""

    model_config = ConfigDict(extra="forbid", strict=True)

    query: str
    rundskriv: Annotated[str, Field(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 10


@router.post("/api/v1/search")
def search(search: SearchIn, request: Request) -> dict[str, Any]:
    """Clauses, best first."""
    return hits_object(search.query, services_of(request).search(search.query, search.rundskriv, search.limit))
