"""Accounts in the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.accounts.account import Account, Role, is_name
from assistant.accounts.errors import (
    AccountNotLocal,
    AccountTaken,
    AccountUnknown,
    LastAdministrator,
    NameUnfit,
    PasswordUnfit,
)
from assistant.accounts.passwords_argon2 import (
    LONGEST,
    SHORTEST,
    hash_password,
    is_fit,
    is_password,
    new_one_time_password,
)
from assistant.database.database_sql import Database
from assistant.database.tables_sql import accounts, sessions
from assistant.dates import now

FIRST_ADMINISTRATOR = "admin"


class AccountStore:
    """Raises DatabaseUnusable from every call."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def first_administrator(self) -> str | None:
        """Where there is no account yet, makes one; its one-time password, which is shown this once."""
        password = new_one_time_password()
        with self._database.writing() as connection:
            if connection.execute(select(func.count()).select_from(accounts)).scalar_one():
                return None
            # Two servers that start at once: the one that comes second finds the name taken.
            done = connection.execute(
                self._database.insert(accounts)
                .values(self._row(FIRST_ADMINISTRATOR, FIRST_ADMINISTRATOR, Role.ADMIN, password))
                .on_conflict_do_nothing()
                .returning(accounts.c.id)
            ).first()
        return password if done else None

    def add(self, name: str, shown_name: str, role: Role) -> str:
        """A local account; its one-time password. Raises NameUnfit or AccountTaken."""
        if not is_name(name):
            raise NameUnfit(name=name[:80])
        password = new_one_time_password()
        with self._database.writing() as connection:
            try:
                connection.execute(insert(accounts).values(self._row(name, shown_name or name, role, password)))
            except IntegrityError as taken:
                raise AccountTaken(name=name) from taken
        return password

    def vouched_for(self, issuer: str, subject: str, name: str, shown_name: str, role: Role) -> Account:
        """The account of someone whom a provider signed in, made or brought up to date. Raises AccountTaken where a
        local account has the name, and SignInRefused is the caller's for one that is not active."""
        who = (accounts.c.issuer == issuer) & (accounts.c.subject == subject)
        with self._database.writing() as connection:
            row = connection.execute(select(accounts).where(who)).first()
            try:
                if row is None:
                    new = {**self._row(name, shown_name, role, None), "issuer": issuer, "subject": subject}
                    connection.execute(insert(accounts).values(new))
                else:
                    connection.execute(update(accounts).where(who).values(shown_name=shown_name[:200], role=role.value))
            except IntegrityError as taken:
                raise AccountTaken(name=name) from taken
            return account_of(connection.execute(select(accounts).where(who)).one())

    def end_sessions_of(self, issuer: str, subject: str) -> None:
        """Of someone whom the provider gives no role any more."""
        who = (accounts.c.issuer == issuer) & (accounts.c.subject == subject)
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.account_id.in_(select(accounts.c.id).where(who))))

    def all(self) -> list[Account]:
        with self._database.reading() as connection:
            return [account_of(row) for row in connection.execute(select(accounts).order_by(accounts.c.name))]

    def find(self, name: str) -> Account:
        """Raises AccountUnknown."""
        row = self._named(name)
        if row is None:
            raise AccountUnknown(name=name[:80])
        return account_of(row)

    def _named(self, name: str) -> Row[Any] | None:
        # A name that none can have may hold what a database refuses.
        if not is_name(name):
            return None
        with self._database.reading() as connection:
            return connection.execute(select(accounts).where(accounts.c.name == name)).first()

    def check_password(self, name: str, password: str) -> Account | None:
        """The active local account with this password. A wrong name and a wrong password look alike, in time too."""
        row = self._named(name)
        right = is_password(password, row.password_hash if row else None)
        return account_of(row) if row is not None and right and row.active else None

    def set_password(self, name: str, password: str) -> None:
        """Chosen by its owner; all the account's sessions end. Raises AccountUnknown,
        AccountNotLocal or PasswordUnfit."""
        if not is_fit(password, name):
            raise PasswordUnfit(shortest=SHORTEST, longest=LONGEST)
        self._change(self._local(name), password_hash=hash_password(password), must_change=False)

    def new_password(self, name: str) -> str:
        """A one-time password in place of the old one; all the account's sessions end. Raises AccountUnknown
        or AccountNotLocal."""
        password = new_one_time_password()
        self._change(self._local(name), password_hash=hash_password(password), must_change=True)
        return password

    def _local(self, name: str) -> Account:
        """A password of ours would be a second way in, past the provider's. Raises AccountNotLocal."""
        account = self.find(name)
        if not account.is_local:
            raise AccountNotLocal(name=name)
        return account

    def set_role(self, name: str, role: Role) -> None:
        """Raises AccountUnknown, or LastAdministrator where nobody else could give it back."""
        self._change(self.find(name), role=role.value)

    def set_active(self, name: str, active: bool) -> None:
        """An account that is not active cannot sign in, and its sessions end. Raises as `set_role`."""
        self._change(self.find(name), active=active)

    def remove(self, name: str) -> None:
        """Raises as `set_role`."""
        account = self.find(name)
        with self._database.writing() as connection:
            connection.execute(delete(accounts).where(accounts.c.id == account.id))
            self._hold_on_to_an_administrator(connection, account)

    def _change(self, account: Account, **values: object) -> None:
        with self._database.writing() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account.id).values(**values))
            connection.execute(delete(sessions).where(sessions.c.account_id == account.id))
            self._hold_on_to_an_administrator(connection, account)

    def _hold_on_to_an_administrator(self, connection: Connection, changed: Account) -> None:
        if changed.role is not Role.ADMIN or not changed.active:
            return
        # Locked, so that two who give the role up at once do so one after the other.
        left = select(accounts.c.id).where((accounts.c.role == Role.ADMIN.value) & accounts.c.active).with_for_update()
        if not connection.execute(left).all():
            raise LastAdministrator

    def _row(self, name: str, shown_name: str, role: Role, password: str | None) -> dict[str, Any]:
        return {
            "name": name,
            "shown_name": shown_name[:200],
            "role": role.value,
            "password_hash": hash_password(password) if password else None,
            "must_change": password is not None,
            "active": True,
            "created": self._clock(),
        }


def account_of(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        shown_name=row.shown_name,
        role=Role(row.role),
        must_change=row.must_change,
        active=row.active,
        issuer=row.issuer,
        created=row.created,
    )
