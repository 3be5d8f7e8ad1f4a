"""`POST /api/v1/search`."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from web.api.access import Opened
from web.api.shapes import HitsBody
from web.hits import search_object
from web.problems import blaming, documented
from web.questions import QueryBody

router = APIRouter(tags=["search"])


@router.post("/api/v1/search", response_model=HitsBody, responses=documented(400, 413, 422, 429, 503), summary="Search")
def search(body: QueryBody, services: Opened) -> JSONResponse:
    """The clauses nearest to a query, best first."""
    with blaming("query"):
        hits = services.search(body.query, body.rundskriv, body.limit)
    return JSONResponse(search_object(body.query, hits))
