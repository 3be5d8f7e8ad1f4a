"""Adds what a user must know and did not ask: the deadline, and if the rundskriv still holds."""

from __future__ import annotations

from assistant.answering.answer import Answer, AnswerStatus, Notice
from assistant.answering.context import Context
from knowledge.sources.rundskriv import Validity


def add_notices(context: Context) -> Answer | None:
    if context.status is AnswerStatus.OUT_OF_SCOPE:
        return None
    _deadline(context)
    _validity(context)
    return None


def _deadline(context: Context) -> None:
    """Compared with whole days: "Søknadsfristen er 19. februar 2025" is open all that day in Oslo."""
    if context.source.deadline is None:
        return
    day = context.source.deadline.date
    left = (day - context.question.as_of).days
    kind = "deadline_passed" if left < 0 else "deadline_left"
    special = {-1: "deadline_passed_yesterday", 0: "deadline_today", 1: "deadline_tomorrow"}
    deadline = context.tools.texts.day(context.lang, day)
    text = context.text(f"notices.{special.get(left, kind)}", deadline=deadline, days=abs(left))
    context.notices.append(Notice(kind, text))


def _validity(context: Context) -> None:
    source = context.source
    validity = source.validity(context.question.as_of)
    if validity is Validity.SUPERSEDED:
        text = context.text("notices.superseded", number=source.number, by=source.superseded_by)
        context.notices.append(Notice("superseded", text))
    elif validity is Validity.EXPIRED:
        until = context.tools.texts.day(context.lang, source.valid_until)
        text = context.text("notices.expired", number=source.number, year=source.year, until=until)
        context.notices.append(Notice("expired", text))
