"""The conversation: a whole page without a script, piece by piece with one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.dates import today
from knowledge.errors import UnavailableError
from web.access.current import READER
from web.access.device import device, known_device, remember_device
from web.api.access import Opened
from web.errors import ConversationGone
from web.pages.answer_view import TurnView
from web.pages.chat.asking import MOST_TURNS, ConversationForm, ask, keep, read_form, views_of
from web.pages.language import answer_language, page_language
from web.pages.render import fill, page
from web.wording import all_texts

router = APIRouter(include_in_schema=False, dependencies=[READER])

HTTP_UNPROCESSABLE = 422
SEE_OTHER = 303


@router.get("/")
def front(request: Request, services: Opened, sporsmal: Annotated[str, Query()] = "") -> Response:
    """An empty conversation. `sporsmal` is filled in, to be asked or changed: no link asks in someone's name."""
    shown = _chat_page(request, services, [], ConversationForm(sporsmal=sporsmal[: services.settings.longest_question]))
    remember_device(request, shown, device(request), services.settings.conversation_days)
    return shown


@router.post("/spor")
def answer_page(request: Request, form: Annotated[ConversationForm, Form()], services: Opened) -> Response:
    """Without a script: the answer, at the address of its conversation."""
    lang, mine = page_language(request), device(request)
    asked = read_form(form, lang, answer_language(request), services.settings.longest_question)
    turn = ask(services, asked, form.nr, lang)
    if turn.error is not None:
        return _chat_page(request, services, _before(request, services, form), form, error=turn.error)
    turn = keep(services, mine, form.samtale, turn)
    if turn.is_kept:
        hid = "?skjult=1" if turn.hid_number else ""
        answered: Response = RedirectResponse(f"/samtale/{turn.conversation}{hid}#tur-{turn.number}", SEE_OTHER)
    else:
        answered = _chat_page(request, services, [turn], ConversationForm(), form.earlier)
    remember_device(request, answered, mine, services.settings.conversation_days)
    return answered


@router.get("/samtale/{conversation}")
def conversation_page(
    request: Request, services: Opened, conversation: str, skjult: Annotated[str, Query()] = ""
) -> Response:
    """A conversation of this device, as it was left."""
    kept = services.records.conversations.load(known_device(request) or "", conversation)
    if kept is None:
        raise ConversationGone(days=services.settings.conversation_days)
    turns = views_of(kept.turns, services.library)
    return _chat_page(request, services, turns, ConversationForm(samtale=kept.id), hid_number=bool(skjult))


def _before(request: Request, services: Opened, form: ConversationForm) -> list[TurnView]:
    """The turns that a form was sent below, where they are kept."""
    try:
        kept = services.records.conversations.load(known_device(request) or "", form.samtale)
    except UnavailableError:
        return []
    return views_of(kept.turns, services.library) if kept else []


def _chat_page(  # noqa: PLR0913, PLR0917 - what the page is made of
    request: Request,
    services: Opened,
    turns: Sequence[TurnView],
    form: ConversationForm,
    earlier: Sequence[str] = (),
    error: str | None = None,
    hid_number: bool = False,
) -> HTMLResponse:
    asked = [*earlier, *(turn.question for turn in turns)][-MOST_TURNS:]
    return page(
        request,
        "chat/page.html",
        HTTP_UNPROCESSABLE if error else 200,
        turns=turns,
        typed=form.question,
        error=error,
        hid_number=hid_number,
        earlier=asked,
        next_number=turns[-1].number + 1 if turns else 1,
        conversation=form.samtale,
        source=services.library.newest(today()),
        library=sorted(services.library, key=lambda each: (each.valid_from, each.number), reverse=True),
        chosen=form.rundskriv,
        days=services.settings.conversation_days,
        starters=all_texts().value(page_language(request), "ui.starters"),
        known=known_device(request) is not None,
        host=str(request.base_url).rstrip("/"),
    )


@router.post("/spor/strom", response_class=EventSourceResponse)
async def stream(
    request: Request, form: Annotated[ConversationForm, Form()], services: Opened
) -> AsyncIterator[ServerSentEvent]:
    """The answer piece by piece, as parts of the page, and at the end an event `done`, or `feil` for an error.

    `done` comes when the turn is kept.
    """
    lang = page_language(request)
    longest = services.settings.longest_question
    asked = await run_in_threadpool(read_form, form, lang, answer_language(request), longest)
    yield _part("turn_begun", lang, TurnView(form.nr, asked.question.text.strip(), hid_number=asked.hid_number))
    turn = await run_in_threadpool(ask, services, asked, form.nr, lang)
    if turn.error is not None:
        yield _part("turn_failed", lang, turn)
        yield ServerSentEvent(event="feil", raw_data=str(form.nr))
        return
    # At once and by itself: whoever reads the answer and leaves before the end finds it again.
    keeping = asyncio.create_task(run_in_threadpool(keep, services, device(request), form.samtale, turn))
    for event in _answer_events(turn, lang):
        yield event
    kept = await keeping
    # The page numbers its turns itself: a place in it has one turn, whatever is kept.
    kept = replace(kept, number=form.nr)
    yield _part(
        "turn_done",
        lang,
        kept,
        earlier=[*form.earlier, kept.question.strip()],
        host=str(request.base_url).rstrip("/"),
    )
    yield ServerSentEvent(event="done", raw_data=str(form.nr))


def _answer_events(turn: TurnView, lang: str) -> Iterator[ServerSentEvent]:
    """Status and notices, each sentence, and the citations. All has been verified before."""
    yield _part("turn_status", lang, turn)
    for sentence in turn.sentences:
        yield _part("turn_sentence", lang, turn, sentence=sentence)
    yield _part("turn_citations", lang, turn)


def _part(name: str, lang: str, turn: TurnView, **facts: object) -> ServerSentEvent:
    return ServerSentEvent(raw_data=fill(f"chat/{name}.html", lang, turn=turn, **facts))
