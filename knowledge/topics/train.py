"""Trains the topic classifier on the catalogue: `python -m knowledge.topics.train`. Same catalogue, same weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.index import weigh_ngrams
from knowledge.index.embedder import Vectors
from knowledge.sources.library import Library
from knowledge.topics.catalogue import catalogue_digest, read_catalogue
from knowledge.topics.classifier import SHARPNESS, WEIGHTS_FILE, QuestionFeatures

ROUNDS = 120
STEP = 2.0
MOMENTUM = 0.9
DECAY = 1e-5


def train(vectors: Vectors, owners: Sequence[int], topics: int) -> Vectors:
    """Weights by gradient descent with momentum on the cross-entropy; shape (dimensions, topics)."""
    target = np.zeros((len(owners), topics), np.float32)
    target[np.arange(len(owners)), owners] = 1
    weights = np.zeros((vectors.shape[1], topics), np.float32)
    velocity = np.zeros_like(weights)
    for _ in range(ROUNDS):
        logits = SHARPNESS * (vectors @ weights)
        likely = np.exp(logits - logits.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        gradient = SHARPNESS * (vectors.T @ (likely - target)) / len(owners) + DECAY * weights
        velocity = MOMENTUM * velocity - STEP * gradient
        weights = weights + velocity
    return weights


def training_pairs(library: Library) -> tuple[list[int], list[str], list[str]]:
    """The column of each text's topic, the texts, and the topics' names by column."""
    topics = read_catalogue(library).topics
    pairs = [(column, text) for column, topic in enumerate(topics) for text in topic.ways_to_ask]
    return [column for column, _ in pairs], [text for _, text in pairs], [topic.id for topic in topics]


def main() -> None:
    weigh_ngrams.main()
    owners, texts, names = training_pairs(Library())
    weights = train(QuestionFeatures().of_all(texts), owners, len(names))
    place = Path(__file__).parent / WEIGHTS_FILE
    np.savez_compressed(place, weights=weights.astype(np.float16), topics=names, catalogue=catalogue_digest())
    print(f"{place.name}: {len(texts)} texts, {len(names)} topics, {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
