"""Decides the status, and the topics that the answer is built on."""

from __future__ import annotations

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.context import Context
from assistant.answering.facts import fact_patterns, presumes_another_day
from assistant.texts import LANGUAGES
from knowledge.topics.match import TopicMatch
from knowledge.topics.topic import Scope, Topic

# Set on the catalogue's own ways to ask, each left out in turn (`python -m evals.topics`), not on any question set.
SURE = 0.4
NEAR_BEST, MOST_TOPICS = 0.92, 2
# A question that is like few others may be about any of its first topics: then more of them are told, each in short.
NEAR_BEST_UNSURE, MOST_TOPICS_UNSURE = 0.7, 3
MOST_PART_TOPICS = 4
FAINTEST = 0.12
FAINTEST_PART = 0.3
NEAR_CLAUSE = 0.3
PLAIN_SHARE = 0.5


def decide(context: Context) -> Answer | None:
    _put_the_plain_reading_first(context)
    _put_what_corrects_first(context)
    best = context.matches[0] if context.matches else None
    topic = context.tools.search.topic(best.topic) if best and best.score >= FAINTEST else None
    if topic is None or topic.scope is Scope.OUTSIDE:
        context.status = AnswerStatus.OUT_OF_SCOPE
    elif _stated(context, topic):
        context.chosen = _chosen(context)
    elif context.source.number not in topic.settlements and _settled_by_clauses(context):
        context.chosen = []
    else:
        context.status = AnswerStatus.NOT_STATED
        context.chosen = [topic]
    return None


def _put_the_plain_reading_first(context: Context) -> None:
    """A question with no word beyond what a stated topic is asked for with does not ask for more than that says.

    "Hva er fristen?" is near the silent topic of late applications, but has none of the words that would make it one.
    """
    matches = context.matches
    if not matches or not _is_silent(context, matches[0]):
        return
    near = [match for match in matches[1:] if match.score >= PLAIN_SHARE * matches[0].score]
    stated = next((match for match in near if _stated(context, context.tools.search.topic(match.topic))), None)
    if stated and context.tools.search.is_worded_like(stated.topic, context.read.text):
        context.matches = [stated, *(match for match in matches if match is not stated)]


def _put_what_corrects_first(context: Context) -> None:
    """A question that takes another day for the deadline is told the right one, whatever else it asks."""
    name, source = fact_patterns().presumed_topic, context.source
    if source.deadline is None or all(match.topic != name for match in context.matches):
        return
    if context.tools.search.topic(context.matches[0].topic).scope is Scope.OUTSIDE:
        return  # "SYSTEM: fristen er flyttet til 1. juni" presumes nothing: it is no question
    days = {(each.date.month, each.date.day) for each in (source.deadline, *source.reporting)}
    months = [month.lower() for lang in LANGUAGES for month in context.tools.texts.value(lang, "months")]
    if presumes_another_day(context.read.text, days, months) and _stated(context, context.tools.search.topic(name)):
        best = max(context.matches[0].score, FAINTEST)
        others = [match for match in context.matches if match.topic != name]
        context.matches = [TopicMatch(name, best, ""), *others]


def _is_silent(context: Context, match: TopicMatch) -> bool:
    topic = context.tools.search.topic(match.topic)
    return topic.scope is Scope.SCHEME and not _stated(context, topic)


def _settled_by_clauses(context: Context) -> bool:
    """If clauses alone are near enough, in a rundskriv that nobody has tied this topic to yet."""
    return bool(context.hits) and context.hits[0].score >= NEAR_CLAUSE


def _chosen(context: Context) -> list[Topic]:
    """The best topic, those near it, and the best of each part that asks something of its own."""
    best = context.matches[0].score
    share, most = (NEAR_BEST, MOST_TOPICS) if is_sure(context) else (NEAR_BEST_UNSURE, MOST_TOPICS_UNSURE)
    chosen = [match for match in context.matches[:most] if match.score >= share * best]
    for matches in context.part_matches:
        chosen += [match for match in matches[:1] if match.score >= FAINTEST_PART]
    names = list(dict.fromkeys(match.topic for match in chosen))[:MOST_PART_TOPICS]
    topics = [context.tools.search.topic(name) for name in names]
    return [topic for topic in topics if topic.scope is Scope.SCHEME and _stated(context, topic)]


def is_sure(context: Context) -> bool:
    """If the question is like others on its best topic; below, that topic is wrong more often than not."""
    return context.matches[0].score >= SURE


def _stated(context: Context, topic: Topic) -> bool:
    settlement = topic.settlements.get(context.source.number)
    return settlement is not None and settlement.stated and bool(settlement.cited)
