"""Gives the answer that the helpdesk approved for this very question, where there is one."""

from __future__ import annotations

from assistant.answering.answer import APPROVED, Answer, Notice, Sentence
from assistant.answering.context import Context
from assistant.answering.steps.notices import add_notices
from assistant.citations.citation import cite


def give_approved(context: Context) -> Answer | None:
    """Only for a question that stands by itself: what it leans on may be what makes it another."""
    approved = context.tools.approved
    if approved is None or context.read.leans_on:
        return None
    found = approved.find(context.read.asked, context.lang, context.source.number)
    if found is None:
        return None
    answer, clauses = found
    context.citations = [cite(clause) for clause in clauses]
    context.sentences = _sentences(answer.text, len(clauses))
    assert answer.approved is not None
    day = context.tools.texts.day(context.lang, answer.approved.date())
    context.notices.append(Notice(APPROVED, context.text("notices.approved", by=answer.approved_by, day=day)))
    add_notices(context)
    return context.answer()


def _sentences(text: str, citations: int) -> list[Sentence]:
    """One a paragraph; the last one carries the markers."""
    *before, last = [line.strip() for line in text.splitlines() if line.strip()]
    markers = tuple(range(1, citations + 1))
    marked = " ".join([last, *(f"[{marker}]" for marker in markers)])
    return [*(Sentence(line) for line in before), Sentence(marked, markers)]
