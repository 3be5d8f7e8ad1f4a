"""Sessions in the database: who is signed in, in which browser, until when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from assistant.accounts.account import Account, Session
from assistant.accounts.accounts_sql import account_of
from assistant.database.database_sql import Database
from assistant.database.tables_sql import accounts, sessions, sign_ins
from assistant.dates import now
from assistant.secrets import hashed, new_secret

_SEEN_EVERY = timedelta(minutes=1)  # a session is not written to at each request
_SIGN_IN_TAKES = timedelta(minutes=15)
_BROWSER_CHARACTERS = 200
_PART_OF_HASH = 16
_KEY = re.compile(rf"[0-9a-f]{{{_PART_OF_HASH}}}")
# However often it is used: then its owner signs in anew, and a provider says anew what they may.
_LONGEST = timedelta(days=7)


class SessionStore:
    """Raises DatabaseUnusable from every call."""

    def __init__(self, database: Database, hours: int, clock: Callable[[], datetime] = now) -> None:
        """A session ends `hours` after it was last used."""
        self._database = database
        self._lasts = timedelta(hours=hours)
        self._clock = clock

    def begin(self, account: Account, browser: str) -> str:
        """A new session's secret, for the browser alone."""
        secret, now = new_secret(), self._clock()
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires < now))
            connection.execute(
                insert(sessions).values(
                    token_hash=hashed(secret),
                    account_id=account.id,
                    started=now,
                    last_seen=now,
                    expires=now + self._lasts,
                    browser=browser[:_BROWSER_CHARACTERS],
                )
            )
        return secret

    def find(self, secret: str) -> Session | None:
        """The session that a browser has, if it has not ended and its account is active."""
        now, key = self._clock(), hashed(secret)
        found = (
            select(sessions, accounts)
            .join(accounts, accounts.c.id == sessions.c.account_id)
            .where((sessions.c.token_hash == key) & (sessions.c.expires >= now) & accounts.c.active)
        )
        with self._database.reading() as connection:
            row = connection.execute(found).first()
        if row is None or now - row.started > _LONGEST:
            return None
        if now - row.last_seen > _SEEN_EVERY:
            with self._database.writing() as connection:
                seen = update(sessions).where(sessions.c.token_hash == key)
                connection.execute(seen.values(last_seen=now, expires=now + self._lasts))
        return _session(row)

    def all(self, owner: Account | None = None) -> list[Session]:
        """Those that have not ended, of one account or of all, the last seen first."""
        found = (
            select(sessions, accounts)
            .join(accounts, accounts.c.id == sessions.c.account_id)
            .where(sessions.c.expires >= self._clock())
            .order_by(sessions.c.last_seen.desc())
        )
        if owner is not None:
            found = found.where(accounts.c.id == owner.id)
        with self._database.reading() as connection:
            return [_session(row) for row in connection.execute(found)]

    def end(self, secret: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_hash == hashed(secret)))

    def revoke(self, key: str, owner: Account | None = None) -> bool:
        """Ends the session with this key; where `owner` is given, only if it is theirs. False where there is none."""
        if not _KEY.fullmatch(key):
            return False
        which = sessions.c.token_hash.startswith(key, autoescape=True)
        if owner is not None:
            which &= sessions.c.account_id == owner.id
        with self._database.writing() as connection:
            return connection.execute(delete(sessions).where(which)).rowcount > 0

    def revoke_all(self, account: Account) -> int:
        """How many sessions of the account ended."""
        with self._database.writing() as connection:
            return connection.execute(delete(sessions).where(sessions.c.account_id == account.id)).rowcount

    # Signing in at a provider

    def begin_sign_in(self, state: str, nonce: str, verifier: str, following: str) -> None:
        """Remembers, for a quarter of an hour, what a provider's answer must fit to."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.started < now - _SIGN_IN_TAKES))
            connection.execute(
                insert(sign_ins).values(
                    state_hash=hashed(state), nonce=nonce, verifier=verifier, next=following, started=now
                )
            )

    def take_sign_in(self, state: str) -> tuple[str, str, str] | None:
        """Nonce, verifier and where to go next; once."""
        which = (sign_ins.c.state_hash == hashed(state)) & (sign_ins.c.started >= self._clock() - _SIGN_IN_TAKES)
        with self._database.writing() as connection:
            row = connection.execute(select(sign_ins).where(which)).first()
            connection.execute(delete(sign_ins).where(sign_ins.c.state_hash == hashed(state)))
        return (row.nonce, row.verifier, row.next) if row else None


def _session(row: Row[Any]) -> Session:
    return Session(row.token_hash[:_PART_OF_HASH], account_of(row), row.started, row.last_seen, row.browser)
