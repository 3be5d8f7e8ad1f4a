"""`/logg-inn`: with a local account, or at the provider that the settings name."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.account import Account
from assistant.accounts.errors import SignInRefused
from assistant.accounts.oidc import Challenge
from knowledge.errors import TukiError
from web.access.cookies import OIDC_STATE, SESSION, cookie, drop_cookie, set_cookie
from web.access.current import shown_account
from web.access.errors import WrongPassword
from web.api.access import Opened
from web.errors import TooManyRequests
from web.limits.rate import client_of
from web.pages.language import page_language
from web.pages.render import page
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

router = APIRouter(include_in_schema=False)
SEE_OTHER = 303
FRONT = "/oppslag"
LONGEST_NEXT = 500  # what the database has room for; a longer address is not come back to
LONGEST_SENT = 20_000
A_QUARTER_IN_SECONDS = 15 * 60


@router.get("/logg-inn")
def form(request: Request, services: Opened, neste: Annotated[str, Query()] = "") -> Response:
    """The form; for one who is signed in already, on to where they were going."""
    if shown_account(request):
        return RedirectResponse(local_address(neste), SEE_OTHER)
    return _form_page(request, services, neste)


@router.post("/logg-inn")
def sign_in(
    request: Request,
    services: Opened,
    navn: Annotated[str, Form(max_length=200)] = "",
    passord: Annotated[str, Form(max_length=1_000)] = "",
    neste: Annotated[str, Form(max_length=LONGEST_SENT)] = "",
) -> Response:
    """A new session, in place of any that the browser had. Too many tries have to wait."""
    navn = navn.strip()
    # One client gets few tries, whatever names it tries. A name gets many more, of all clients together: else anyone
    # could keep its owner out.
    attempts, many_attempts = request.app.state.attempts, request.app.state.many_attempts
    client = client_of(request.scope)
    if wait := attempts.wait(f"client {client}") or many_attempts.wait(f"name {navn.lower()}"):
        return _form_page(request, services, neste, navn, TooManyRequests(seconds=wait))
    account = services.records.accounts.check_password(navn, passord)
    if account is None:
        services.records.audit.note("-", "sign_in_failed")
        return _form_page(request, services, neste, navn, WrongPassword())
    return _signed_in(request, services, account, neste)


def _form_page(
    request: Request, services: Services, neste: str, name: str = "", error: TukiError | None = None
) -> HTMLResponse:
    said = all_texts().error(page_language(request), error) if error else None
    settings = services.settings
    provider = settings.oidc_name if settings.oidc_issuer else None
    return page(
        request,
        "account/sign_in.html",
        error.http_status if error else 200,
        following=local_address(neste),
        name=name,
        error=said,
        provider=provider,
    )


def _signed_in(request: Request, services: Services, account: Account, neste: str) -> Response:
    if before := cookie(request, SESSION):
        services.records.sessions.end(before)
    secret = services.records.sessions.begin(account, request.headers.get("user-agent", ""))
    services.records.audit.note(account.name, "signed_in")
    response = RedirectResponse("/konto/passord" if account.must_change else local_address(neste), SEE_OTHER)
    set_cookie(request, response, SESSION, secret)
    return response


@router.post("/logg-ut")
def sign_out(request: Request, services: Opened) -> Response:
    """Ends the session here; at a provider it goes on."""
    if secret := cookie(request, SESSION):
        account = shown_account(request)
        services.records.sessions.end(secret)
        if account:
            services.records.audit.note(account.name, "signed_out")
    response = RedirectResponse("/", SEE_OTHER)
    drop_cookie(request, response, SESSION)
    return response


@router.post("/logg-inn/oidc")
def to_provider(
    request: Request, services: Opened, neste: Annotated[str, Form(max_length=LONGEST_SENT)] = ""
) -> Response:
    """On to the provider. Raises NoProvider or SignInUnavailable."""
    challenge = request.app.state.provider().begin(_redirect(request))
    services.records.sessions.begin_sign_in(challenge.state, challenge.nonce, challenge.verifier, local_address(neste))
    # A page that leads on, and no redirect: the pages' own policy lets no form be sent to another site.
    name = services.settings.oidc_name
    response = page(request, "account/to_provider.html", address=challenge.address, provider=name)
    # Ties the answer to the browser that began: nobody can be signed in as someone else by a link.
    set_cookie(request, response, OIDC_STATE, challenge.state, A_QUARTER_IN_SECONDS)
    return response


@router.get("/logg-inn/oidc/svar")
def from_provider(
    request: Request,
    services: Opened,
    code: Annotated[str, Query(max_length=4_000)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Back from the provider. Raises NoProvider, SignInRefused, AccountTaken or SignInUnavailable."""
    provider = request.app.state.provider()
    begun = cookie(request, OIDC_STATE)
    kept = services.records.sessions.take_sign_in(state) if state else None
    if not (code and kept and hmac.compare_digest(begun.encode(), state.encode())):
        raise SignInRefused(reason="state")
    nonce, verifier, following = kept
    challenge = Challenge("", state, nonce, verifier)
    identity = provider.finish(_redirect(request), code, challenge)
    if identity.role is None:
        services.records.audit.note("-", "sign_in_failed", identity.name)
        # Whom the provider gives no role any more has none here either, in no browser.
        services.records.accounts.end_sessions_of(identity.issuer, identity.subject)
        raise SignInRefused(reason="role")
    account = services.records.accounts.vouched_for(
        identity.issuer, identity.subject, identity.name, identity.shown_name, identity.role
    )
    if not account.active:
        raise SignInRefused(reason="account")
    response = _signed_in(request, services, account, following)
    drop_cookie(request, response, OIDC_STATE)
    return response


def _redirect(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}/logg-inn/oidc/svar"


def local_address(address: str) -> str:
    """Where to go next: only within this site, so that a link to signing in cannot lead astray."""
    # Browsers read a backslash as a slash, and pass over tabs and line breaks.
    is_local = (
        len(address) <= LONGEST_NEXT
        and address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and address.isprintable()
    )
    return address if is_local and "\\" not in address else FRONT
