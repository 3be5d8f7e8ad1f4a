"""Gathers the clauses that an answer cites, topic by topic, from how much each weighs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from assistant.answering.belief import Belief
from knowledge.retrieval.search import Search
from knowledge.topics.topic import Role, Topic

MOST_CLAUSES = 6
# Clauses of further topics: only what states the rule, and only where it is likely enough in itself.
BESIDE_WEIGHT = 0.1
SURE_CLAUSE = 0.8
LONGEST_ANSWER = 700  # characters; what the first topic cites is told whole
_ORDER = [Role.MAIN, Role.EXCEPTION, Role.CONDITION, Role.DATE]


@dataclass(frozen=True)
class Evidence:
    """A topic and the ids of the clauses that are cited for it, in order of weight."""

    topic: Topic
    clauses: tuple[str, ...]


@dataclass
class Gathering:
    """What has been found so far of the rundskriv `number`, the weightiest first."""

    search: Search
    number: str
    found: list[Evidence] = field(default_factory=list)

    def add(self, belief: Belief, share: float, near: Collection[str] | None = None) -> None:
        """Adds the clauses that weigh at least `share` of the weightiest one, each under the likeliest topic that
        cites it. With `near`, one that is not sure must be among these, if any is."""
        weights = belief.weights(self.search.topic, self.number)
        if not weights:
            return
        heavy = _heavy(weights, share)
        wanted = set(_sure(heavy, weights, near)[:MOST_CLAUSES])
        for match in belief.matches:
            topic = self.search.topic(match.topic)
            cited = cited_clauses(topic, self.number)
            if heavy[0] in cited and not self._taken & set(cited):
                # All that goes with the weightiest clause: an exception left out makes an answer wrong.
                wanted |= set(cited) & set(heavy)
            self._take(topic, [clause for clause in cited if clause in wanted], weights)

    @property
    def _taken(self) -> set[str]:
        return {clause for evidence in self.found for clause in evidence.clauses}

    def _take(self, topic: Topic, clauses: list[str], weights: Mapping[str, float]) -> None:
        taken = self._taken
        own = [clause for clause in clauses if clause not in taken]
        if own and taken:
            main = _main_clauses(topic, self.number)
            own = [clause for clause in own if clause in main and weights[clause] >= BESIDE_WEIGHT]
        if own and (not taken or self._length([*taken, *own]) <= LONGEST_ANSWER):
            self.found.append(Evidence(topic, tuple(own)))

    def _length(self, clauses: Collection[str]) -> int:
        return sum(len(self.search.clause(self.number, clause).text) for clause in clauses)


def cited_clauses(topic: Topic, number: str) -> tuple[str, ...]:
    """The clauses that a topic cites: the main ones first, each role in the order of the catalogue."""
    settlement = topic.settlements.get(number)
    if settlement is None or not settlement.stated:
        return ()
    return tuple(tie.clause for tie in sorted(settlement.cited, key=lambda tie: _ORDER.index(tie.role)))


def _heavy(weights: Mapping[str, float], share: float) -> list[str]:
    least = share * max(weights.values())
    return sorted((clause for clause in weights if weights[clause] >= least), key=lambda clause: -weights[clause])


def _sure(heavy: list[str], weights: Mapping[str, float], near: Collection[str] | None) -> list[str]:
    if near is None:
        return heavy
    return [clause for clause in heavy if weights[clause] >= SURE_CLAUSE or clause in near] or heavy


def _main_clauses(topic: Topic, number: str) -> frozenset[str]:
    return frozenset(tie.clause for tie in topic.settlements[number].cited if tie.role is Role.MAIN)
