"""Holds every citation against its rundskriv, just before it is shown."""

from __future__ import annotations

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.context import Context
from assistant.citations.verify import is_verbatim


def verify(context: Context) -> Answer | None:
    """Takes out what rests on a quote that is not there; an answer with no quote left is none."""
    false = {n for n, citation in enumerate(context.citations, 1) if not is_verbatim(citation, context.tools.library)}
    if not false:
        return None
    # Markers are places in the list of citations, so an answer with a hole in it is not patched but withheld.
    context.status = AnswerStatus.NOT_STATED
    context.citations.clear()
    context.sentences = [s for s in context.sentences if not s.markers]
    return None
