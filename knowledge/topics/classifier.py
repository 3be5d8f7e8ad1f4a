"""Which topic a question is about, learned from the ways to ask: a softmax regression over the embedded encoder.

The weights ship with the package; `python -m knowledge.topics.train` writes them anew after a change to the catalogue.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from knowledge.index.embedder import Vectors
from knowledge.index.embedder_ngram import NgramEmbedder

WEIGHTS_FILE = "classifier.npz"
# More than the index has: collisions cost a linear model more than they cost likeness (`python -m evals.topics`).
DIMENSIONS = 4096
# Vectors have length one, so that their products with the weights lie close together; this spreads them.
SHARPNESS = 12.0


class TopicClassifier:
    """`weights` has the shape (dimensions, topics)."""

    def __init__(self, weights: Vectors, topics: Sequence[str]) -> None:
        self._weights = weights
        self._columns = {topic: column for column, topic in enumerate(topics)}
        self._embedder = NgramEmbedder(DIMENSIONS)

    def shares(self, question: str, topics: Sequence[str]) -> Vectors:
        """How likely each of `topics` is, between 0 and 1; 0 for one that it was not trained on."""
        logits = SHARPNESS * (self._embedder.embed_query(question) @ self._weights)
        likely = np.exp(logits - logits.max())
        likely /= likely.sum()
        known = (self._columns.get(topic) for topic in topics)
        return np.array([0.0 if column is None else likely[column] for column in known], np.float32)


@cache
def shipped_classifier() -> TopicClassifier:
    """The classifier that ships with the package."""
    with (files("knowledge.topics") / WEIGHTS_FILE).open("rb") as file, np.load(file, allow_pickle=False) as saved:
        weights, topics = saved["weights"].astype(np.float32), [str(topic) for topic in saved["topics"]]
    return TopicClassifier(weights, topics)
