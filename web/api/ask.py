"""`POST /api/v1/ask`."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from web.access.current import READER
from web.api.access import Opened
from web.api.shapes import AnswerBody
from web.problems import blaming, documented
from web.questions import QuestionBody

router = APIRouter(tags=["ask"], dependencies=[READER])


@router.post("/api/v1/ask", response_model=AnswerBody, responses=documented(400, 413, 422, 429, 503), summary="Ask")
def ask(body: QuestionBody, services: Opened) -> JSONResponse:
    """A question, answered from the clauses of a rundskriv."""
    with blaming("question"):
        answer = services.ask(body.to_question())
    named = {} if body.id is None else {"id": body.id}
    return JSONResponse({**named, **answer.to_object()})
