"""Finds topics and clauses for the question as a whole and for each of its parts."""

from __future__ import annotations

from collections.abc import Collection

from assistant.answering.answer import Answer
from assistant.answering.context import Context
from knowledge.topics.match import TopicMatch

HITS = 8
# A topic must fit the whole question; a part that fits it well alone counts somewhat.
PART_SHARE = 0.4


def retrieve(context: Context) -> Answer | None:
    reading, search = context.read, context.tools.search
    whole = search.topics(reading.text)
    parts = {part: search.topics(part) for part in reading.parts} if len(reading.parts) > 1 else {}
    context.matches = _combined(whole, parts.values())
    context.part_matches = [parts[part] for part in reading.asking] if len(reading.asking) > 1 else []
    context.hits = search.clauses(reading.text, context.source.number, HITS, context.matches)
    return None


def _combined(whole: list[TopicMatch], parts: Collection[list[TopicMatch]]) -> list[TopicMatch]:
    if not parts:
        return whole
    best: dict[str, float] = {}
    for matches in parts:
        for match in matches:
            best[match.topic] = max(best.get(match.topic, 0.0), match.score)
    combined = [
        TopicMatch(match.topic, (1 - PART_SHARE) * match.score + PART_SHARE * best[match.topic], match.ask)
        for match in whole
    ]
    return sorted(combined, key=lambda match: -match.score)
