"""`/konto`: one's own account: its password and its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.account import Account
from assistant.accounts.errors import PasswordUnfit
from assistant.accounts.passwords_argon2 import LONGEST, SHORTEST
from knowledge.errors import TukiError
from web.access.cookies import SESSION, set_cookie
from web.access.current import SIGNED_IN, current_session
from web.access.errors import WrongPassword
from web.api.access import Opened
from web.errors import PasswordsDiffer, TooManyRequests
from web.pages.account.browser import browser_name
from web.pages.account.sign_in import FRONT, SEE_OTHER
from web.pages.language import page_language
from web.pages.render import page
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

# The field that each error is about.
_FIELDS: dict[type, str] = {WrongPassword: "gammelt", PasswordUnfit: "nytt", PasswordsDiffer: "gjentatt"}

router = APIRouter(include_in_schema=False, dependencies=[SIGNED_IN])


def _mine(request: Request) -> Account:
    session = current_session(request)
    assert session is not None, "the route asks for an account"
    return session.account


@router.get("/konto")
def own_account(request: Request, services: Opened, endret: Annotated[str, Query()] = "") -> HTMLResponse:
    """Who one is here, and where one is signed in."""
    session = current_session(request)
    assert session is not None
    sessions = services.records.sessions.all(session.account)
    return page(
        request,
        "account/own.html",
        sessions=sessions,
        here=session.key,
        mine=session.account,
        changed=bool(endret),
        browser_name=browser_name,
    )


@router.post("/konto/okter/{key}/avslutt")
def end_session(request: Request, services: Opened, key: str) -> Response:
    """Ends one of one's own sessions. One that is gone already is no error."""
    mine = _mine(request)
    if services.records.sessions.revoke(key, mine):
        services.records.audit.note(mine.name, "session_revoked", mine.name)
    return RedirectResponse("/konto", SEE_OTHER)


@router.get("/konto/passord")
def password_form(request: Request) -> Response:
    """To change one's password; where another provider keeps it, there is none to change."""
    return _form_page(request, _mine(request))


def _form_page(request: Request, mine: Account, error: TukiError | None = None) -> Response:
    if not mine.is_local:
        return RedirectResponse("/konto", SEE_OTHER)
    return page(
        request,
        "account/password.html",
        error.http_status if error else 200,
        mine=mine,
        error=_said(request, error) if error else None,
        at=_FIELDS.get(type(error), ""),
        shortest=SHORTEST,
        longest=LONGEST,
    )


def _said(request: Request, error: TukiError) -> str:
    """Here the name is known: it is the password that is wrong."""
    lang = page_language(request)
    return (
        all_texts().get(lang, "account.old_wrong")
        if isinstance(error, WrongPassword)
        else all_texts().error(lang, error)
    )


@router.post("/konto/passord")
def change_password(
    request: Request,
    services: Opened,
    gammelt: Annotated[str, Form(max_length=1_000)] = "",
    nytt: Annotated[str, Form(max_length=1_000)] = "",
    gjentatt: Annotated[str, Form(max_length=1_000)] = "",
) -> Response:
    """All sessions of the account end; this browser gets a new one."""
    mine = _mine(request)
    if wait := request.app.state.attempts.wait(f"account {mine.id}"):
        return _form_page(request, mine, TooManyRequests(seconds=wait))
    if services.records.accounts.check_password(mine.name, gammelt) is None:
        return _form_page(request, mine, WrongPassword())
    if nytt != gjentatt:
        return _form_page(request, mine, PasswordsDiffer())
    if nytt == gammelt:
        return _form_page(request, mine, PasswordUnfit(shortest=SHORTEST, longest=LONGEST))
    try:
        services.records.accounts.set_password(mine.name, nytt)
    except PasswordUnfit as error:
        return _form_page(request, mine, error)
    return _new_session(request, services, mine)


def _new_session(request: Request, services: Services, mine: Account) -> Response:
    services.records.audit.note(mine.name, "password_changed", mine.name)
    secret = services.records.sessions.begin(mine, request.headers.get("user-agent", ""))
    response = RedirectResponse(FRONT if mine.must_change else "/konto?endret=1", SEE_OTHER)
    set_cookie(request, response, SESSION, secret)
    return response
