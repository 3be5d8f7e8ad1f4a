"""Decides the status, and the topics and clauses that the answer is built on."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.ambiguous import topics_meant
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.belief import Belief
from assistant.answering.context import Context
from assistant.answering.evidence import Evidence, Gathering, cited_clauses
from assistant.answering.presumed import contradicted_topic
from knowledge.topics.topic import Scope, Topic

# A clause is cited where its weight is this share of the weightiest one's; of a part of a question, which is told
# beside other parts, only what is surer.
CLAUSE_SHARE, PART_CLAUSE_SHARE = 0.3, 0.5
# A part that is stated is answered even where the whole leans to silence.
SURE_PART = 0.8
LEAST_OUTSIDE = 0.2
SURE_SILENCE = 0.7
NEAR_CLAUSE = 0.3


def decide(context: Context) -> Answer | None:
    context.status = _status(context, context.believed)
    plain = _meant(context)
    if not plain and context.status is not AnswerStatus.OUT_OF_SCOPE:
        plain = [topic for topic in [contradicted_topic(context)] if topic]
    if plain:
        context.status = AnswerStatus.ANSWERED
        context.evidence = [Evidence(topic, cited_clauses(topic, context.source.number)) for topic in plain]
    elif context.status is AnswerStatus.ANSWERED:
        context.evidence = _evidence(context)
        context.unanswered = _silent_parts(context)
    elif context.status is AnswerStatus.NOT_STATED:
        silent = next(topic for topic in _topics(context, context.believed) if topic.scope is Scope.SCHEME)
        context.evidence = [Evidence(silent, ())]
    return None


def _meant(context: Context) -> list[Topic]:
    """What an ambiguous question could be about, as far as the rundskriv says something on it."""
    if context.read.leans_on:
        return []
    asked = [context.read.asked, *(context.read.asking if context.believed.is_outside else ())]
    meant = next((topics for topics in map(topics_meant, asked) if topics), ())
    topics = [context.tools.search.topic(name) for name in meant]
    return [topic for topic in topics if cited_clauses(topic, context.source.number)]


def _status(context: Context, belief: Belief) -> AnswerStatus:
    if belief.is_stated or any(part.stated >= SURE_PART for part in context.part_beliefs):
        return AnswerStatus.ANSWERED
    if belief.is_outside:
        # An order to forget the rundskriv may have a question after it that would be answered alone.
        asked = any(part.is_stated and part.outside <= LEAST_OUTSIDE for part in context.part_beliefs)
        return AnswerStatus.ANSWERED if asked else AnswerStatus.OUT_OF_SCOPE
    # In a rundskriv that nobody has tied topics to yet, clauses alone may be near enough.
    if belief.untied > belief.silent and context.hits and context.hits[0].score >= NEAR_CLAUSE:
        return AnswerStatus.ANSWERED
    return AnswerStatus.NOT_STATED


def _evidence(context: Context) -> list[Evidence]:
    """For each part that is stated, else for the question as a whole."""
    gathering = Gathering(context.tools.search, context.source.number)
    for part in context.part_beliefs:
        if part.is_stated:
            gathering.add(part, PART_CLAUSE_SHARE)
    if not gathering.found:
        gathering.add(context.believed, CLAUSE_SHARE, near={hit.clause.id for hit in context.hits})
    return gathering.found


def _silent_parts(context: Context) -> list[Topic]:
    """What is asked beside what is answered, and the rundskriv is silent on: leaving it out would look like a no."""
    found: list[Topic] = []
    for part in context.part_beliefs:
        topic = next(iter(_topics(context, part)))
        stated = bool(cited_clauses(topic, context.source.number))
        if part.silent >= SURE_SILENCE and topic.scope is Scope.SCHEME and not stated and topic not in found:
            found.append(topic)
    return found


def _topics(context: Context, belief: Belief) -> Iterable[Topic]:
    return (context.tools.search.topic(match.topic) for match in belief.matches)
