"""BM25 over stemmed words (bm25s)."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.index.embedder import Vectors
from knowledge.text.words import stems


class KeywordIndex:
    """Scores every text for a query. Scores lie between 0 and 1: the share of the most that the query's words could
    score, so that they can be compared between queries; a word that no text has counts as an average one."""

    def __init__(self, bm25: Any) -> None:
        self._bm25 = bm25
        scores = bm25.scores
        peaks = np.zeros(len(scores["indptr"]) - 1, np.float32)
        filled = np.flatnonzero(np.diff(scores["indptr"]))
        if len(filled):
            peaks[filled] = np.maximum.reduceat(scores["data"], scores["indptr"][filled])
        self._peaks = peaks
        self._average_peak = float(peaks[filled].mean()) if len(filled) else 1.0

    @classmethod
    def build(cls, texts: Iterable[str]) -> KeywordIndex:
        bm25s = _quiet_bm25s()
        bm25 = bm25s.BM25(k1=1.2, b=0.5)
        bm25.index([stems(text) or [""] for text in texts], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex:
        bm25s = _quiet_bm25s()
        return cls(bm25s.BM25.load(folder, show_progress=False, verbosity=0))

    def save(self, folder: Path) -> None:
        self._bm25.save(folder, show_progress=False)

    def scores(self, query: str) -> Vectors:
        """One score a text, in the order in which they were given."""
        tokens = list(dict.fromkeys(stems(query)))
        vocabulary = self._bm25.vocab_dict
        known = [token for token in tokens if token in vocabulary]
        most = sum(float(self._peaks[vocabulary[token]]) for token in known)
        most += (len(tokens) - len(known)) * self._average_peak
        count = int(self._bm25.scores["num_docs"])
        if not known or not most:
            return np.zeros(count, np.float32)
        scores: Vectors = self._bm25.get_scores(known) / np.float32(most)
        return scores


def _quiet_bm25s() -> Any:
    """bm25s, which sets its own logger to tell of each index that it builds."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s
