"""A store in memory, for tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.index.embedder import Vectors
from knowledge.index.store import Entry


class MemoryStore:
    """Compares with every vector."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._vectors: list[Vectors] = []

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        self._entries += entries
        self._vectors += list(vectors)

    def count(self) -> int:
        return len(self._entries)

    def nearest(self, vector: Vectors, limit: int, among: range | None = None) -> list[tuple[int, float]]:
        chosen = [i for i, entry in enumerate(self._entries) if among is None or entry.position in among]
        if not chosen:
            return []
        cosines = np.stack([self._vectors[i] for i in chosen]) @ vector
        order = np.argsort(-cosines, kind="stable")[:limit]
        return [(self._entries[chosen[i]].position, float(cosines[i])) for i in order]

    def close(self) -> None:
        """Nothing to let go of."""
