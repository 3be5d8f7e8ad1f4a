"""Screens the question, reads it, and chooses the rundskriv that it is answered from."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.answer import Answer
from assistant.answering.context import Context
from assistant.answering.screen import screen_text
from assistant.answering.understand import read_question


def understand(context: Context) -> Answer | None:
    """Raises QuestionEmpty, QuestionTooLong, QuestionUnreadable or UnknownRundskriv."""
    question, tools = context.question, context.tools
    longest = tools.longest_question
    # What was asked before is only leant on: of one that could not have been asked, the beginning is enough.
    history = tuple(replace(turn, question=turn.question[:longest]) for turn in question.history)
    context.question = replace(question, text=screen_text(question.text, longest), history=history)
    context.reading = read_question(context.question)
    named = question.rundskriv
    context.rundskriv = tools.library.show(named) if named else tools.library.newest(question.as_of)
    return None
