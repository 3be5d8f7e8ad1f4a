"""Sessions: found by a secret, kept by its hash, ended by time, by their owner and by whoever may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.accounts.account import Account, Role
from assistant.accounts.accounts_sql import AccountStore
from assistant.accounts.sessions_sql import SessionStore
from assistant.database.database_sql import Database
from assistant.database.tables_sql import sessions

START = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database: Database, clock: Clock) -> SessionStore:
    return SessionStore(database, hours=2, clock=clock)


@pytest.fixture
def ola(database: Database) -> Account:
    return AccountStore(database).vouched_for("issuer", "1", "ola", "Ola", Role.ADMIN)


@pytest.fixture
def kari(database: Database) -> Account:
    return AccountStore(database).vouched_for("issuer", "2", "kari", "Kari", Role.ADMIN)


def test_only_the_secret_opens_it_and_the_database_does_not_have_it(
    store: SessionStore, database: Database, ola: Account
) -> None:
    secret = store.begin(ola, "Firefox")
    found = store.find(secret)
    assert found is not None
    assert (found.account, found.browser) == (ola, "Firefox")
    with database.reading() as connection:
        kept = connection.execute(select(sessions)).one()
    assert secret not in str(tuple(kept))
    assert store.find(kept.token_hash) is None
    assert store.find("") is None


def test_it_ends_some_hours_after_it_was_last_used(store: SessionStore, clock: Clock, ola: Account) -> None:
    secret = store.begin(ola, "")
    clock.move(hours=1.5)
    assert store.find(secret)
    clock.move(hours=1.5)
    assert store.find(secret)
    clock.move(hours=2.1)
    assert store.find(secret) is None
    assert store.all() == []


def test_it_is_not_written_to_at_every_request(store: SessionStore, clock: Clock, ola: Account) -> None:
    secret = store.begin(ola, "")
    clock.move(seconds=30)
    store.find(secret)
    assert store.all()[0].last_seen == START


def test_its_key_ends_it_for_its_owner_alone_and_opens_nothing(
    store: SessionStore, ola: Account, kari: Account
) -> None:
    secret = store.begin(ola, "")
    key = store.all(ola)[0].key
    assert store.all(kari) == []
    assert store.find(key) is None
    assert not store.revoke(key, kari)
    assert store.find(secret)
    assert store.revoke(key, ola)
    assert store.find(secret) is None
    assert not store.revoke(key, ola)


@pytest.mark.parametrize("key", ["", "%", "_" * 16, "%" * 16, "a"])
def test_a_key_that_is_a_pattern_ends_nothing(store: SessionStore, ola: Account, key: str) -> None:
    secret = store.begin(ola, "")
    assert not store.revoke(key)
    assert store.find(secret)


def test_all_of_an_account_end_together_and_others_go_on(store: SessionStore, ola: Account, kari: Account) -> None:
    secrets = [store.begin(ola, ""), store.begin(ola, "")]
    other = store.begin(kari, "")
    assert store.revoke_all(ola) == 2
    assert [store.find(secret) for secret in secrets] == [None, None]
    assert store.find(other)


def test_signing_out_ends_the_one_session(store: SessionStore, ola: Account) -> None:
    first, second = store.begin(ola, ""), store.begin(ola, "")
    store.end(first)
    assert store.find(first) is None
    assert store.find(second)


def test_a_sign_in_at_a_provider_is_taken_once_and_soon(store: SessionStore, clock: Clock) -> None:
    store.begin_sign_in("state", "nonce", "verifier", "/ko")
    assert store.take_sign_in("other") is None
    assert store.take_sign_in("state") == ("nonce", "verifier", "/ko")
    assert store.take_sign_in("state") is None
    store.begin_sign_in("late", "nonce", "verifier", "/ko")
    clock.move(minutes=16)
    assert store.take_sign_in("late") is None
