"""How well a question finds its topic, on the catalogue's own ways to ask: `python -m evals.topics`.

Each fifth of the asks is matched by a classifier trained on the other four fifths, so no question set is touched. From
this the settings in `assistant/answering/belief.py` are set.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.index.embedder import Vectors
from knowledge.sources.library import Library
from knowledge.topics.catalogue import read_catalogue
from knowledge.topics.classifier import SHARPNESS, QuestionFeatures
from knowledge.topics.topic import Scope, Topic
from knowledge.topics.train import train

FOLDS = 5
SEED = 0
KINDS = ("stated", "silent", "outside")
NUMBER = "08-2025"
TEMPERATURES = (0.7, 0.8, 0.9, 1.0, 1.1, 1.2)
# Which parts of the features a classifier gets.
ENCODERS = {"n-grams": (True, False), "words": (False, True), "both": (True, True)}


@dataclass(frozen=True)
class Trials:
    """Every ask, left out in its turn: `logits` has the shape (asks, topics), `own` the column of each ask's topic."""

    topics: Sequence[Topic]
    own: Vectors
    logits: Vectors

    def found(self, within: int) -> float:
        """The share of asks whose own topic is among the first `within`."""
        ranks = (self.logits > self.logits[np.arange(len(self.own)), self.own][:, None]).sum(axis=1)
        return float((ranks < within).mean())

    def surprise(self, temperature: float) -> float:
        """The mean of -log(the share that an ask's own topic gets); the lower, the truer the shares."""
        shares = temperature * self.logits
        shares = shares - shares.max(axis=1, keepdims=True)
        logs = shares - np.log(np.exp(shares).sum(axis=1, keepdims=True))
        return float(-logs[np.arange(len(self.own)), self.own].mean())


def trials(features: QuestionFeatures) -> Trials:
    """Every ask of the catalogue, matched without itself and its fold."""
    topics = read_catalogue(Library()).topics
    asks = [(column, ask) for column, topic in enumerate(topics) for ways in topic.asks.values() for ask in ways]
    told = {ask for _, ask in asks}
    others = [(column, text) for column, topic in enumerate(topics) for text in topic.ways_to_ask if text not in told]
    left_out, kept = (features.of_all([text for _, text in pairs]) for pairs in (asks, others))
    own, owners = (np.array([column for column, _ in pairs]) for pairs in (asks, others))
    fold = np.random.default_rng(SEED).permutation(len(asks)) % FOLDS
    logits = np.zeros((len(asks), len(topics)), np.float32)
    for k in range(FOLDS):
        rest = fold != k
        weights = train(np.concatenate([left_out[rest], kept]), [*own[rest], *owners], len(topics))
        logits[~rest] = SHARPNESS * (left_out[~rest] @ weights)
    return Trials(topics, own, logits)


def main() -> None:
    """With `--parts`, each part of the features alone as well."""
    wanted = ENCODERS if "--parts" in sys.argv[1:] else {"both": ENCODERS["both"]}
    for name, (with_ngrams, with_words) in wanted.items():
        found = trials(QuestionFeatures(with_ngrams, with_words))
        shares = "  ".join(f"@{k} {found.found(k):.3f}" for k in (1, 2, 3, 5))
        print(f"{name}: {len(found.own)} asks, own topic found: {shares}", flush=True)
    print("surprise by temperature:", *(f"{t}: {found.surprise(t):.3f}" for t in TEMPERATURES))
    _print_kinds(found)


def _print_kinds(found: Trials) -> None:
    """How often an ask of a stated, silent or outside topic is taken for which."""
    kinds = np.array([_kind(topic) for topic in found.topics])
    taken = kinds[found.logits.argmax(axis=1)]
    for kind in KINDS:
        own = taken[kinds[found.own] == kind]
        print(f"{kind:8} {len(own):6} asks, taken for", {other: int((own == other).sum()) for other in KINDS})


def _kind(topic: Topic) -> str:
    if topic.scope is Scope.OUTSIDE:
        return "outside"
    settlement = topic.settlements.get(NUMBER)
    return "stated" if settlement and settlement.stated else "silent"


if __name__ == "__main__":
    main()
