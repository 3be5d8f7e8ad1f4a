"""Messages that all users see at the top of every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from assistant.database.database_sql import Database, new_id
from assistant.database.tables_sql import banners
from assistant.dates import now

KINDS = ("info", "warning", "danger")


@dataclass(frozen=True)
class Banner:
    """`texts` by language; `ends` is None for one that stands until it is taken down."""

    id: int
    kind: str
    texts: dict[str, str]
    starts: datetime
    ends: datetime | None
    made_by: str

    def stands(self, at: datetime) -> bool:
        return self.starts <= at and (self.ends is None or at < self.ends)


class BannerStore:
    """Raises DatabaseUnusable from every call."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def put_up(self, kind: str, texts: dict[str, str], starts: datetime | None, ends: datetime | None, by: str) -> int:
        """A new banner, from now on where `starts` is None; its id."""
        values = {"kind": kind, **texts, "starts": starts or self._clock(), "ends": ends, "made_by": by}
        with self._database.writing() as connection:
            return new_id(connection, insert(banners).values(values))

    def take_down(self, banner: int) -> None:
        """It stands no longer. One that is down already stays so."""
        now = self._clock()
        still_up = (banners.c.id == banner) & or_(banners.c.ends.is_(None), banners.c.ends > now)
        with self._database.writing() as connection:
            connection.execute(update(banners).where(still_up).values(ends=now))

    def standing(self) -> list[Banner]:
        """Those that stand now, the newest first."""
        now = self._clock()
        return [banner for banner in self.all() if banner.stands(now)]

    def all(self) -> list[Banner]:
        """The newest first."""
        with self._database.reading() as connection:
            return [_banner(row) for row in connection.execute(select(banners).order_by(banners.c.id.desc()))]


def _banner(row: Row[Any]) -> Banner:
    texts = {"nb": row.nb, "nn": row.nn, "en": row.en}
    return Banner(row.id, row.kind, texts, row.starts, row.ends, row.made_by)
