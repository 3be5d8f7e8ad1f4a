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
NEAREST_WEIGHTS = (0.4, 0.2, 0.15, 0.15, 0.1)
NEAREST_SHARE = 0.5
# What the trained classifier counts beside likeness; by cross-validation (`python -m evals.topics`).
CLASSIFIER_SHARE = 1 / 3
DENSE_SHARE = 0.6


@dataclass(frozen=True)
class TopicMatch:
    """`score` lies between 0 and 1; `ask` is the way to ask that came nearest."""

    topic: str
    score: float
    ask: str


class TopicMatcher:
    """`owners[i]` is the topic of `asks[i]`; `vectors` has the shape (asks, dimensions)."""

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
        self._owner = np.array([positions[owner] for owner in owners], np.int64)
        counts = np.bincount(self._owner, minlength=len(self._topics))
        self._last = np.cumsum(counts) - 1
        self._first = self._last - counts + 1
        self._asks = list(asks)
        self._vectors = vectors
        self._centres = _centres(vectors, self._owner, len(self._topics))
        self._keywords = keywords

    def match(self, query: str, vector: Vectors) -> list[TopicMatch]:
        """All topics, likeliest first."""
        if not self._asks:
            return []
        scores = DENSE_SHARE * (self._vectors @ vector) + (1 - DENSE_SHARE) * self._keywords.scores(query)
        # Asks by topic, the best first: a stable sort by score, then by owner.
        order = np.argsort(-scores, kind="stable")
        order = order[np.argsort(self._owner[order], kind="stable")]
        nearest = [np.minimum(self._first + rank, self._last) for rank in range(len(NEAREST_WEIGHTS))]
        totals = sum(weight * scores[order[i]] for weight, i in zip(NEAREST_WEIGHTS, nearest, strict=True))
        totals = NEAREST_SHARE * totals + (1 - NEAREST_SHARE) * (self._centres @ vector)
        if self._classifier:
            likely = self._classifier.shares(query, self._topics)
            totals = (1 - CLASSIFIER_SHARE) * totals + CLASSIFIER_SHARE * likely
        best = order[self._first]
        return [
            TopicMatch(self._topics[t], float(totals[t]), self._asks[best[t]])
            for t in np.argsort(-totals, kind="stable")
        ]


def _centres(vectors: Vectors, owner: NDArray[np.int64], count: int) -> Vectors:
    """The mean of each topic's vectors, of length one."""
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, owner, vectors)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    centres: Vectors = sums / np.maximum(lengths, np.finfo(np.float32).tiny)
    return centres
