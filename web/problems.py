"""Errors on their way out: a problem document (RFC 9457) from the API, a page or a part of one elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from knowledge.errors import TukiError, UnknownRundskriv, UsageError
from web.access.errors import PasswordChangeNeeded, SignInNeeded
from web.errors import TooManyRequests
from web.questions import field_problems
from web.wording import accepted_language, all_texts

MEDIA_TYPE = "application/problem+json"
API = ("/api/", "/health/", "/openapi.json")


class FieldProblem(BaseModel):
    """One field at fault."""

    path: str
    detail: str


class Problem(BaseModel):
    """RFC 9457. `errors` is there with 422."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldProblem] | None = None


class BlamedError(UsageError):
    """A usage error, and the path of the field that is at fault."""

    def __init__(self, path: str, error: UsageError) -> None:
        self.path = path
        self.error = error
        super().__init__(**error.facts)


@contextmanager
def blaming(path: str) -> Iterator[None]:
    """Ties the usage errors of a block to the request's field at `path`, an unknown rundskriv to its own."""
    try:
        yield
    except UsageError as error:
        raise BlamedError("rundskriv" if isinstance(error, UnknownRundskriv) else path, error) from error


def add_handlers(app: FastAPI) -> None:
    app.add_exception_handler(TukiError, _on_tuki_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_error)


async def _on_tuki_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, TukiError)
    if isinstance(error, SignInNeeded | PasswordChangeNeeded) and not request.url.path.startswith(API):
        return _led_on(request, error)
    return problem_response(request, error)


def _led_on(request: Request, error: TukiError) -> Response:
    """To where what is lacking can be had, and from there back."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    following = {"neste": here} if request.method == "GET" and request.headers.get("hx-request") != "true" else {}
    page = "/logg-inn" if isinstance(error, SignInNeeded) else "/konto/passord"
    address = f"{page}?{urlencode(following)}" if following else page
    if request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": address})
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


async def _on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(each["type"] == "json_invalid" for each in found):
        return respond(request, 400, "json_invalid", _phrase(request, "json_invalid"))
    lang = language_of(request)
    problems = [FieldProblem(path=path, detail=detail) for path, detail in field_problems(found, all_texts(), lang)]
    detail = "; ".join(f"{problem.path or 'body'}: {problem.detail}" for problem in problems)
    return respond(request, 422, "field_unfit", detail, problems)


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = "json_invalid" if error.status_code == HTTPStatus.BAD_REQUEST else f"http_{error.status_code}"
    detail = _phrase(request, code)
    return respond(request, error.status_code, code, detail, headers=dict(error.headers or {}))


def problem_response(request: Request, error: TukiError) -> Response:
    """The response for an error, in the language that the request asks for."""
    cause = error.error if isinstance(error, BlamedError) else error
    detail = all_texts().error(language_of(request), cause)
    headers = {"Retry-After": str(cause.facts["seconds"])} if isinstance(cause, TooManyRequests) else {}
    if isinstance(error, BlamedError):
        return respond(request, 422, cause.code, detail, [FieldProblem(path=error.path, detail=detail)])
    return respond(request, cause.http_status, cause.code, detail, headers=headers)


def respond(  # noqa: PLR0913, PLR0917 - the parts of a problem document
    request: Request,
    status: int,
    code: str,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """A problem document to a program, a page to a person."""
    if not request.url.path.startswith(API):
        from web.pages.problem import problem_page

        return problem_page(request, status, title_of(status, language_of(request)), detail, headers or {})
    body: dict[str, Any] = {
        "type": f"urn:tuki:problem:{code}",
        "title": title_of(status, language_of(request)),
        "status": status,
        "detail": detail,
        "instance": request.url.path,
    }
    if errors:
        body["errors"] = [error.model_dump() for error in errors]
    return JSONResponse(body, status, headers, MEDIA_TYPE)


def title_of(status: int, lang: str) -> str:
    """What a status means, in plain words."""
    known = all_texts().value(lang, "problems")
    return str(known.get(f"status_{status}", known["status_other"]))


def _phrase(request: Request, code: str) -> str:
    known = all_texts().value(language_of(request), "phrases")
    return str(known.get(code, known["other"]))


def language_of(request: Request) -> str:
    """Of a page: the reader's choice. Of the API: Accept-Language."""
    if request.url.path.startswith(API):
        return accepted_language(request.headers.get("accept-language", ""))
    from web.pages.language import page_language

    return page_language(request)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation may answer with, for the API's description."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema(ref_template="#/components/schemas/{model}")}},
        }
        for status in statuses
    }
