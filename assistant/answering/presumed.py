"""What a question takes for granted, held against what the rundskriv says: "siden fristen er 1. mars", "minst 25
deltakere". A presumption that the rundskriv contradicts is corrected first."""

from __future__ import annotations

import re
from functools import cache

from assistant.answering.context import Context
from assistant.answering.evidence import cited_clauses
from assistant.answering.facts import fact_patterns, presumed_numbers, presumes_another_day
from assistant.texts import LANGUAGES
from knowledge.topics.topic import Topic


def contradicted_topic(context: Context) -> Topic | None:
    """The topic that corrects what the question presumes; None where nothing it presumes is contradicted."""
    return _day(context) or _number(context)


def _day(context: Context) -> Topic | None:
    source = context.source
    topic = _stated(context, fact_patterns().presumed_topic)
    if source.deadline is None or topic is None:
        return None
    days = {(each.date.month, each.date.day) for each in (source.deadline, *source.reporting)}
    months = [month.lower() for lang in LANGUAGES for month in context.tools.texts.value(lang, "months")]
    return topic if presumes_another_day(context.read.asked, days, months) else None


def _number(context: Context) -> Topic | None:
    """A number that is not in the clauses which set it."""
    for name, number in presumed_numbers(context.read.asked):
        topic = _stated(context, name)
        if topic is None:
            continue
        quotes = " ".join(tie.quote for tie in topic.settlements[context.source.number].cited)
        if number not in _numbers_in(quotes):
            return topic
    return None


def _stated(context: Context, name: str) -> Topic | None:
    topic = context.tools.search.topic(name)
    return topic if cited_clauses(topic, context.source.number) else None


@cache
def _numbers_in(text: str) -> frozenset[float]:
    words = fact_patterns().numbers
    found = re.findall(r"\d+(?:[.,]\d+)?|\w+", text.lower())
    digits = {float(each.replace(",", ".")) for each in found if each[0].isdigit()}
    return frozenset(digits | {float(words[each]) for each in found if each in words})
