"""What is done to accounts, from the page and from the command line alike: each change is noted with who did it."""

from __future__ import annotations

from assistant.accounts.account import Account, Role
from assistant.accounts.errors import AccountNotLocal
from assistant.records import Records


class AccountChanges:
    """On behalf of `by`, an account's name or `system`. Raises AccountUnknown from each call that names an account."""

    def __init__(self, records: Records, by: str) -> None:
        self._records = records
        self._by = by

    def add(self, name: str, shown_name: str, role: Role) -> str:
        """The one-time password. Raises NameUnfit or AccountTaken."""
        # PostgreSQL takes no NUL, and nobody's name holds one or a line break.
        shown = " ".join("".join(c if c.isprintable() else " " for c in shown_name).split())
        password = self._records.accounts.add(name, shown, role)
        self._note("account_added", f"{name} {role.value}")
        return password

    def new_password(self, name: str) -> str:
        """A one-time password. Raises AccountNotLocal: it would be a second way in, past the provider."""
        password = self._records.accounts.new_password(name)
        self._note("one_time_password", name)
        return password

    def set_role(self, name: str, role: Role) -> None:
        """Raises LastAdministrator, or AccountNotLocal: the provider gives the role at each sign-in."""
        if self._local(name).role is role:
            return
        self._records.accounts.set_role(name, role)
        self._note("account_role_changed", f"{name} {role.value}")

    def set_active(self, name: str, active: bool) -> None:
        """Raises LastAdministrator."""
        if self._records.accounts.find(name).active is active:
            return
        self._records.accounts.set_active(name, active)
        self._note("account_activated" if active else "account_deactivated", name)

    def remove(self, name: str) -> None:
        """Raises LastAdministrator."""
        self._records.accounts.remove(self._records.accounts.find(name).name)
        self._note("account_removed", name)

    def revoke(self, name: str, session: str | None = None) -> None:
        """Ends one of the account's sessions, or all. One that is gone already is no error."""
        account = self._records.accounts.find(name)
        if session is None:
            self._records.sessions.revoke_all(account)
            self._note("sessions_revoked", name)
        elif self._records.sessions.revoke(session, account):
            self._note("session_revoked", name)

    def _local(self, name: str) -> Account:
        account = self._records.accounts.find(name)
        if not account.is_local:
            raise AccountNotLocal(name=name)
        return account

    def _note(self, action: str, about: str) -> None:
        self._records.audit.note(self._by, action, about)
