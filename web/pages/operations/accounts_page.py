"""`/drift/kontoer`: who may sign in, what each may do, and where they are signed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.account import Account, Role, Session
from knowledge.errors import UsageError
from web.access.current import ADMIN
from web.api.access import Opened
from web.pages.account.browser import browser_name
from web.pages.language import page_language
from web.pages.operations.account_changes import AccountChanges
from web.pages.operations.service_page import SEE_OTHER, name_of
from web.pages.render import page
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

router = APIRouter(prefix="/drift/kontoer", include_in_schema=False, dependencies=[ADMIN])
# A one-time password is seen once: not again by going back, and not by the next one at the machine.
_SEEN_ONCE = {"Cache-Control": "no-store"}
_DONE = ("role", "active", "inactive", "removed", "revoked")

Name = Annotated[str, Form()]
ChosenRole = Annotated[Role, Form()]


@dataclass(frozen=True)
class Shown:
    """What the page tells beside the list. `at` names the account whose form it is, empty for the one that adds."""

    at: str = ""
    error: UsageError | None = None
    password: str | None = None
    name: str = ""
    shown_name: str = ""
    role: Role = Role.HELPDESK


@router.get("")
def accounts_page(request: Request, services: Opened, gjort: Annotated[str, Query()] = "") -> HTMLResponse:
    return _page(request, services, Shown(), done=gjort if gjort in _DONE else None)


@router.post("")
def add(
    request: Request,
    services: Opened,
    navn: Name = "",
    visningsnavn: Annotated[str, Form()] = "",
    rolle: ChosenRole = Role.HELPDESK,
) -> Response:
    """Shows the new account's one-time password, this once."""
    name = navn.strip()
    try:
        password = _changes(request, services).add(name, visningsnavn, rolle)
    except UsageError as error:
        return _page(request, services, Shown(error=error, name=navn, shown_name=visningsnavn, role=rolle))
    return _page(request, services, Shown(at=name, password=password))


@router.post("/passord")
def new_password(request: Request, services: Opened, navn: Name = "") -> Response:
    """Shows the account's one-time password, this once; its sessions have ended."""
    try:
        password = _changes(request, services).new_password(navn)
    except UsageError as error:
        return _page(request, services, Shown(at=navn, error=error))
    return _page(request, services, Shown(at=navn, password=password))


@router.post("/rolle")
def set_role(request: Request, services: Opened, rolle: ChosenRole, navn: Name = "") -> Response:
    return _done(request, services, navn, "role", lambda changes: changes.set_role(navn, rolle))


@router.post("/steng")
def deactivate(request: Request, services: Opened, navn: Name = "") -> Response:
    return _done(request, services, navn, "inactive", lambda changes: changes.set_active(navn, False))


@router.post("/apne")
def activate(request: Request, services: Opened, navn: Name = "") -> Response:
    return _done(request, services, navn, "active", lambda changes: changes.set_active(navn, True))


@router.post("/fjern")
def remove(request: Request, services: Opened, navn: Name = "") -> Response:
    return _done(request, services, navn, "removed", lambda changes: changes.remove(navn))


@router.post("/okter")
def revoke(request: Request, services: Opened, navn: Name = "", okt: Annotated[str, Form()] = "") -> Response:
    """Ends the session `okt`, or where that is empty, all of the account's."""
    return _done(request, services, navn, "revoked", lambda changes: changes.revoke(navn, okt or None))


def _changes(request: Request, services: Services) -> AccountChanges:
    return AccountChanges(services.records, name_of(request))


def _done(
    request: Request, services: Services, name: str, done: str, change: Callable[[AccountChanges], None]
) -> Response:
    """Back to the list; where it cannot be done, the list with the reason at the account."""
    try:
        change(_changes(request, services))
    except UsageError as error:
        return _page(request, services, Shown(at=name, error=error))
    return RedirectResponse(f"/drift/kontoer?gjort={done}", SEE_OTHER)


def _page(request: Request, services: Services, shown: Shown, done: str | None = None) -> HTMLResponse:
    accounts = services.records.accounts.all()
    sessions: dict[int, list[Session]] = defaultdict(list)
    for session in services.records.sessions.all():
        sessions[session.account.id].append(session)
    return page(
        request,
        "operations/accounts.html",
        shown.error.http_status if shown.error else 200,
        _SEEN_ONCE if shown.password else {},
        accounts=accounts,
        sessions=sessions,
        shown=shown,
        said=all_texts().error(page_language(request), shown.error) if shown.error else None,
        is_listed=_is_listed(accounts, shown.at),
        done=done,
        roles=list(Role),
        provider=services.settings.oidc_name,
        browser_name=browser_name,
    )


def _is_listed(accounts: list[Account], name: str) -> bool:
    return any(account.name == name for account in accounts)
