"""Today, and how days are counted: whole days in Europe/Oslo."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def today() -> date:
    """The date in Oslo now."""
    return datetime.now(OSLO).date()


def now() -> datetime:
    """This moment, in UTC: the clock of what is kept."""
    return datetime.now(UTC)
