"""Drafts are kept under a secret, for their days, and then gone."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from sqlalchemy import func, select

from assistant.database.database_sql import Database
from assistant.database.tables_sql import drafts
from assistant.drafts.drafts_sql import DraftStore
from assistant.drafts.kept import KeptDraft, ReadEntry
from assistant.secrets import hashed, is_secret, new_secret

DRAFT = KeptDraft({"title": ("Veien inn",), "participants": ("12 d",)}, "08-2025")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2025, 2, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database: Database, clock: Clock) -> DraftStore:
    return DraftStore(database, 30, clock)


def test_a_draft_comes_back_as_it_was_left(store: DraftStore) -> None:
    read = ReadEntry("participants", {"participants": ["12"]}, "Deltakere: 12", 11, 13, 2, certain=False)
    draft = KeptDraft(DRAFT.entries, "08-2025", "søknad.docx", (read,), confirmed=False)
    secret = new_secret()
    assert store.save(secret, draft)
    assert store.load(secret) == draft


def test_it_is_there_for_thirty_days_after_the_last_change_and_no_longer(store: DraftStore, clock: Clock) -> None:
    secret = new_secret()
    store.save(secret, DRAFT)
    clock.now += timedelta(days=29)
    store.save(secret, DRAFT)
    clock.now += timedelta(days=30)
    assert store.load(secret) == DRAFT
    clock.now += timedelta(seconds=1)
    assert store.load(secret) is None


def test_what_is_too_old_is_taken_out(store: DraftStore, clock: Clock, database: Database) -> None:
    store.save(new_secret(), DRAFT)
    clock.now += timedelta(days=31)
    store.save(new_secret(), DRAFT)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(drafts)).scalar_one() == 1


def test_a_deleted_draft_is_gone_and_deleting_it_again_is_no_error(store: DraftStore) -> None:
    secret = new_secret()
    store.save(secret, DRAFT)
    store.delete(secret)
    store.delete(secret)
    assert store.load(secret) is None


def test_one_secret_does_not_lead_to_another_draft(store: DraftStore) -> None:
    mine, other = new_secret(), new_secret()
    store.save(mine, DRAFT)
    assert store.load(other) is None


def test_the_database_does_not_hold_the_secret(store: DraftStore, database: Database) -> None:
    secret = new_secret()
    store.save(secret, DRAFT)
    with database.reading() as connection:
        assert secret not in str(connection.execute(select(drafts)).all())


def test_a_draft_that_was_deleted_cannot_come_back(store: DraftStore) -> None:
    secret = new_secret()
    store.save(secret, DRAFT)
    store.delete(secret)
    assert not store.save(secret, DRAFT)
    assert store.load(secret) is None


@pytest.mark.parametrize("text", ["", "../../etc/passwd", "x" * 31, "x" * 33, "æ" * 32, "x" * 31 + "'"])
def test_what_cannot_be_a_secret_leads_nowhere(store: DraftStore, text: str) -> None:
    assert not is_secret(text)
    assert store.load(text) is None
    with pytest.raises(ValueError, match="secret"):
        store.save(text, DRAFT)


def test_drafts_of_before_the_migrations_are_still_there(tmp_path: Path) -> None:
    secret = new_secret()
    with sqlite3.connect(tmp_path / "tuki.db") as file:
        file.execute("CREATE TABLE drafts (secret_hash TEXT PRIMARY KEY, content TEXT NOT NULL, changed TEXT NOT NULL)")
        now = datetime.now(UTC).isoformat()
        file.execute("INSERT INTO drafts VALUES (?, ?, ?)", [hashed(secret), DRAFT.to_json(), now])
    file.close()
    database = Database(f"sqlite:///{tmp_path / 'tuki.db'}")
    assert DraftStore(database, 30).load(secret) == DRAFT
    database.close()


def test_of_two_changes_at_once_neither_undoes_the_other(store: DraftStore) -> None:
    secret = new_secret()
    entered, confirmed = Event(), []

    def confirm(before: KeptDraft | None) -> KeptDraft:
        entered.set()
        sleep(0.05)  # the other one is waiting by now, or has read too early
        assert before is not None
        return replace(before, confirmed=True)

    def type_more() -> None:
        entered.wait()
        confirmed.append(store.change(secret, lambda before: replace(before or DRAFT, document="søknad.docx")))

    store.save(secret, replace(DRAFT, confirmed=False))
    with ThreadPoolExecutor() as threads:
        typing = threads.submit(type_more)
        store.change(secret, confirm)
        typing.result()
    kept = store.load(secret)
    assert kept is not None
    assert (kept.confirmed, kept.document) == (True, "søknad.docx")


def test_what_was_typed_later_in_the_same_page_is_known(store: DraftStore) -> None:
    draft = replace(DRAFT, window="a", typed=3)
    assert draft.is_later_than("a", 2)
    assert not draft.is_later_than("a", 3)
    assert not draft.is_later_than("b", 2)
    assert not DRAFT.is_later_than("", 0)
