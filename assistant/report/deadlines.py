"""The dates that a rundskriv sets, as a calendar file: RFC 5545, through icalendar."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from assistant.report.outline import report_texts
from knowledge.sources.rundskriv import QuotedDate, Rundskriv

REMINDERS_IN_DAYS = (14, 3)


def deadlines_ics(rundskriv: Rundskriv, lang: str) -> bytes:
    """Whole days: the deadline of applying, and those of reporting. Each says what clause it stands in, verbatim.

    The same rundskriv gives the same bytes, and the same ids, so that a calendar that has them already updates them.
    """
    import icalendar

    texts = report_texts()
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//tuki//rundskriv//NO")
    calendar.add("version", "2.0")
    dates = [("deadline", 0, rundskriv.deadline)] if rundskriv.deadline else []
    dates += [("reporting", number, dated) for number, dated in enumerate(rundskriv.reporting)]
    for kind, number, dated in dates:
        calendar.add_component(_event(rundskriv, kind, number, dated, texts.get(lang, f"report.calendar.{kind}")))
    written: bytes = calendar.to_ical()
    return written


def _event(rundskriv: Rundskriv, kind: str, number: int, dated: QuotedDate, title: str):  # type: ignore[no-untyped-def]
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"{kind}-{number}-{rundskriv.number}@tuki")
    # The time that the entry was made is asked for; the day that the rundskriv came into force does not change.
    event.add("dtstamp", datetime.combine(rundskriv.valid_from, time(), UTC))
    event.add("dtstart", dated.date)
    event.add("dtend", dated.date + timedelta(days=1))
    event.add("summary", f"{rundskriv.abbreviation}: {title}")
    event.add("description", f"«{dated.quote}» (rundskriv {rundskriv.number})")
    event.add("transp", "TRANSPARENT")
    for days in REMINDERS_IN_DAYS:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event
