"""The web application: routes, limits and errors around the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from web.api import ask, check, health, rundskriv, search
from web.limits.body import BodyLimit
from web.limits.headers import SecurityHeaders
from web.limits.rate import RateLimit, SlidingMinute
from web.limits.unexpected import Unexpected
from web.pages import api_page, chat, sources, static
from web.pages.check import files, filling, report_files, what_if
from web.problems import add_handlers

if TYPE_CHECKING:
    from assistant.bootstrap import Services

COMPRESSED_FROM_BYTES = 1_000
MULTIPART_FRAME = 10_000  # bytes around a file that is sent


def create_app(services: Services) -> FastAPI:
    """The application over open services, which it does not close."""
    app = FastAPI(
        title="tuki",
        version="1",
        description="Answers with verbatim citations from IMDi's rundskriv.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    for routes in (
        ask,
        search,
        check,
        rundskriv,
        health,
        chat,
        sources,
        filling,
        files,
        report_files,
        what_if,
        api_page,
    ):
        app.include_router(routes.router)
    static.mount(app)
    add_handlers(app)
    settings = services.settings
    # The last one added is the outermost.
    app.add_middleware(Unexpected)
    uploads = {"/sjekk/apne": settings.largest_document + MULTIPART_FRAME}
    app.add_middleware(BodyLimit, largest=settings.largest_request, largest_at=uploads)
    app.add_middleware(RateLimit, minute=SlidingMinute(settings.requests_per_minute))
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM_BYTES, compresslevel=6)
    app.add_middleware(SecurityHeaders)
    return app
