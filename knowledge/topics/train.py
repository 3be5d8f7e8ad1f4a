"""Trains the topic classifier on the catalogue: `python -m knowledge.topics.train`. Same catalogue, same weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.index import weigh_ngrams
from knowledge.index.embedder import Vectors
from knowledge.sources.library import Library
from knowledge.topics.catalogue import read_catalogue
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


def main() -> None:
    weigh_ngrams.main()
    catalogue = read_catalogue(Library())
    names = [topic.id for topic in catalogue.topics]
    pairs = [(column, text) for column, topic in enumerate(catalogue.topics) for text in topic.ways_to_ask]
    vectors = QuestionFeatures().of_all([text for _, text in pairs])
    weights = train(vectors, [column for column, _ in pairs], len(names))
    place = Path(__file__).parent / WEIGHTS_FILE
    np.savez_compressed(place, weights=weights.astype(np.float16), topics=names, catalogue=catalogue.sha256)
    print(f"{place.name}: {len(pairs)} texts, {len(names)} topics, {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
