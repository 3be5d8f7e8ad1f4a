"""Finds topics and clauses for the question as a whole and for each of its parts."""

from __future__ import annotations

from assistant.answering.answer import Answer
from assistant.answering.belief import Belief, believe
from assistant.answering.context import Context
from knowledge.index.embedder import Vectors

HITS = 8
# What is asked now, beside the same together with what it leans on.
NOW_SHARE = 0.4
# A part of a question, beside the whole that it is a part of.
PART_SHARE = 0.5


def retrieve(context: Context) -> Answer | None:
    reading, search = context.read, context.tools.search
    whole = search.topic_logits(reading.asked)
    if reading.leans_on:
        whole = NOW_SHARE * whole + (1 - NOW_SHARE) * search.topic_logits(f"{reading.leans_on} {reading.asked}")
    context.belief = _belief(context, whole)
    if len(reading.asking) > 1:
        parts = (PART_SHARE * search.topic_logits(part) + (1 - PART_SHARE) * whole for part in reading.asking)
        context.part_beliefs = [_belief(context, part) for part in parts]
    context.hits = search.clauses(reading.text, context.source.number, HITS, context.matches)
    return None


def _belief(context: Context, logits: Vectors) -> Belief:
    search = context.tools.search
    return believe(logits, search.all_topics, search.topic, context.source.number)
