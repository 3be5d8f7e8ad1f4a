"""Who did what, and when. What users wrote is never in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select

from assistant.database.database_sql import Database
from assistant.database.tables_sql import audit


@dataclass(frozen=True)
class Entry:
    """`who` is an account's name, or `system`; `action` a code with a text in each language; `about` names the thing:
    an account, or an answer by its number."""

    at: datetime
    who: str
    action: str
    about: str


def _now() -> datetime:
    return datetime.now(UTC)


class AuditLog:
    """Only ever added to. Raises DatabaseUnusable."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._clock = clock

    def note(self, who: str, action: str, about: str = "") -> None:
        with self._database.writing() as connection:
            connection.execute(insert(audit).values(at=self._clock(), who=who, action=action, about=about[:200]))

    def newest(self, most: int) -> list[Entry]:
        """The newest first."""
        found = select(audit).order_by(audit.c.id.desc()).limit(most)
        with self._database.reading() as connection:
            return [Entry(row.at, row.who, row.action, row.about) for row in connection.execute(found)]
