"""The web application: pages and API over one set of services."""

from __future__ import annotations

import logging
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from assistant.bootstrap import Services
from knowledge.errors import TukiError
from web.api import ask, health, reference, rundskriv, search
from web.guard import Guard
from web.pages import chat, sources
from web.pages.page import language, render
from web.problems import problem, sentence, texts

LOGGER = logging.getLogger("tuki.web")
BAD_JSON = "json_invalid"


def create_app(services: Services) -> FastAPI:
    """The application. Nothing is loaded here that is not needed to answer."""
    app = FastAPI(title="tuki", version="1", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.services = services
    app.mount("/static", StaticFiles(directory=Path(str(files("web") / "static"))), name="static")
    for module in (ask, search, rundskriv, health, reference, chat, sources):
        app.include_router(module.router)
    app.add_exception_handler(TukiError, _tuki_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    settings = services.settings
    app.add_middleware(Guard, largest=settings.largest_request, per_minute=settings.requests_per_minute)
    return app


def _answer(request: Request, status: int, detail: str, **members: Any) -> Response:
    """A problem document for a program, a page for a person."""
    lang = language(request)
    if request.url.path.startswith(("/api/", "/health/", "/openapi")):
        document = problem(status, detail, lang, instance=request.url.path, **members)
        return JSONResponse(document, status, media_type="application/problem+json")
    title = texts().get(lang, f"problems.{status}")
    return HTMLResponse(render(request, "problem.html", title=title, detail=detail), status)


async def _tuki_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, TukiError)
    return _answer(request, error.http_status, sentence(error, language(request)))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    lang = language(request)
    if any(fault["type"] == BAD_JSON for fault in error.errors()):
        return _answer(request, 400, texts().get(lang, "refused.not_json"))
    faults = [
        {"path": ".".join(str(part) for part in fault["loc"][1:]), "detail": fault["msg"]} for fault in error.errors()
    ]
    return _answer(request, 422, texts().get(lang, "refused.invalid"), errors=faults)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code if error.status_code in (400, 404, 405, 413, 422, 429, 503) else 500
    return _answer(request, status, texts().get(language(request), f"refused.{status}"))


async def _unexpected(request: Request, error: Exception) -> Response:
    # The kind of error and where, never what a user wrote.
    LOGGER.error("%s in %s", type(error).__name__, request.url.path, exc_info=LOGGER.isEnabledFor(logging.DEBUG))
    return _answer(request, 500, sentence(error, language(request)))
