"""Which days and which rundskriv the figures are of, as the address says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from pydantic import BaseModel

from assistant.form.typed import typed_day
from assistant.helpdesk.insight import Period

LAST_DAYS = (7, 30, 90)
DEFAULT_DAYS = 30
OWN_CHOICE = "valgt"
LONGEST_YEARS = 3
_LONGEST_DAYS = 366 * LONGEST_YEARS


class PeriodForm(BaseModel):
    """What the form sends, each empty where it was not sent. `fra` and `til` count where `periode` is OWN_CHOICE."""

    periode: str = ""
    fra: str = ""
    til: str = ""
    rundskriv: str = ""

    @property
    def choice(self) -> str:
        return self.periode or (OWN_CHOICE if self.fra or self.til else str(DEFAULT_DAYS))

    @property
    def first_day(self) -> str:
        """`fra` as a date field takes it; empty where it cannot be read."""
        day = _day(self.fra)
        return day.isoformat() if day else ""

    @property
    def last_day(self) -> str:
        """The same of `til`."""
        day = _day(self.til)
        return day.isoformat() if day else ""

    def address(self, page: str) -> str:
        """Of `page` with the same figures."""
        dates = {"fra": self.fra, "til": self.til} if self.choice == OWN_CHOICE else {}
        sent = {"periode": self.periode, **dates, "rundskriv": self.rundskriv}
        kept = {name: value for name, value in sent.items() if value}
        return f"{page}?{urlencode(kept)}" if kept else page


@dataclass(frozen=True)
class Unfit:
    """Why there are no figures: a key under `insight.unfit`, and the fields that are at fault."""

    reason: str
    fields: tuple[str, ...]


def read_period(form: PeriodForm, today: date) -> Period | Unfit:
    """The period that is meant. One that goes on after today ends today."""
    if form.choice != OWN_CHOICE:
        known = {str(days): days for days in LAST_DAYS}
        if form.choice not in known:
            return Unfit("period", ("periode",))
        return Period(today - timedelta(days=known[form.choice] - 1), today)
    since, until = _day(form.fra), _day(form.til) if form.til.strip() else today
    unread = tuple(name for name, day in (("fra", since), ("til", until)) if day is None)
    if since is None or until is None:
        return Unfit("no_start" if not form.fra.strip() else "date", unread)
    return _checked(since, min(until, today), today)


def _checked(since: date, until: date, today: date) -> Period | Unfit:
    if since > today:
        return Unfit("future", ("fra",))
    if since > until:
        return Unfit("backwards", ("fra", "til"))
    period = Period(since, until)
    return period if period.length <= _LONGEST_DAYS else Unfit("too_long", ("fra", "til"))


def _day(text: str) -> date | None:
    read = typed_day(text.strip())
    try:
        return date.fromisoformat(read) if isinstance(read, str) else None
    except ValueError:
        return None
