"""Suggests what to ask next: questions that the rundskriv answers, near the one just asked."""

from __future__ import annotations

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.context import Context
from knowledge.topics.topic import Scope, Topic

MOST = 3


def suggest_follow_ups(context: Context) -> Answer | None:
    if context.status is AnswerStatus.OUT_OF_SCOPE:
        return None
    for match in context.matches:
        topic = context.tools.search.topic(match.topic)
        if len(context.follow_ups) == MOST:
            break
        if topic not in context.chosen and _answerable(context, topic):
            context.follow_ups.append(topic.suggestion(context.lang))
    return None


def _answerable(context: Context, topic: Topic) -> bool:
    settlement = topic.settlements.get(context.source.number)
    return topic.scope is Scope.SCHEME and settlement is not None and settlement.stated
