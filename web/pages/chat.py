"""`/`: ask, and see the answer come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from assistant.dates import today
from web.api.access import Opened
from web.pages.answer_view import TurnView
from web.pages.conversation import MOST_TURNS, ConversationForm, ask, question_of, replay
from web.pages.language import answer_language, page_language
from web.pages.render import fill, page
from web.wording import all_texts

router = APIRouter(include_in_schema=False)

HTTP_UNPROCESSABLE = 422


@router.get("/")
def front(request: Request, services: Opened) -> HTMLResponse:
    """An empty conversation."""
    return _chat_page(request, services, [], ConversationForm())


@router.post("/spor")
def answer_page(request: Request, form: Annotated[ConversationForm, Form()], services: Opened) -> HTMLResponse:
    """The whole page with the answer: for a browser without JavaScript."""
    lang, answer_lang = page_language(request), answer_language(request)
    turns = replay(services, form.earlier, lang, answer_lang)
    earlier = [turn.question for turn in turns]
    turn = ask(services, question_of(form.question, earlier, answer_lang), len(turns) + 1, lang)
    if turn.error is not None:
        return _chat_page(request, services, turns, form, error=turn.error)
    return _chat_page(request, services, [*turns, turn], ConversationForm())


def _chat_page(
    request: Request, services: Opened, turns: list[TurnView], form: ConversationForm, error: str | None = None
) -> HTMLResponse:
    source = services.library.newest(today())
    return page(
        request,
        "chat.html",
        HTTP_UNPROCESSABLE if error else 200,
        turns=turns,
        typed=form.question if error else "",
        error=error,
        earlier=[turn.question for turn in turns],
        next_number=len(turns) + 1,
        source=source,
        starters=all_texts().value(page_language(request), "ui.starters"),
    )


@router.post("/spor/samtale")
def conversation(request: Request, form: Annotated[ConversationForm, Form()], services: Opened) -> HTMLResponse:
    """The turns of a conversation that the browser remembers: after a reload, or on coming back."""
    lang = page_language(request)
    turns = replay(services, form.tidligere[-MOST_TURNS:], lang, answer_language(request))
    earlier = [turn.question for turn in turns]
    return HTMLResponse(fill("conversation_part.html", lang, turns=turns, earlier=earlier, next_number=len(turns) + 1))


@router.post("/spor/strom", response_class=EventSourceResponse)
async def stream(
    request: Request, form: Annotated[ConversationForm, Form()], services: Opened
) -> AsyncIterator[ServerSentEvent]:
    """The answer piece by piece, as parts of the page, and at the end an event `done`, or `feil` for an error."""
    lang, earlier = page_language(request), form.earlier
    yield _part("turn_begun", lang, TurnView(form.nr, form.question.strip()))
    question = question_of(form.question, earlier, answer_language(request))
    turn = await run_in_threadpool(ask, services, question, form.nr, lang)
    if turn.error is not None:
        yield _part("turn_failed", lang, turn)
        yield ServerSentEvent(event="feil", raw_data=str(form.nr))
        return
    for event in _answer_events(turn, lang, [*earlier, turn.question.strip()]):
        yield event
    yield ServerSentEvent(event="done", raw_data=str(form.nr))


def _answer_events(turn: TurnView, lang: str, earlier: list[str]) -> Iterator[ServerSentEvent]:
    """Status and notices, each sentence, the citations, and what closes the turn. All has been verified before."""
    yield _part("turn_status", lang, turn)
    for sentence in turn.sentences:
        yield _part("turn_sentence", lang, turn, sentence=sentence)
    yield _part("turn_citations", lang, turn)
    yield _part("turn_done", lang, turn, earlier=earlier, next_number=turn.number + 1)


def _part(name: str, lang: str, turn: TurnView, **facts: object) -> ServerSentEvent:
    return ServerSentEvent(raw_data=fill(f"stream/{name}.html", lang, turn=turn, **facts))
