"""A banner as it is written in the form, and what is wrong with it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from pydantic import BaseModel, ConfigDict

from assistant.dates import OSLO
from assistant.helpdesk.banners_sql import KINDS, Banner
from assistant.texts import LANGUAGES
from web.pages.operations.times import in_oslo, read_clock, read_day

LONGEST = 500  # characters: more than anybody reads at the top of a page
_FIRST = "nb"
_START, _END = "fra", "til"


class BannerEntries(BaseModel):
    """The form's fields, just as they came."""

    model_config = ConfigDict(frozen=True)

    slag: str = KINDS[0]
    nb: str = ""
    nn: str = ""
    en: str = ""
    fra: str = ""
    fra_kl: str = ""
    til: str = ""
    til_kl: str = ""
    handling: str = ""

    @property
    def is_preview(self) -> bool:
        return self.handling == "vis"


@dataclass(frozen=True)
class ReadBanner:
    """`faults` holds the text of what is wrong, by field; `starts` is None for at once, `ends` for until taken down."""

    kind: str
    texts: dict[str, str]
    starts: datetime | None
    ends: datetime | None
    faults: dict[str, str]

    def shown(self, now: datetime, by: str) -> Banner:
        """As it would stand."""
        return Banner(0, self.kind, self.texts, self.starts or now, self.ends, by)


def read_banner(entries: BannerEntries, now: datetime) -> ReadBanner:
    written = {lang: _plain(getattr(entries, lang)) for lang in LANGUAGES}
    faults = {lang: "too_long" for lang, text in written.items() if len(text) > LONGEST}
    if not written[_FIRST]:
        faults[_FIRST] = "text_missing"
    if entries.slag not in KINDS:
        faults["slag"] = "kind_missing"
    starts = _moment(entries, _START, now, faults)
    ends = _moment(entries, _END, now, faults)
    if ends and ends <= now:
        faults[_END] = "end_passed"
    elif ends and starts and ends <= starts:
        faults[_END] = "end_before_start"
    texts = {lang: text or written[_FIRST] for lang, text in written.items()}
    return ReadBanner(entries.slag, texts, starts, ends, faults)


def _moment(entries: BannerEntries, field: str, now: datetime, faults: dict[str, str]) -> datetime | None:
    """A day without a time is meant whole: from its start, or to its end. A time alone is today's."""
    day, clock = getattr(entries, field).strip(), getattr(entries, f"{field}_kl").strip()
    if not (day or clock):
        return None
    read = read_day(day) if day else now.astimezone(OSLO).date()
    at = read_clock(clock) if clock else time()
    if read is None:
        faults[field] = "day_unreadable"
    if at is None:
        faults[f"{field}_kl"] = "clock_unreadable"
    if read is None or at is None:
        return None
    return in_oslo(read + timedelta(days=1), at) if field == _END and not clock else in_oslo(read, at)


def _plain(text: str) -> str:
    """Without characters that steer something, and with the line breaks of the database."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc").strip()
