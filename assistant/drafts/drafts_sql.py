"""Drafts in the database, found by a secret that only the applicant holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from assistant.database.database_sql import Database
from assistant.database.tables_sql import drafts
from assistant.dates import now
from assistant.drafts.kept import KeptDraft
from assistant.secrets import hashed, is_secret


class DraftStore:
    """Safe between threads and processes. Raises DatabaseUnusable from every call."""

    def __init__(self, database: Database, days: int, clock: Callable[[], datetime] = now) -> None:
        """Keeps drafts for `days` after each was last changed. Nothing is opened yet."""
        self._database = database
        self._kept_for = timedelta(days=days)
        self._clock = clock

    def save(self, secret: str, draft: KeptDraft) -> bool:
        """Keeps `draft` in place of what `secret` led to; false, and nothing is kept, where that was deleted: another
        window may still have it open. Raises ValueError for no secret."""
        return self.change(secret, lambda _before: draft) is not None

    def change(self, secret: str, make: Callable[[KeptDraft | None], KeptDraft]) -> KeptDraft | None:
        """Keeps what `make` makes of the draft that `secret` leads to (None where there is none yet), so that of two
        requests at once each sees what the other kept. None, and nothing is kept, where that was deleted: another
        window may still have it open. Raises ValueError for no secret."""
        if not is_secret(secret):
            raise ValueError("drafts are kept under a secret that new_secret made")
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(delete(drafts).where(drafts.c.changed < now - self._kept_for))
            found = connection.execute(
                select(drafts).where(drafts.c.secret_hash == hashed(secret)).with_for_update()
            ).first()
            draft = make(KeptDraft.from_json(found.content, found.changed) if found and found.content else None)
            # PostgreSQL's driver counts no rows of such an insert.
            kept = connection.execute(self._kept(secret, draft, now).returning(drafts.c.secret_hash)).first()
        return draft if kept is not None else None

    def _kept(self, secret: str, draft: KeptDraft, now: datetime) -> Any:
        new = self._database.insert(drafts).values(secret_hash=hashed(secret), content=draft.to_json(), changed=now)
        return new.on_conflict_do_update(
            index_elements=[drafts.c.secret_hash],
            set_={"content": new.excluded.content, "changed": new.excluded.changed},
            where=drafts.c.content != "",
        )

    def load(self, secret: str) -> KeptDraft | None:
        """The draft, None where there is none or its days are over."""
        if not is_secret(secret):
            return None
        with self._database.reading() as connection:
            found = connection.execute(select(drafts).where(drafts.c.secret_hash == hashed(secret))).first()
        if found is None or not found.content or found.changed < self._clock() - self._kept_for:
            return None
        return KeptDraft.from_json(found.content, found.changed)

    def delete(self, secret: str) -> None:
        """Forgets the draft; SQLite overwrites the place that it took in the file.

        That there was one is remembered for as long as a draft is kept, so that it cannot come back.
        """
        with self._database.writing() as connection:
            connection.execute(update(drafts).where(drafts.c.secret_hash == hashed(secret)).values(content=""))

    def last_day(self, draft: KeptDraft) -> datetime:
        """When `draft` will be forgotten if it isn't changed before."""
        return (draft.changed or self._clock()) + self._kept_for
