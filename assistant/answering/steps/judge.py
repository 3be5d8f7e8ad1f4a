"""Runs the situation that a question tells of through the pre-check's rules: a breach decides the question."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.context import Context
from assistant.answering.facts import asks_yes_or_no, fact_patterns, read_facts

if TYPE_CHECKING:
    from assistant.checklist.ruleset import Ruleset


def judge(context: Context) -> Answer | None:
    """Fills `findings` with the rules that the told facts break. What is merely not told decides nothing."""
    if context.status is not AnswerStatus.OUT_OF_SCOPE:
        deadline = context.source.deadline
        context.facts = read_facts(context.read.text, deadline.date.year if deadline else None)
    if not context.facts:
        return None
    from assistant.checklist.check import check
    from assistant.checklist.draft import answers_of, known_rulesets
    from assistant.checklist.reading import draft_from_object
    from assistant.checklist.results import Kind, Result

    number = context.source.number
    if number not in known_rulesets():
        return None
    draft = draft_from_object({**context.facts, "rundskriv": number})
    report = check(draft, _ruleset(number), context.question.as_of, context.lang)
    deciding = fact_patterns().deciding
    told = {path for path, value in answers_of(draft).items() if value is not None}
    broken = [f for f in report.findings if f.result is Result.VIOLATED and f.rule in deciding]
    # Only what was told decides: that the deadline has passed today is a notice, not an answer to another question.
    context.findings = [finding for finding in broken if told & set(finding.fields)]
    if _asks_for_leave(context):
        of_area = {rule.id for rule in report.ruleset.rules if rule.is_of_one_area} | fact_patterns().conditions
        unmet = [f for f in report.findings if f.rule in of_area and f.kind is Kind.REQUIREMENT]
        context.area_terms = [f for f in unmet if f.result is Result.MISSING]
    if context.findings and context.status is AnswerStatus.NOT_STATED:
        context.status = AnswerStatus.ANSWERED
        context.evidence = []
    return None


def _asks_for_leave(context: Context) -> bool:
    """If the question tells who applies in which area, and asks if they may: then the area's own terms decide too."""
    return {"applicant", "focus_area"} <= context.facts.keys() and asks_yes_or_no(context.read.text)


@cache
def _ruleset(number: str) -> Ruleset:
    from assistant.checklist.ruleset import load_ruleset

    return load_ruleset(number)
