"""Writes the answer: a lead in the user's language, and the clauses that settle the question, verbatim."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.answer import Answer, AnswerStatus, Sentence
from assistant.answering.context import Context
from assistant.answering.facts import asks_yes_or_no
from assistant.citations.citation import Citation, cite
from knowledge.clauses.clause import Clause
from knowledge.topics.topic import Tie, Topic

NEAREST_CLAUSES = 2
MOST_CLAUSES = 3
NEAR_BEST_CLAUSE = 0.75


def compose(context: Context) -> Answer | None:
    if context.status is AnswerStatus.OUT_OF_SCOPE:
        _decline(context)
    elif context.status is AnswerStatus.NOT_STATED:
        _tell_silence(context)
    else:
        _tell_findings(context)
        if context.evidence:
            _tell_topics(context)
        elif not context.findings:
            _tell_clauses(context)
        _tell_area_terms(context)
        _tell_unanswered(context)
    return None


def _decline(context: Context) -> None:
    source = context.source
    context.sentences.append(Sentence(context.text("answer.out_of_scope", number=source.number, title=source.title)))


def _tell_silence(context: Context) -> None:
    """What the rundskriv does say nearby, that this does not settle the question, and whom to ask."""
    source, topic = context.source, context.evidence[0].topic
    settlement = topic.settlements.get(source.number)
    context.sentences.append(Sentence(context.text("answer.not_stated_lead", number=source.number)))
    ties = settlement.ties if settlement else ()
    clauses = _clauses(context, ties) or [hit.clause for hit in context.hits[:NEAREST_CLAUSES]]
    if settlement:
        context.sentences.append(Sentence(settlement.summary[context.lang]))
    context.sentences.append(Sentence(context.text("answer.not_stated_nearest")))
    _quote(context, clauses[:NEAREST_CLAUSES])
    context.sentences.append(Sentence(context.text("answer.not_stated_contact", contact=source.contact)))


def _tell_findings(context: Context) -> None:
    """What speaks against the situation told, first of all, with the clauses that decide it."""
    refuses = asks_yes_or_no(context.question.text)
    for number, finding in enumerate(context.findings):
        markers = tuple(_mark(context, citation) for citation in finding.citations)
        says = f"{context.text('answer.no')} {finding.message}" if refuses and number == 0 else finding.message
        context.sentences.append(Sentence(f"{says} {''.join(f'[{marker}]' for marker in markers)}", markers))
        for marker, citation in zip(markers, finding.citations, strict=True):
            context.sentences.append(Sentence(f"«{citation.quote}» [{marker}]", (marker,)))


def _tell_area_terms(context: Context) -> None:
    """What the area that is asked about demands beside what all areas do."""
    if context.area_terms:
        context.sentences.append(Sentence(context.text("answer.area_terms")))
    for citation in (citation for finding in context.area_terms for citation in finding.citations):
        marker = _mark(context, citation)
        context.sentences.append(Sentence(f"«{citation.quote}» [{marker}]", (marker,)))


def _tell_unanswered(context: Context) -> None:
    for topic in context.unanswered:
        if settlement := topic.settlements.get(context.source.number):
            context.sentences.append(Sentence(settlement.summary[context.lang]))


def _tell_topics(context: Context) -> None:
    """Each topic's own sentence where it has all its clauses, then the clauses."""
    search, number = context.tools.search, context.source.number
    for evidence in context.evidence:
        clauses = [search.clause(number, clause) for clause in evidence.clauses]
        fresh = [clause for clause in clauses if cite(clause) not in context.citations]
        _lead(context, evidence.topic, clauses)
        if not context.sentences:
            context.sentences.append(Sentence(context.text("answer.clauses_lead", number=number)))
        _quote(context, fresh)


def _tell_clauses(context: Context) -> None:
    """The nearest clauses, where no topic says which ones belong together."""
    best = context.hits[0].score
    near = [hit.clause for hit in context.hits[:MOST_CLAUSES] if hit.score >= NEAR_BEST_CLAUSE * best]
    context.sentences.append(Sentence(context.text("answer.clauses_lead", number=context.source.number)))
    _quote(context, near)


def _lead(context: Context, topic: Topic, clauses: list[Clause]) -> None:
    """The topic's own sentence, marked with all the clauses that it rests on; never where one of them is left out."""
    settlement = topic.settlements[context.source.number]
    rests_on = {tie.clause for tie in settlement.cited}
    summary = settlement.summary[context.lang]
    if any(summary == clause.text for clause in clauses) or not rests_on <= {clause.id for clause in clauses}:
        return
    markers = tuple(_marker(context, clause) for clause in clauses)
    context.sentences.append(Sentence(f"{summary} {''.join(f'[{marker}]' for marker in markers)}", markers))


def _quote(context: Context, clauses: Iterable[Clause]) -> None:
    for clause in clauses:
        marker = _marker(context, clause)
        context.sentences.append(Sentence(f"«{clause.text}» [{marker}]", (marker,)))


def _marker(context: Context, clause: Clause) -> int:
    return _mark(context, cite(clause))


def _mark(context: Context, citation: Citation) -> int:
    if citation not in context.citations:
        context.citations.append(citation)
    return context.citations.index(citation) + 1


def _clauses(context: Context, ties: Iterable[Tie]) -> list[Clause]:
    return [context.tools.search.clause(context.source.number, tie.clause) for tie in ties]
