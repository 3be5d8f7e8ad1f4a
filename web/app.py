"""The web application: routes, limits and errors around the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from assistant.reading.process import MOST_AT_ONCE
from assistant.settings import listed
from web.access.provider import provider_of
from web.api import ask, check, health, rundskriv, search
from web.housekeeping import housekeeping
from web.limits.body import BodyLimit
from web.limits.charset import Utf8Forms
from web.limits.headers import SecurityHeaders
from web.limits.hosts import TrustedHosts
from web.limits.origin import SameOrigin
from web.limits.rate import RateLimit, SlidingMinute
from web.limits.unexpected import Unexpected
from web.pages import api_page, sources, static, styles
from web.pages.account import own, sign_in
from web.pages.banners import StandingBanners
from web.pages.chat import ask_page, conversations, turns
from web.pages.check import files, filling, report_files, what_if
from web.pages.insight import insight_page
from web.pages.lookup import routes as lookup
from web.pages.operations import accounts_page, log_page, service_page
from web.pages.queue import decision, editor, evaluation, queue_page
from web.problems import add_handlers

if TYPE_CHECKING:
    from assistant.bootstrap import Services

COMPRESSED_FROM_BYTES = 1_000
MULTIPART_FRAME = 10_000  # bytes around a file that is sent
# Tries to sign in, of one client, and under one name of all clients: a person needs fewer, and guessing takes far more.
ATTEMPTS_PER_MINUTE = 10
ATTEMPTS_PER_MINUTE_IN_ALL = 100

ROUTERS = (
    ask.router,
    search.router,
    check.router,
    rundskriv.router,
    health.router,
    ask_page.router,
    conversations.router,
    turns.router,
    turns.shared_router,
    sources.router,
    styles.router,
    filling.router,
    files.router,
    report_files.router,
    what_if.router,
    sign_in.router,
    own.router,
    lookup.router,
    insight_page.router,
    queue_page.router,
    editor.router,
    decision.router,
    evaluation.router,
    service_page.router,
    accounts_page.router,
    log_page.router,
    api_page.router,
)


def create_app(services: Services) -> FastAPI:
    """The application over open services, which it does not close."""
    app = FastAPI(
        title="tuki",
        version="1",
        description="Answers with verbatim citations from IMDi's rundskriv.",
        docs_url=None,
        redoc_url=None,
        lifespan=housekeeping(services),
    )
    app.state.services = services
    app.state.attempts = SlidingMinute(ATTEMPTS_PER_MINUTE)
    app.state.many_attempts = SlidingMinute(ATTEMPTS_PER_MINUTE_IN_ALL)
    app.state.reading = CapacityLimiter(MOST_AT_ONCE)
    app.state.banners = StandingBanners()
    app.state.provider = provider_of(services.settings)
    for router in ROUTERS:
        app.include_router(router)
    static.mount(app)
    add_handlers(app)
    settings = services.settings
    # The last one added is the outermost.
    app.add_middleware(Unexpected)
    uploads = {"/sjekk/apne": settings.largest_document + MULTIPART_FRAME}
    app.add_middleware(Utf8Forms)
    app.add_middleware(BodyLimit, largest=settings.largest_request, largest_at=uploads)
    app.add_middleware(SameOrigin)
    app.add_middleware(TrustedHosts, names=listed(settings.trusted_hosts))
    app.add_middleware(
        RateLimit,
        minute=SlidingMinute(settings.requests_per_minute),
        in_all=SlidingMinute(settings.requests_per_minute_in_all),
    )
    app.add_middleware(Unexpected)
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM_BYTES, compresslevel=6)
    app.add_middleware(SecurityHeaders)
    return app
