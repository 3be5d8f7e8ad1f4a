"""How likely each topic is, and what the rundskriv says on them, taken together.

Several topics may be near a question and lean on the same clause, so neither the status nor the clauses are those of
the likeliest topic alone: shares are added up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.index.embedder import Vectors
from knowledge.topics.classifier import TopicMatch, likelihoods
from knowledge.topics.topic import Scope, Topic

# The catalogue knows more about what no rundskriv says than people ask about it: two in five of its ways to ask of the
# schemes are of silent topics, and about one in seven of the questions that people wrote (`evals/data`).
SILENT_WEIGHT = 0.45
# There is more that a rundskriv is not about than any catalogue can hold.
OUTSIDE_WEIGHT = 2.0
# A topic of a focus area that the question names, and of one that it does not.
NAMED_AREA_WEIGHT, OTHER_AREA_WEIGHT = 2.0, 0.1
# A bare word asks what is said on it: "egenandel", "klage".
LOOK_UP_SILENT_WEIGHT = 0.05
NEARLY = 0.7
# Near one: from 0.9 to 1.1 the shares are about equally true (`python -m evals.topics`).
TEMPERATURE = 0.9


@dataclass(frozen=True)
class Belief:
    """`matches` are all topics, likeliest first. `stated`, `silent` and `outside` are shares that sum to one; a topic
    that is not tied to the rundskriv at all counts as `untied` instead."""

    matches: tuple[TopicMatch, ...]
    stated: float
    silent: float
    outside: float
    untied: float
    likeliest_is_stated: bool

    @property
    def shares(self) -> dict[str, float]:
        """How much speaks for each kind of topic, rounded to three decimals."""
        kinds = {"stated": self.stated, "silent": self.silent, "outside": self.outside, "untied": self.untied}
        return {kind: round(share, 3) for kind, share in kinds.items()}

    @property
    def is_outside(self) -> bool:
        return self.outside >= max(self.stated, self.silent, self.untied)

    @property
    def is_stated(self) -> bool:
        """If the rundskriv says it: by the sum of shares, or nearly so where it states the likeliest topic."""
        others = max(self.silent, self.outside, self.untied)
        return self.stated >= (NEARLY * others if self.likeliest_is_stated else others)

    def weights(self, topic: Callable[[str], Topic], number: str) -> Mapping[str, float]:
        """The share of each clause that a topic cites: how likely an answer needs it. By the clause's id."""
        found: dict[str, float] = {}
        for match in self.matches:
            settlement = topic(match.topic).settlements.get(number)
            if settlement and settlement.stated:
                for tie in settlement.cited:
                    found[tie.clause] = found.get(tie.clause, 0.0) + match.score
        return found


@dataclass(frozen=True)
class Asked:
    """What is known of a question beside its words: if it is a bare look-up, and the focus areas that it names."""

    is_look_up: bool = False
    areas: frozenset[int] = frozenset()


def believe(
    logits: Vectors, names: Sequence[str], topic: Callable[[str], Topic], number: str, asked: Asked = Asked()
) -> Belief:
    """The belief over the topics `names` under the rundskriv `number`; `logits` has the shape (topics,)."""
    silent = LOOK_UP_SILENT_WEIGHT if asked.is_look_up else SILENT_WEIGHT
    kind_weights = {"silent": silent, "outside": OUTSIDE_WEIGHT}
    kinds = [_kind(topic(name), number) for name in names]
    weights = np.array([kind_weights.get(kind, 1.0) for kind in kinds], np.float32)
    weights *= [_area_weight(topic(name).area, asked.areas) for name in names]
    matches = likelihoods(TEMPERATURE * logits, names, weights)
    kind_of = dict(zip(names, kinds, strict=True))
    shares = dict.fromkeys(("stated", "silent", "outside", "untied"), 0.0)
    for match in matches:
        shares[kind_of[match.topic]] += match.score
    return Belief(tuple(matches), **shares, likeliest_is_stated=kind_of[matches[0].topic] == "stated")


def _area_weight(area: int | None, named: frozenset[int]) -> float:
    if area is None or not named:
        return 1.0
    return NAMED_AREA_WEIGHT if area in named else OTHER_AREA_WEIGHT


def _kind(topic: Topic, number: str) -> str:
    if topic.scope is Scope.OUTSIDE:
        return "outside"
    settlement = topic.settlements.get(number)
    if settlement is None:
        return "untied"
    return "stated" if settlement.stated and settlement.cited else "silent"
