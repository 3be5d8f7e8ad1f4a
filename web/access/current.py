"""Who is signed in, and what a route asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Depends, Request

from assistant.accounts.account import Account, Role, Session
from knowledge.errors import UnavailableError
from web.access.cookies import SESSION, cookie
from web.access.errors import NotAllowed, PasswordChangeNeeded, SignInNeeded

if TYPE_CHECKING:
    from assistant.bootstrap import Services

_UNREAD = object()


def current_session(request: Request) -> Session | None:
    """The session of the browser that asks; looked up once a request. Raises DatabaseUnusable."""
    found = getattr(request.state, "session", _UNREAD)
    if found is _UNREAD:
        secret = cookie(request, SESSION)
        services: Services = request.app.state.services
        found = services.records.sessions.find(secret) if secret else None
        request.state.session = found
    assert found is None or isinstance(found, Session)
    return found


def shown_account(request: Request) -> Account | None:
    """Whose name a page shows. None where the database cannot tell: the page is shown all the same."""
    try:
        session = current_session(request)
    except UnavailableError:
        return None
    return session.account if session else None


class Needs:
    """What a route asks for: an account with `role`, or where that is None, any account."""

    def __init__(self, role: Role | None, one_time_is_enough: bool = False) -> None:
        """`one_time_is_enough` lets in who has not chosen a password yet."""
        self.role = role
        self._one_time_is_enough = one_time_is_enough

    def __call__(self, request: Request) -> Account:
        """Raises SignInNeeded, PasswordChangeNeeded, NotAllowed, or DatabaseUnusable."""
        session = current_session(request)
        if session is None:
            raise SignInNeeded
        account = session.account
        if account.must_change and not self._one_time_is_enough:
            raise PasswordChangeNeeded
        if self.role is not None and not account.role.may(self.role):
            raise NotAllowed
        return account


class Reader:
    """What the chat and the pre-check ask for: nothing, or any account where a setting closes them."""

    role = None

    def __call__(self, request: Request) -> None:
        """Raises as `Needs`."""
        if not request.app.state.services.settings.open_to_all:
            _ANY(request)


_ANY = Needs(None)
HELPDESK = Depends(Needs(Role.HELPDESK))
ADMIN = Depends(Needs(Role.ADMIN))
SIGNED_IN = Depends(Needs(None, one_time_is_enough=True))
READER = Depends(Reader())
