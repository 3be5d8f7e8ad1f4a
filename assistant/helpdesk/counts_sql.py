"""Use in numbers, a day each: what was asked about, cited and thought of it, without anyone's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date

from sqlalchemy import func, select

from assistant.database.database_sql import Database
from assistant.database.tables_sql import counts

# What is counted, each with a name of its own.
STATUS, TOPIC, UNANSWERED, CLAUSE, LANGUAGE, THUMB, REASON, APPROVED = (
    "status", "topic", "unanswered", "clause", "language", "thumb", "reason", "approved",
)  # fmt: skip


@dataclass(frozen=True)
class Count:
    """`name` is a status, a topic, a clause …, as `what` says; `document` the rundskriv, or empty."""

    what: str
    name: str
    document: str = ""


class CountStore:
    """Raises DatabaseUnusable from every call."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, day: date, counted: Iterable[Count]) -> None:
        """One more of each, on `day`."""
        # In one order everywhere, so that two who count at once do not wait for each other.
        rows = [
            {"day": day, "what": each.what, "name": each.name[:200], "document": each.document, "number": number}
            for each, number in sorted(Counter(counted).items(), key=lambda pair: astuple(pair[0]))
        ]
        if not rows:
            return
        add = self._database.insert(counts)
        key = [counts.c.day, counts.c.what, counts.c.name, counts.c.document]
        more = add.on_conflict_do_update(index_elements=key, set_={"number": counts.c.number + add.excluded.number})
        with self._database.writing() as connection:
            connection.execute(more, rows)

    def totals(self, what: str, since: date, until: date) -> dict[tuple[str, str], int]:
        """By name and document, over the days from `since` to `until`, both included; the largest first."""
        total = func.sum(counts.c.number)
        found = (
            select(counts.c.name, counts.c.document, total)
            .where((counts.c.what == what) & counts.c.day.between(since, until))
            .group_by(counts.c.name, counts.c.document)
            .order_by(total.desc(), counts.c.name)
        )
        with self._database.reading() as connection:
            return {(name, document): int(number) for name, document, number in connection.execute(found)}

    def by_day(self, what: str, since: date, until: date) -> dict[date, dict[str, int]]:
        """For each day that has any, the numbers by name."""
        found = (
            select(counts.c.day, counts.c.name, func.sum(counts.c.number))
            .where((counts.c.what == what) & counts.c.day.between(since, until))
            .group_by(counts.c.day, counts.c.name)
            .order_by(counts.c.day)
        )
        days: dict[date, dict[str, int]] = {}
        with self._database.reading() as connection:
            for day, name, number in connection.execute(found):
                days.setdefault(day, {})[name] = int(number)
        return days

    def rows(self, since: date, until: date) -> list[tuple[date, str, str, str, int]]:
        """Day, what, name, document and number of all."""
        found = select(counts).where(counts.c.day.between(since, until)).order_by(counts.c.day, counts.c.what)
        with self._database.reading() as connection:
            return [(r.day, r.what, r.name, r.document, r.number) for r in connection.execute(found)]
