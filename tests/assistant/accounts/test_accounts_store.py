"""Accounts: a one-time password first, never nobody who could give a role back, and what a provider vouches for."""

from __future__ import annotations

import pytest

from assistant.accounts.account import Role
from assistant.accounts.accounts_sql import FIRST_ADMINISTRATOR, AccountStore
from assistant.accounts.errors import AccountTaken, AccountUnknown, LastAdministrator, NameUnfit, PasswordUnfit
from assistant.accounts.sessions_sql import SessionStore
from assistant.database.database_sql import Database

LONG = "en lang setning som passord"


@pytest.fixture
def store(database: Database) -> AccountStore:
    """With one administrator, whom a provider vouches for: that needs no hash."""
    store = AccountStore(database)
    store.vouched_for("issuer", "1", "boss", "Boss", Role.ADMIN)
    return store


def test_the_first_administrator_is_made_once(database: Database, request: pytest.FixtureRequest) -> None:
    store = AccountStore(database)
    password = store.first_administrator()
    assert password
    assert store.first_administrator() is None
    account = store.check_password(FIRST_ADMINISTRATOR, password)
    assert account is not None
    assert (account.role, account.must_change) == (Role.ADMIN, True)


def test_a_one_time_password_gives_way_to_the_one_that_is_chosen(store: AccountStore, database: Database) -> None:
    once = store.add("ola", "", Role.HELPDESK)
    account = store.check_password("ola", once)
    assert account is not None
    assert (account.must_change, account.shown_name, account.is_local) == (True, "ola", True)
    session = SessionStore(database, 1).begin(account, "")
    store.set_password("ola", LONG)
    assert store.check_password("ola", once) is None
    chosen = store.check_password("ola", LONG)
    assert chosen is not None
    assert not chosen.must_change
    assert SessionStore(database, 1).find(session) is None


@pytest.mark.parametrize("password", ["", "short", "boss" * 5, "BOSS boss BOSS ", "x" * 201])
def test_a_password_that_nobody_should_have_is_refused(store: AccountStore, password: str) -> None:
    with pytest.raises(PasswordUnfit):
        store.set_password("boss", password)


def test_no_password_opens_an_account_that_has_none_or_does_not_exist(store: AccountStore) -> None:
    assert store.check_password("boss", "") is None
    assert store.check_password("nobody", LONG) is None


@pytest.mark.parametrize("name", ["", "to ord", "a\n", "<b>", "x" * 201, "../x"])
def test_a_name_that_cannot_be_one_is_refused(store: AccountStore, name: str) -> None:
    with pytest.raises(NameUnfit):
        store.add(name, "", Role.HELPDESK)


def test_a_name_belongs_to_one_account(store: AccountStore) -> None:
    with pytest.raises(AccountTaken):
        store.add("boss", "", Role.HELPDESK)
    with pytest.raises(AccountTaken):
        store.vouched_for("issuer", "2", "boss", "Another", Role.HELPDESK)
    assert [account.shown_name for account in store.all()] == ["Boss"]


def test_the_last_administrator_stays_one(store: AccountStore) -> None:
    store.vouched_for("issuer", "2", "kari", "Kari", Role.HELPDESK)
    before = store.all()
    for change in (
        lambda: store.set_role("boss", Role.HELPDESK),
        lambda: store.set_active("boss", False),
        lambda: store.remove("boss"),
    ):
        with pytest.raises(LastAdministrator):
            change()
        assert store.all() == before
    store.set_role("kari", Role.ADMIN)
    store.remove("boss")
    assert [account.name for account in store.all()] == ["kari"]


def test_one_who_is_no_longer_active_is_out_at_once(store: AccountStore, database: Database) -> None:
    account = store.vouched_for("issuer", "2", "kari", "Kari", Role.HELPDESK)
    sessions = SessionStore(database, 1)
    secret = sessions.begin(account, "")
    store.set_active("kari", False)
    assert sessions.find(secret) is None
    store.set_active("kari", True)
    assert sessions.find(secret) is None
    assert store.find("kari").active


def test_what_a_provider_says_is_brought_up_to_date(store: AccountStore) -> None:
    first = store.vouched_for("issuer", "2", "kari", "Kari", Role.HELPDESK)
    again = store.vouched_for("issuer", "2", "kari", "Kari N.", Role.ADMIN)
    assert (again.id, again.shown_name, again.role) == (first.id, "Kari N.", Role.ADMIN)


def test_an_account_that_is_not_there_is_not_changed(store: AccountStore) -> None:
    for change in (store.find, store.new_password, store.remove):
        with pytest.raises(AccountUnknown):
            change("nobody")
