"""The embedded encoder: character n-grams and word vectors side by side. No download, and no torch to ask with.

N-grams match parts of words across compounds, endings and typing errors; word vectors know which words lie near one
another in meaning. A product of two such vectors is the weighted sum of both cosines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

import numpy as np

from knowledge.encoder.vectors import of_length_one, shipped_vectors
from knowledge.index.embedder import Vectors
from knowledge.index.embedder_ngram import NgramEmbedder

# By `tuki eval --ablate`: each alone finds fewer clauses.
NGRAM_SHARE = 0.6
KEPT = 64


class OwnEmbedder:
    """`NgramEmbedder` and the shipped word vectors, joined."""

    def __init__(self) -> None:
        self._ngrams = NgramEmbedder()
        self._words = shipped_vectors()

    @property
    def fingerprint(self) -> str:
        return f"own-{NGRAM_SHARE}-{self._ngrams.fingerprint}-{self._words.fingerprint}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._ngrams.dimensions + self._words.dimensions), np.float32)
        return np.stack([self._embed_anew(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        return self._embed(text)

    def _embed_anew(self, text: str) -> Vectors:
        ngrams = self._ngrams.embed_passages([text])[0] * np.float32(np.sqrt(NGRAM_SHARE))
        words = self._words.embed(text) * np.float32(np.sqrt(1 - NGRAM_SHARE))
        vector = of_length_one(np.concatenate([ngrams, words]))
        vector.setflags(write=False)
        return vector

    @cached_property
    def _embed(self) -> Callable[[str], Vectors]:
        return lru_cache(maxsize=KEPT)(self._embed_anew)
