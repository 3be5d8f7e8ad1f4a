"""Which topic a question is about, learned from the ways to ask: a softmax regression over the embedded encoder.

The weights ship with the package; `python -m knowledge.topics.train` writes them anew after a change to the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from knowledge.encoder.vectors import shipped_vectors
from knowledge.index.embedder import Vectors
from knowledge.index.embedder_ngram import NgramEmbedder

WEIGHTS_FILE = "classifier.npz"
# More than the index has: collisions cost a linear model more than they cost likeness (`python -m evals.topics`).
DIMENSIONS = 4096
# Vectors have length one, so that their products with the weights lie close together; this spreads them.
SHARPNESS = 12.0


@dataclass(frozen=True)
class TopicMatch:
    """`score` is how likely the topic is, between 0 and 1; the scores of all topics sum to one."""

    topic: str
    score: float


def likelihoods(logits: Vectors, topics: Sequence[str], weights: Vectors | None = None) -> list[TopicMatch]:
    """The softmax of `logits`, each share multiplied by its weight, scaled to sum to one; likeliest first."""
    shares = np.exp(logits - logits.max()) * (1.0 if weights is None else weights)
    shares /= shares.sum()
    return [TopicMatch(topics[i], float(shares[i])) for i in np.argsort(-shares, kind="stable")]


class QuestionFeatures:
    """Character n-grams and word vectors side by side, so that each makes up for what the other does not know."""

    def __init__(self, with_ngrams: bool = True, with_words: bool = True) -> None:
        self._encoders: list[Callable[[str], Vectors]] = []
        if with_ngrams:
            self._encoders.append(NgramEmbedder(DIMENSIONS).embed_query)
        if with_words:
            self._encoders.append(shipped_vectors().embed)

    def of(self, text: str) -> Vectors:
        """Shape (dimensions,), of length one, or shorter where no word is known."""
        parts = [encode(text) for encode in self._encoders]
        vector: Vectors = np.concatenate(parts) / np.float32(np.sqrt(len(parts)))
        return vector

    def of_all(self, texts: Sequence[str]) -> Vectors:
        """Shape (texts, dimensions)."""
        return np.stack([self.of(text) for text in texts])


class TopicClassifier:
    """`weights` has the shape (dimensions, topics)."""

    def __init__(self, weights: Vectors, topics: Sequence[str], features: QuestionFeatures | None = None) -> None:
        self._weights = weights
        self.topics = tuple(topics)
        self._features = features or QuestionFeatures()

    def logits(self, text: str) -> Vectors:
        """Shape (topics,); their softmax is how likely each topic is."""
        result: Vectors = SHARPNESS * (self._features.of(text) @ self._weights)
        return result


@cache
def shipped_classifier() -> TopicClassifier:
    """The classifier that ships with the package."""
    with (files("knowledge.topics") / WEIGHTS_FILE).open("rb") as file, np.load(file, allow_pickle=False) as saved:
        weights, topics = saved["weights"].astype(np.float32), [str(topic) for topic in saved["topics"]]
    return TopicClassifier(weights, topics)
