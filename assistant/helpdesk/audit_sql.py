"""Who did what, and when. What users wrote is never in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, true

from assistant.database.database_sql import Database
from assistant.database.tables_sql import audit
from assistant.dates import OSLO, now


@dataclass(frozen=True)
class Entry:
    """`who` is an account's name, or `system`; `action` a code with a text in each language; `about` names the thing:
    an account, sometimes with the role that it got after a space, or an answer by its number."""

    at: datetime
    who: str
    action: str
    about: str


@dataclass(frozen=True)
class Wanted:
    """Which entries: empty and None mean any. `since` and `until` are whole days in Oslo, both included."""

    who: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Found:
    """Some of the entries that were wanted, the newest first; `number` of `pages` pages, which count from 1."""

    entries: list[Entry]
    number: int
    pages: int
    count: int


class AuditLog:
    """Only ever added to. Raises DatabaseUnusable."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def note(self, who: str, action: str, about: str = "") -> None:
        with self._database.writing() as connection:
            connection.execute(insert(audit).values(at=self._clock(), who=who, action=action, about=about[:200]))

    def newest(self, most: int) -> list[Entry]:
        """The newest first."""
        found = select(audit).order_by(audit.c.id.desc()).limit(most)
        with self._database.reading() as connection:
            return [_entry(row) for row in connection.execute(found)]

    def last(self, action: str) -> Entry | None:
        """The newest entry of one action."""
        found = select(audit).where(audit.c.action == action).order_by(audit.c.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(found).first()
        return _entry(row) if row else None

    def page(self, wanted: Wanted, number: int, size: int) -> Found:
        """One page; past the last one, the last."""
        which = _which(wanted)
        with self._database.reading() as connection:
            count = connection.execute(select(func.count()).select_from(audit).where(which)).scalar_one()
            pages = max(1, -(-count // size))
            number = min(max(1, number), pages)
            found = select(audit).where(which).order_by(audit.c.id.desc()).limit(size).offset((number - 1) * size)
            entries = [_entry(row) for row in connection.execute(found)]
        return Found(entries, number, pages, count)

    def people(self) -> list[str]:
        """All who have done anything, by name."""
        with self._database.reading() as connection:
            return list(connection.execute(select(audit.c.who).distinct().order_by(audit.c.who)).scalars())

    def actions(self) -> list[str]:
        """The codes of all that has been done."""
        with self._database.reading() as connection:
            return list(connection.execute(select(audit.c.action).distinct().order_by(audit.c.action)).scalars())


def _which(wanted: Wanted) -> ColumnElement[bool]:
    which: ColumnElement[bool] = true()
    if wanted.who:
        which &= audit.c.who == wanted.who
    if wanted.action:
        which &= audit.c.action == wanted.action
    if wanted.since:
        which &= audit.c.at >= _midnight(wanted.since)
    if wanted.until:
        which &= audit.c.at < _midnight(wanted.until + timedelta(days=1))
    return which


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO)


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.at, row.who, row.action, row.about)
