"""Which topics a question is about: it is compared with every way to ask for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.embedder import Vectors
from knowledge.retrieval.keyword import KeywordIndex
from knowledge.topics.classifier import TopicClassifier

# A topic's score is taken from its nearest ways to ask, since one may be near by chance, and from their middle.
NEAREST_WEIGHTS = np.array([0.4, 0.2, 0.15, 0.15, 0.1], np.float32)
NEAREST_SHARE = 0.5
# What the trained classifier counts beside likeness; by cross-validation (`python -m evals.topics`).
CLASSIFIER_SHARE = 1 / 3
DENSE_SHARE = 0.6
# Topics whose asks are all looked at; the right one is hardly ever further down.
COMPARED = 40


@dataclass(frozen=True)
class TopicMatch:
    """`score` lies between 0 and 1; `ask` is the way to ask that came nearest."""

    topic: str
    score: float
    ask: str


class TopicMatcher:
    """`owners[i]` is the topic of `asks[i]`, one topic's asks together; `vectors` has the shape (asks, dimensions)."""

    def __init__(
        self,
        owners: Sequence[str],
        asks: Sequence[str],
        vectors: Vectors,
        keywords: KeywordIndex,
        classifier: TopicClassifier | None = None,
    ) -> None:
        self._classifier = classifier
        self._topics = list(dict.fromkeys(owners))
        positions = {topic: i for i, topic in enumerate(self._topics)}
        owner = np.array([positions[owner] for owner in owners], np.int64)
        counts = np.bincount(owner, minlength=len(self._topics))
        self._last = np.cumsum(counts) - 1
        self._first = self._last - counts + 1
        self._asks = list(asks)
        self._vectors = vectors
        self._centres = _centres(vectors, owner, len(self._topics))
        self._keywords = keywords

    def match(self, query: str, vector: Vectors) -> list[TopicMatch]:
        """All topics, likeliest first. Only those near enough by their middle are compared ask by ask."""
        if not self._asks:
            return []
        middles = self._centres @ vector
        likely = self._classifier.shares(query, self._topics) if self._classifier else np.zeros_like(middles)
        order = np.argsort(-(middles + likely), kind="stable")
        words = self._keywords.scores(query)
        matches = [self._match(int(t), vector, words, middles, likely) for t in order[:COMPARED]]
        rest = [TopicMatch(self._topics[t], 0.0, "") for t in order[COMPARED:]]
        return [*sorted(matches, key=lambda match: -match.score), *rest]

    def _match(self, t: int, vector: Vectors, words: Vectors, middles: Vectors, likely: Vectors) -> TopicMatch:
        own = slice(self._first[t], self._last[t] + 1)
        scores = DENSE_SHARE * (self._vectors[own] @ vector) + (1 - DENSE_SHARE) * words[own]
        nearest = np.argsort(-scores, kind="stable")[: len(NEAREST_WEIGHTS)]
        likeness = NEAREST_SHARE * float(scores[nearest] @ NEAREST_WEIGHTS[: len(nearest)])
        likeness += (1 - NEAREST_SHARE) * float(middles[t])
        share = CLASSIFIER_SHARE if self._classifier else 0.0
        score = (1 - share) * likeness + share * float(likely[t])
        return TopicMatch(self._topics[t], score, self._asks[int(self._first[t] + nearest[0])])


def _centres(vectors: Vectors, owner: NDArray[np.int64], count: int) -> Vectors:
    """The mean of each topic's vectors, of length one."""
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, owner, vectors)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    centres: Vectors = sums / np.maximum(lengths, np.finfo(np.float32).tiny)
    return centres
