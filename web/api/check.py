"""`POST /api/v1/check`."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.checklist.check import check
from assistant.checklist.errors import DraftFieldError
from assistant.checklist.reading import read_draft
from assistant.checklist.ruleset import load_ruleset
from assistant.checklist.wording import wording_in
from assistant.dates import today
from web.access.current import READER
from web.problems import FieldProblem, documented, language_of, respond

router = APIRouter(tags=["check"], dependencies=[READER])
BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


@router.post("/api/v1/check", responses=documented(400, 413, 422, 429), summary="Check", openapi_extra=BODY)
async def check_draft(request: Request, as_of: Annotated[date | None, Query()] = None) -> Response:
    """A draft, one JSON object, checked against every rule of its rundskriv."""
    # Read as bytes, since parsed JSON no longer tells of a key that stands twice.
    content = await request.body()
    return await run_in_threadpool(_report, request, content, as_of or today())


def _report(request: Request, content: bytes, as_of: date) -> Response:
    try:
        draft = read_draft(content, "draft.json")
    except DraftFieldError as error:
        sentences = wording_in(language_of(request)).problems(error)
        faults = [
            FieldProblem(path=problem.path, detail=sentence)
            for problem, sentence in zip(error.problems, sentences, strict=True)
        ]
        return respond(request, 422, error.code, " ".join(sentences), faults)
    report: dict[str, Any] = check(draft, load_ruleset(draft.rundskriv), as_of).to_object()
    return JSONResponse(report)
