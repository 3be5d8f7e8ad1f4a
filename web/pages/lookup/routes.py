"""`/oppslag`: what an adviser looks up while someone waits on the line. With a script, parts of the page; else all."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.account import Account
from knowledge.errors import UsageError
from web.access.current import HELPDESK
from web.api.access import Opened
from web.pages.language import page_language
from web.pages.lookup.answer_detail import approved_detail, earlier_detail, machine_detail
from web.pages.lookup.clause_detail import clause_detail
from web.pages.lookup.filters import filters
from web.pages.lookup.hits import Finder, Hits
from web.pages.lookup.mails import Desk
from web.pages.lookup.query import HERE, Lookup, LookupForm, plain, read_lookup
from web.pages.render import fill, page
from web.wording import all_texts

router = APIRouter(include_in_schema=False, dependencies=[HELPDESK])

# The same address gives a part and a page: what is kept of one must not be taken for the other.
PART = {"Cache-Control": "no-store", "Vary": "Cookie, HX-Request"}
Form = Annotated[LookupForm, Query()]
Adviser = Annotated[Account, HELPDESK]
RowId = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/oppslag")
def look_up(request: Request, services: Opened, form: Form) -> Response:
    """What is found, as one types or on a page of its own."""
    lookup = _read(request, form)
    if _wants_part(request):
        return _part(request, "results", lookup=lookup, hits=Finder(services, lookup).find(), opened="")
    return _whole(request, services, lookup, Finder(services, lookup).find(), {})


@router.get("/oppslag/ledd/{document}/{clause}")
def open_clause(  # noqa: PLR0913, PLR0917 - what a route is given
    request: Request, services: Opened, form: Form, adviser: Adviser, document: str, clause: str
) -> Response:
    """A clause, what goes with it, and a mail."""
    lookup, lang = _read(request, form), page_language(request)
    found = clause_detail(_desk(request, services, adviser), lookup, document, clause, lang)
    return _opened(request, services, lookup, "clause", found)


@router.get("/oppslag/svar")
def open_answer(request: Request, services: Opened, form: Form, adviser: Adviser) -> Response:
    """What the machine answers, and why."""
    lookup, lang = _read(request, form), page_language(request)
    try:
        found = machine_detail(_desk(request, services, adviser), lookup, lang)
    except UsageError as error:
        return _opened(request, services, lookup, "refused", all_texts().error(lang, error))
    return _opened(request, services, lookup, "machine", found)


@router.get("/oppslag/godkjent/{answer}")
def open_approved(request: Request, services: Opened, form: Form, adviser: Adviser, answer: RowId) -> Response:
    """An answer of the helpdesk's own."""
    lookup = _read(request, form)
    return _opened(
        request, services, lookup, "approved", approved_detail(_desk(request, services, adviser), lookup, answer)
    )


@router.get("/oppslag/sporsmal/{turn}")
def open_earlier(request: Request, services: Opened, form: Form, adviser: Adviser, turn: RowId) -> Response:
    """A question that was asked before, with the answer that it got."""
    lookup = _read(request, form)
    return _opened(
        request, services, lookup, "earlier", earlier_detail(_desk(request, services, adviser), lookup, turn)
    )


def _read(request: Request, form: LookupForm) -> Lookup:
    return read_lookup(form, all_texts().get(page_language(request), "ui.number_removed"))


def _desk(request: Request, services: Opened, adviser: Account) -> Desk:
    return Desk(services, adviser, str(request.base_url).rstrip("/"))


def _wants_part(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _opened(request: Request, services: Opened, lookup: Lookup, kind: str, found: Any) -> Response:
    """`found` in the panel, by the template named for `kind`."""
    if _wants_part(request):
        return _part(request, "opened", kind=kind, found=found, lookup=lookup)
    return _whole(request, services, lookup, Finder(services, lookup).find(), {"kind": kind, "found": found})


def _part(request: Request, name: str, **facts: Any) -> HTMLResponse:
    return HTMLResponse(fill(f"lookup/{name}.html", page_language(request), **facts), headers=PART)


def _whole(request: Request, services: Opened, lookup: Lookup, hits: Hits, opened: dict[str, Any]) -> Response:
    path = request.url.path.removeprefix(HERE)
    typed = plain(LookupForm(q=request.query_params.get("q", "")))
    if typed != lookup.words:  # an identity number, which no address is to hold
        return RedirectResponse(lookup.address(path, lang=request.query_params.get("lang", "")), HTTPStatus.SEE_OTHER)
    return page(
        request,
        "lookup/page.html",
        headers={"Vary": "Cookie, HX-Request"},
        lookup=lookup,
        hits=hits,
        filters=filters(services, lookup, page_language(request)),
        opened=lookup.address(path) if opened else "",
        kind=opened.get("kind"),
        found=opened.get("found"),
    )
