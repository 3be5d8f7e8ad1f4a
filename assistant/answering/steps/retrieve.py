"""Finds topics and clauses for the question as a whole and for each of its parts."""

from __future__ import annotations

from assistant.answering.answer import Answer
from assistant.answering.areas import areas_named
from assistant.answering.belief import Asked, Belief, believe
from assistant.answering.context import Context
from assistant.answering.understand import points_back
from knowledge.index.embedder import Vectors
from knowledge.text.words import words

HITS = 16
# What is asked now, beside the same together with what it leans on.
NOW_SHARE = 0.4
# A short question that is at least this likely to be about one topic is not understood from what went before.
SURE_ALONE = 0.5
LOOK_UP_WORDS = 2
# A part of a question, beside the whole that it is a part of.
PART_SHARE = 0.5


def retrieve(context: Context) -> Answer | None:
    reading, search = context.read, context.tools.search
    whole = search.topic_logits(reading.asked)
    context.belief = _belief(context, whole, reading.asked)
    is_unsure = context.matches[0].score < SURE_ALONE
    if before := reading.leans_on or (reading.before if is_unsure else None):
        whole = NOW_SHARE * whole + (1 - NOW_SHARE) * search.topic_logits(f"{before} {reading.asked}")
        context.belief = _belief(context, whole, reading.asked, before)
    if len(reading.asking) > 1 or (context.believed.is_outside and reading.asking not in ((), (reading.asked,))):
        context.part_beliefs = _of_parts(context, [search.topic_logits(part) for part in reading.asking], whole)
    context.hits = search.clauses(reading.text, context.source.number, HITS, context.matches)
    return None


def _of_parts(context: Context, parts: list[Vectors], whole: Vectors) -> list[Belief]:
    """Each part is understood from the whole; where that makes two parts ask the same, the later one is taken alone.

    So is each where the whole is not stated: beside a part that is not, or an order to forget the rundskriv, there may
    be one that is.
    """
    share = PART_SHARE if context.believed.is_stated else 1.0
    found: list[Belief] = []
    for text, part in zip(context.read.asking, parts, strict=True):
        belief = _belief(context, share * part + (1 - share) * whole, text, context.read.text)
        if not points_back(text) and any(_same_topic(belief, other) for other in found):
            belief = _belief(context, part, text, context.read.text)
        found.append(belief)
    return found


def _same_topic(one: Belief, other: Belief) -> bool:
    return one.matches[0].topic == other.matches[0].topic


def _belief(context: Context, logits: Vectors, text: str, leans_on: str = "") -> Belief:
    """About `text`; where it names no focus area, the areas are those of what it leans on."""
    search = context.tools.search
    is_look_up = len(words(context.read.asked)) <= LOOK_UP_WORDS
    asked = Asked(is_look_up, areas_named(text) or areas_named(leans_on))
    return believe(logits, search.all_topics, search.topic, context.source.number, asked)
