"""Where the clauses' vectors are kept and searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.index.embedder import Vectors


@dataclass(frozen=True)
class Entry:
    """What a vector stands for: the position of a clause in the index, and the rundskriv that it belongs to."""

    position: int
    document: str


class VectorStore(Protocol):
    """All stores pass the same tests (`tests/knowledge/index/test_store.py`)."""

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        """Adds vectors of length one, one an entry; shape (entries, dimensions)."""

    def count(self) -> int:
        """How many vectors there are."""

    def nearest(self, vector: Vectors, limit: int, among: range | None = None) -> list[tuple[int, float]]:
        """Positions of the nearest entries, nearest first, each with its cosine; of all, or of those in `among`."""

    def close(self) -> None:
        """Lets go of the files."""
