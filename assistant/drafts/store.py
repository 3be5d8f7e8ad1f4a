"""Drafts in SQLite, found by a secret that only the applicant holds: the file has its hash and not the secret."""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from assistant.drafts.kept import KeptDraft
from knowledge.errors import DataFolderUnusable

SECRET_BYTES = 24
_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")
_BUSY_SECONDS = 5.0
_TABLE = """
    CREATE TABLE IF NOT EXISTS drafts (
        secret_hash TEXT PRIMARY KEY,
        content TEXT NOT NULL,
        changed TEXT NOT NULL
    ) WITHOUT ROWID
"""


def new_secret() -> str:
    """A secret to keep a draft under: 192 random bits as 32 characters that an address can hold."""
    return secrets.token_urlsafe(SECRET_BYTES)


def is_secret(text: str) -> bool:
    """If `text` could be one that `new_secret` made."""
    return _SECRET.fullmatch(text) is not None


def _now() -> datetime:
    return datetime.now(UTC)


class DraftStore:
    """Safe between threads and processes: each call opens the file for itself."""

    def __init__(self, file: Path, days: int, clock: Callable[[], datetime] = _now) -> None:
        """Keeps drafts in `file` for `days` after each was last changed. Nothing is opened yet."""
        self._file = file
        self._kept_for = timedelta(days=days)
        self._clock = clock

    def save(self, secret: str, draft: KeptDraft) -> bool:
        """Keeps `draft` in place of what `secret` led to; false, and nothing is kept, where that was deleted: another
        window may still have it open. Raises DataFolderUnusable; ValueError for no secret."""
        if not is_secret(secret):
            raise ValueError("drafts are kept under a secret that new_secret made")
        now = self._clock()
        with self._opened() as file:
            file.execute("DELETE FROM drafts WHERE changed < ?", [(now - self._kept_for).isoformat()])
            done = file.execute(
                "INSERT INTO drafts VALUES (?, ?, ?) ON CONFLICT (secret_hash) "
                "DO UPDATE SET content = excluded.content, changed = excluded.changed WHERE content != ''",
                [_hash(secret), draft.to_json(), now.isoformat()],
            )
            return done.rowcount == 1

    def load(self, secret: str) -> KeptDraft | None:
        """The draft, None where there is none or its days are over. Raises DataFolderUnusable."""
        if not is_secret(secret):
            return None
        with self._opened() as file:
            found = file.execute(
                "SELECT content, changed FROM drafts WHERE secret_hash = ?", [_hash(secret)]
            ).fetchone()
        if (
            found is None
            or not found[0]
            or (changed := datetime.fromisoformat(found[1])) < self._clock() - self._kept_for
        ):
            return None
        return KeptDraft.from_json(found[0], changed)

    def delete(self, secret: str) -> None:
        """Forgets the draft; the place it took in the file is overwritten. Raises DataFolderUnusable.

        That there was one is remembered for as long as a draft is kept, so that it cannot come back.
        """
        with self._opened() as file:
            file.execute("UPDATE drafts SET content = '' WHERE secret_hash = ?", [_hash(secret)])

    def last_day(self, draft: KeptDraft) -> datetime:
        """When `draft` will be forgotten if it isn't changed before."""
        return (draft.changed or self._clock()) + self._kept_for

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=_BUSY_SECONDS)) as file:
                file.execute("PRAGMA journal_mode = WAL")
                file.execute("PRAGMA secure_delete = ON")
                with file:
                    file.execute(_TABLE)
                    yield file
        except (OSError, sqlite3.Error) as failure:
            raise DataFolderUnusable(path=self._file.parent, reason=failure) from failure


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
