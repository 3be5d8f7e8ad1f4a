"""Drafts are kept under a secret, for their days, and then gone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from assistant.drafts.store import DraftStore, is_secret, new_secret

from assistant.drafts.kept import KeptDraft, ReadEntry
from knowledge.errors import DataFolderUnusable

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
def store(tmp_path: Path, clock: Clock) -> DraftStore:
    return DraftStore(tmp_path / "new" / "tuki.db", 30, clock)


def test_a_draft_comes_back_as_it_was_left(store: DraftStore) -> None:
    read = ReadEntry("participants", {"participants": ["12"]}, "Deltakere: 12", 11, 13, 2, certain=False)
    draft = KeptDraft(DRAFT.entries, "08-2025", "søknad.docx", (read,), confirmed=False)
    secret = new_secret()
    store.save(secret, draft)
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


def test_what_is_too_old_is_taken_out_of_the_file(store: DraftStore, clock: Clock, tmp_path: Path) -> None:
    store.save(new_secret(), DRAFT)
    clock.now += timedelta(days=31)
    store.save(new_secret(), DRAFT)
    with sqlite3.connect(tmp_path / "new" / "tuki.db") as file:
        assert file.execute("SELECT count(*) FROM drafts").fetchone() == (1,)
    file.close()


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


def test_the_file_does_not_hold_the_secret(store: DraftStore, tmp_path: Path) -> None:
    secret = new_secret()
    store.save(secret, DRAFT)
    assert not any(secret.encode() in path.read_bytes() for path in (tmp_path / "new").iterdir())


@pytest.mark.parametrize("text", ["", "../../etc/passwd", "x" * 31, "x" * 33, "æ" * 32, "x" * 31 + "'"])
def test_what_cannot_be_a_secret_leads_nowhere(store: DraftStore, text: str) -> None:
    assert not is_secret(text)
    assert store.load(text) is None
    with pytest.raises(ValueError, match="secret"):
        store.save(text, DRAFT)


def test_a_damaged_file_says_which_folder(tmp_path: Path) -> None:
    (tmp_path / "tuki.db").write_bytes(b"no database" * 1000)
    with pytest.raises(DataFolderUnusable):
        DraftStore(tmp_path / "tuki.db", 30).load(new_secret())
