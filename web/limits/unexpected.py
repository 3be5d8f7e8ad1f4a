"""The last place where a fault can become a plain answer."""

from __future__ import annotations

import logging
import traceback

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knowledge.errors import TukiError
from web.problems import problem_response

_log = logging.getLogger(__name__)


class Unexpected:
    """Answers 500 where the application raised. The log says what and where; never the message, which may quote a
    question."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noting_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noting_start)
        except Exception as fault:
            if scope["type"] != "http":
                raise
            log_fault(fault)
            if not started:
                await problem_response(Request(scope), TukiError())(scope, receive, send)


def log_fault(fault: BaseException) -> None:
    """The kind of fault and the line that it came from; the way to it under debug."""
    last = traceback.extract_tb(fault.__traceback__)[-1:]
    where = f"{last[0].filename}:{last[0].lineno}" if last else "?"
    _log.error("unexpected %s at %s", type(fault).__name__, where)
    _log.debug("%s", "".join(traceback.format_tb(fault.__traceback__)))
