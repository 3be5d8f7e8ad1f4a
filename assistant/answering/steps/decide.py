"""Decides the status, and the topics and clauses that the answer is built on."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.ambiguous import topics_meant
from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.belief import Belief
from assistant.answering.context import Context, Evidence
from assistant.answering.presumed import contradicted_topic
from knowledge.topics.topic import Role, Scope, Topic

# A clause is cited where its weight is this share of the weightiest one's; of a part of a question, which is told
# beside other parts, only what is surer.
CLAUSE_SHARE, PART_CLAUSE_SHARE = 0.35, 0.5
MOST_CLAUSES = 6
# Clauses of further topics: only what states the rule, and only where it is likely enough in itself.
BESIDE_WEIGHT = 0.2
# In characters. What the likeliest topic cites is never cut: an exception left out makes an answer wrong.
LONGEST_ANSWER = 700
SURE_CLAUSE = 0.8
# A part that is stated is answered even where the whole leans to silence.
SURE_PART = 0.8
NEAR_CLAUSE = 0.3
_ORDER = [Role.MAIN, Role.EXCEPTION, Role.CONDITION, Role.DATE]


def decide(context: Context) -> Answer | None:
    belief = context.believed
    context.status = _status(context, belief)
    if context.status is AnswerStatus.OUT_OF_SCOPE:
        return None
    corrected = contradicted_topic(context)
    plain = [corrected] if corrected else _meant(context)
    if plain:
        context.status = AnswerStatus.ANSWERED
        context.evidence = [Evidence(topic, _cited(topic, context.source.number)) for topic in plain]
    elif context.status is AnswerStatus.ANSWERED:
        context.evidence = _evidence(context)
    else:
        silent = next(topic for topic in _topics(context, belief) if topic.scope is Scope.SCHEME)
        context.evidence = [Evidence(silent, ())]
    return None


def _meant(context: Context) -> list[Topic]:
    """What an ambiguous question could be about, as far as the rundskriv says something on it."""
    if context.read.leans_on:
        return []
    topics = [context.tools.search.topic(name) for name in topics_meant(context.read.asked)]
    return [topic for topic in topics if _cited(topic, context.source.number)]


def _status(context: Context, belief: Belief) -> AnswerStatus:
    if belief.is_stated or any(part.stated >= SURE_PART for part in context.part_beliefs):
        return AnswerStatus.ANSWERED
    if belief.is_outside:
        return AnswerStatus.OUT_OF_SCOPE
    # In a rundskriv that nobody has tied topics to yet, clauses alone may be near enough.
    if belief.untied > belief.silent and context.hits and context.hits[0].score >= NEAR_CLAUSE:
        return AnswerStatus.ANSWERED
    return AnswerStatus.NOT_STATED


def _evidence(context: Context) -> list[Evidence]:
    """The clauses that carry the most weight, each under the likeliest topic that cites it."""
    stated = [part for part in context.part_beliefs if part.is_stated]
    found: list[Evidence] = []
    for belief in stated:
        _gather(context, belief, PART_CLAUSE_SHARE, found)
    if not found:
        _gather(context, context.believed, CLAUSE_SHARE, found)
    return found


def _gather(context: Context, belief: Belief, share: float, found: list[Evidence]) -> None:
    number, search = context.source.number, context.tools.search
    weights = belief.weights(search.topic, number)
    if not weights:
        return
    least = share * max(weights.values())
    near = {hit.clause.id for hit in context.hits} if belief is context.belief else weights
    heavy = [clause for clause in weights if weights[clause] >= least]
    # What is not sure must also be near the question in words or meaning, if anything is.
    sure = [clause for clause in heavy if weights[clause] >= SURE_CLAUSE or clause in near]
    heavy = sorted(sure or heavy, key=lambda clause: -weights[clause])
    taken = {clause for evidence in found for clause in evidence.clauses}
    length = sum(len(search.clause(number, clause).text) for clause in taken)
    left = set(heavy[:MOST_CLAUSES])
    for topic in _topics(context, belief):
        cited = _cited(topic, number)
        if heavy[0] in cited and not taken & set(cited):
            left |= set(cited) & set(heavy)  # all that goes with the weightiest clause: a list is told whole
        own = tuple(clause for clause in cited if clause in left and clause not in taken)
        if own and taken:
            main = _main(topic, number)
            own = tuple(clause for clause in own if clause in main and weights[clause] >= BESIDE_WEIGHT)
        if not own:
            continue
        added = sum(len(search.clause(number, clause).text) for clause in own)
        if taken and length + added > LONGEST_ANSWER:
            continue
        found.append(Evidence(topic, own))
        taken.update(own)
        length += added


def _topics(context: Context, belief: Belief) -> Iterable[Topic]:
    return (context.tools.search.topic(match.topic) for match in belief.matches)


def _main(topic: Topic, number: str) -> frozenset[str]:
    return frozenset(tie.clause for tie in topic.settlements[number].cited if tie.role is Role.MAIN)


def _cited(topic: Topic, number: str) -> tuple[str, ...]:
    """The clauses that a topic cites: the main ones first, each role in the order of the catalogue."""
    settlement = topic.settlements.get(number)
    if settlement is None or not settlement.stated:
        return ()
    return tuple(tie.clause for tie in sorted(settlement.cited, key=lambda tie: _ORDER.index(tie.role)))
