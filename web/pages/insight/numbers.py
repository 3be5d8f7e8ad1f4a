"""Numbers and days as each language writes them."""

from __future__ import annotations

from datetime import date

from assistant.helpdesk.insight import Grain, Period
from web.wording import all_texts

ENGLISH = "en"
NO_BREAK_SPACE = "\u00a0"


def number_text(lang: str, number: int) -> str:
    """1 234 in Norwegian, 1,234 in English."""
    return f"{number:,}".replace(",", "," if lang == ENGLISH else NO_BREAK_SPACE)


def share_text(lang: str, part: int, whole: int) -> str:
    """Whole per cent: 87 % in Norwegian, 87% in English. Only nothing is 0, and only all is 100."""
    if not whole:
        return "–"
    percent = round(100 * part / whole)
    if 0 < part < whole:
        percent = min(max(percent, 1), 99)
    return f"{percent}{'' if lang == ENGLISH else NO_BREAK_SPACE}%"


def short_day(lang: str, day: date) -> str:
    """12. feb."""
    months = all_texts().value(lang, "insight.months_short")
    return all_texts().get(lang, "insight.day_short", day=day.day, month=months[day.month - 1])


def span_mark(lang: str, span: Period, grain: Grain) -> str:
    """What stands under a column: "12. feb.", "uke 7", "feb. 2025"."""
    if grain is Grain.DAY:
        return short_day(lang, span.since)
    if grain is Grain.WEEK:
        return all_texts().get(lang, "insight.week", number=span.since.isocalendar().week)
    return f"{all_texts().value(lang, 'insight.months_short')[span.since.month - 1]} {span.since.year}"


def span_text(lang: str, span: Period, grain: Grain) -> str:
    """The same in a table, with all that tells it from others: "12. februar 2025", "Uke 7: 10. feb. – 16. feb."."""
    if grain is Grain.DAY:
        return all_texts().day(lang, span.since)
    days = f"{short_day(lang, span.since)} – {short_day(lang, span.until)}"
    if grain is Grain.WEEK:
        mark = span_mark(lang, span, grain)
        return f"{mark[0].upper()}{mark[1:]}: {days} {span.until.year}"
    return f"{all_texts().value(lang, 'months')[span.since.month - 1].capitalize()} {span.since.year}"
