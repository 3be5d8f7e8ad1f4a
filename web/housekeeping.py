"""What is done now and then while the application runs: it is warmed up, old conversations go, and
changed clauses flag answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from assistant.answering.answer import Question
from assistant.dates import today
from assistant.texts import LANGUAGES
from knowledge.errors import TukiError, UnavailableError
from web.limits.unexpected import log_fault
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

EVERY_SECONDS = 3600


def housekeeping(services: Services) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """For the application's whole life, from its start on."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(_now_and_then(services))
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    return lifespan


async def _now_and_then(services: Services) -> None:
    # Not before it answers: after a crash, being there again comes first.
    await run_in_threadpool(warm_up, services)
    while True:
        await run_in_threadpool(tidy, services)
        await asyncio.sleep(EVERY_SECONDS)


def warm_up(services: Services) -> None:
    """Reads what the first answer needs, so that the first who asks does not wait for it. It is kept nowhere."""
    for lang in LANGUAGES:
        try:
            services.ask(Question(all_texts().value(lang, "ui.starters")[0], today(), lang=lang))
        except TukiError as failure:
            log_fault(failure)


def tidy(services: Services) -> None:
    """One round. What cannot be done now is tried in the next."""
    from assistant.helpdesk.matching import flag_changed

    try:
        services.records.conversations.delete_old()
        flag_changed(services.records, services.library)
    except UnavailableError as failure:
        log_fault(failure)
