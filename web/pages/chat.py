"""The chat page, *Spør*: a question in, the answer streamed back sentence by sentence, or as a whole page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from fastapi.sse import format_sse_event
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool

from assistant.answering.answer import Answer, AnswerStatus, Question, Turn
from assistant.dates import today
from knowledge.errors import TukiError
from web.pages.page import COOKIE, ONE_YEAR_SECONDS, language, render, services_of
from web.problems import sentence

router = APIRouter(include_in_schema=False)
MOST_TURNS = 10


@dataclass(frozen=True)
class Exchange:
    """A question and its answer, as the page shows them. `number` counts from 1 and names the answer's element."""

    number: int
    question: str
    answer: Answer

    @property
    def mail(self) -> str:
        """A ready mail to the helpdesk, with the question."""
        return f"mailto:tuki@imdi.no?subject={quote('Rundskriv ' + (self.answer.rundskriv or ''))}&body={quote(self.question)}"

    @property
    def silent(self) -> bool:
        return self.answer.status is AnswerStatus.NOT_STATED


@router.get("/")
def page(request: Request) -> Response:
    response = HTMLResponse(render(request, "chat.html", exchanges=[], earlier=[], draft="", error=None))
    if request.query_params.get("lang") == language(request):
        response.set_cookie(COOKIE, language(request), max_age=ONE_YEAR_SECONDS, httponly=True, samesite="lax")
    return response


@router.post("/spor")
async def ask(
    request: Request, sporsmal: Annotated[str, Form()] = "", tidligere: Annotated[list[str] | None, Form()] = None
) -> Response:
    """With HTMX an event stream; without it the whole page, earlier exchanges answered anew (they cannot change)."""
    earlier = (tidligere or [])[-MOST_TURNS:]
    if request.headers.get("hx-request") == "true":
        return StreamingResponse(_events(request, sporsmal, earlier), media_type="text/event-stream")
    return await run_in_threadpool(_whole_page, request, sporsmal, earlier)


def _whole_page(request: Request, asked: str, earlier: list[str]) -> Response:
    exchanges = [_exchange(request, question, earlier[:i], i + 1) for i, question in enumerate(earlier)]
    try:
        exchanges.append(_exchange(request, asked, earlier, len(earlier) + 1))
    except TukiError as error:
        told = sentence(error, language(request))
        facts = {"exchanges": exchanges, "earlier": earlier, "draft": asked, "error": told}
        return HTMLResponse(render(request, "chat.html", **facts), error.http_status)
    facts = {"exchanges": exchanges, "earlier": [*earlier, asked][-MOST_TURNS:], "draft": "", "error": None}
    return HTMLResponse(render(request, "chat.html", **facts))


async def _events(request: Request, asked: str, earlier: list[str]) -> AsyncIterator[bytes]:
    async for fragment in iterate_in_threadpool(_fragments(request, asked, earlier)):
        yield format_sse_event(data_str=fragment)


def _fragments(request: Request, asked: str, earlier: list[str]) -> Iterator[str]:
    """The status first, then the verified sentences one by one, then the sources and what may be asked next."""
    try:
        exchange = _exchange(request, asked, earlier, len(earlier) + 1)
    except TukiError as error:
        yield render(request, "fragments/refused.html", error=sentence(error, language(request)))
        return
    yield render(request, "fragments/opening.html", exchange=exchange)
    for told in exchange.answer.sentences:
        yield render(request, "fragments/sentence.html", exchange=exchange, sentence=told)
    kept = [*earlier, exchange.question][-MOST_TURNS:]
    yield render(request, "fragments/closing.html", exchange=exchange, earlier=kept)


def _exchange(request: Request, asked: str, earlier: list[str], number: int) -> Exchange:
    history = tuple(Turn(question) for question in earlier)
    answer = services_of(request).ask(Question(asked, today(), history))
    return Exchange(number, asked.strip(), answer)
