"""Runs the situation that a question tells of through the pre-check's rules: a breach decides the question."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.context import Context
from assistant.answering.facts import fact_patterns, read_facts

if TYPE_CHECKING:
    from assistant.checklist.ruleset import Ruleset


def judge(context: Context) -> Answer | None:
    """Fills `findings` with the rules that the told facts break. What is merely not told decides nothing."""
    facts = {} if context.status is AnswerStatus.OUT_OF_SCOPE else read_facts(context.read.text)
    if not facts:
        return None
    from assistant.checklist.check import check
    from assistant.checklist.draft import known_rulesets
    from assistant.checklist.reading import draft_from_object
    from assistant.checklist.results import Result

    number = context.source.number
    if number not in known_rulesets():
        return None
    draft = draft_from_object({**facts, "rundskriv": number})
    report = check(draft, _ruleset(number), context.question.as_of, context.lang)
    deciding = fact_patterns().deciding
    context.findings = [f for f in report.findings if f.result is Result.VIOLATED and f.rule in deciding]
    if context.findings and context.status is AnswerStatus.NOT_STATED:
        context.status = AnswerStatus.ANSWERED
        context.evidence = []
    return None


@cache
def _ruleset(number: str) -> Ruleset:
    from assistant.checklist.ruleset import load_ruleset

    return load_ruleset(number)
