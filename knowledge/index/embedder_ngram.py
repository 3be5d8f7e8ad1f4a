"""The embedded encoder: hashed character n-grams and stems, weighted by how rare they are.

It needs no download and no torch. Parts of words match across compounds, endings, typing errors and the two written
forms of Norwegian. Each feature is hashed to one signed bucket (Weinberger et al., "Feature Hashing for Large Scale
Multitask Learning", 2009). The weights are inverse document frequencies over the shipped clauses and ways to ask,
written by `python -m knowledge.index.weigh_ngrams`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from math import log
from zlib import crc32

import numpy as np

from knowledge.index.embedder import Vectors
from knowledge.text.words import concepts, fold, stems, word_table, words

DIMENSIONS = 1024
WEIGHT_BUCKETS = 1 << 15
WEIGHTS_FILE = "ngram_weights.npy"
SHORTEST, LONGEST = 3, 5
# A stem is worth about as much as the n-grams of its word together.
STEM_WEIGHT = 2.0
FORMAT = 4
KEPT = 64


class NgramEmbedder:
    """Character n-grams of 3 to 5 within each word, and stems, in `dimensions` buckets."""

    def __init__(self, dimensions: int = DIMENSIONS) -> None:
        self._dimensions = dimensions

    @property
    def dimensions(self) -> int:
        return self._dimensions

    @property
    def fingerprint(self) -> str:
        return f"ngram-{FORMAT}-{self._dimensions}-{hashlib.sha256(self._weights.tobytes()).hexdigest()[:16]}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._dimensions), np.float32)
        return np.stack([self._embed_anew(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        return self._embed(text)

    def _embed_anew(self, text: str) -> Vectors:
        counts = Counter(features(text))
        codes = np.fromiter((crc32(feature.encode()) for feature in counts), np.int64, len(counts))
        amounts = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
        amounts *= self._weights[codes % WEIGHT_BUCKETS] * np.where(codes & 0x80000000, 1, -1)
        vector: Vectors = np.bincount(codes % self._dimensions, amounts, self._dimensions).astype(np.float32)
        length = float(np.linalg.norm(vector))
        if length:
            vector /= length
        vector.setflags(write=False)
        return vector

    @cached_property
    def _embed(self) -> Callable[[str], Vectors]:
        """Several parts of the search ask for the same question's vector, one after another."""
        return lru_cache(maxsize=KEPT)(self._embed_anew)

    @cached_property
    def _weights(self) -> Vectors:
        with (files("knowledge.index") / WEIGHTS_FILE).open("rb") as file:
            return np.asarray(np.load(file, allow_pickle=False), np.float32)


def features(text: str) -> Iterator[str]:
    """The features of a text: "#stem" for stems, and the n-grams of its words, their ends marked by < and >."""
    for stem in stems(text):
        yield f"#{stem}"
    for concept in concepts(text):
        yield f"={concept}"
    table = word_table()
    for word in words(text):
        for form in {word, table.variants.get(word, word)}:
            yield from _grams(fold(form))


def weights_of(texts: Sequence[str]) -> Vectors:
    """The weight of each bucket: the inverse document frequency of its features in `texts`."""
    frequency = np.zeros(WEIGHT_BUCKETS, np.float64)
    stem_buckets = set()
    for text in texts:
        found = {feature: crc32(feature.encode()) % WEIGHT_BUCKETS for feature in features(text)}
        stem_buckets |= {bucket for feature, bucket in found.items() if feature.startswith(("#", "="))}
        frequency[list(set(found.values()))] += 1
    weights = log(len(texts) + 1) + 1 - np.log(frequency + 1)
    weights[list(stem_buckets)] *= STEM_WEIGHT
    return weights.astype(np.float32)


def _grams(word: str) -> Iterator[str]:
    marked = f"<{word}>"
    for size in range(SHORTEST, LONGEST + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]
