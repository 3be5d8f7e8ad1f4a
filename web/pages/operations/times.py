"""Days and times as they are typed, in Oslo."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from assistant.dates import OSLO, today
from assistant.form.typed import typed_day

# What can be meant; others cannot even be turned into a point in time everywhere.
YEARS = range(2000, 2101)
_CLOCK = re.compile(r"(?:kl\.? ?)?([01]?[0-9]|2[0-3])(?:[.:]?([0-5][0-9]))?", re.IGNORECASE)


def read_day(text: str) -> date | None:
    """As 25.11.2026, 2026-11-25 or 25. november 2026; None where it cannot be read."""
    found = str(typed_day(" ".join(text.split())))
    try:
        day = date.fromisoformat(found)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def read_clock(text: str) -> time | None:
    """As 14.30, 14:30, 1430 or kl. 14; None where it cannot be read."""
    found = _CLOCK.fullmatch(" ".join(text.split()))
    return time(int(found[1]), int(found[2] or 0)) if found else None


def in_oslo(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, OSLO)


def example_day() -> str:
    """Today, as one may write it."""
    return today().strftime("%d.%m.%Y")
