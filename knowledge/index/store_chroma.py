"""Chroma, embedded, through langchain-chroma."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexDamaged
from knowledge.index.embedder import Vectors
from knowledge.index.store import Entry

COLLECTION = "clauses"
# Chroma takes at most about 5 400 records in a call.
LARGEST_BATCH = 2_000
LARGEST_SYNC = 1_000
SMALLEST_SYNC = 2
# How widely the graph is searched; more finds more of the true neighbours and takes longer.
EF_SEARCH = 200
# Rundskriv whose vectors stay in memory: some 600 kB each.
KEPT_DOCUMENTS = 64


class ChromaStore:
    """A collection in `folder`. Vectors are always passed in, so that Chroma never fetches a model of its own.

    Only one process may write to a folder, and only before others open it. `size` is how many vectors will be added:
    all of a small index is then on disk when it is closed, and opening it changes no file but Chroma's log.
    """

    def __init__(self, folder: Path, size: int = LARGEST_SYNC) -> None:
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        sync = max(SMALLEST_SYNC, min(size, LARGEST_SYNC))
        try:
            self._client: Any = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False, is_persistent=True)
            )
            self._chroma = Chroma(
                client=self._client,
                collection_name=COLLECTION,
                embedding_function=None,
                collection_configuration={
                    "hnsw": {"space": "ip", "batch_size": sync, "sync_threshold": sync, "ef_search": EF_SEARCH}
                },
            )
        except Exception as failure:
            raise IndexDamaged(path=str(folder), reason=str(failure)[:200]) from failure

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        for start in range(0, len(entries), LARGEST_BATCH):
            batch = slice(start, start + LARGEST_BATCH)
            self._collection.add(
                ids=[str(entry.position) for entry in entries[batch]],
                embeddings=vectors[batch],
                metadatas=[{"document": entry.document} for entry in entries[batch]],
                # langchain-chroma passes over records without a text; the clauses' own are kept beside, once.
                documents=[str(entry.position) for entry in entries[batch]],
            )

    def count(self) -> int:
        return int(self._collection.count())

    def nearest(self, vector: Vectors, limit: int, among: range | None = None) -> list[tuple[int, float]]:
        if among is None:
            found = self._chroma.similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=limit)
            return [(int(str(document.id)), 1.0 - distance) for document, distance in found]
        # One rundskriv is compared whole: exact, and far faster than Chroma's filter, which walks the whole graph.
        positions, vectors = self._kept(among)
        if not len(positions):
            return []
        cosines = vectors @ vector
        order = np.argsort(-cosines, kind="stable")[:limit]
        return [(int(positions[i]), float(cosines[i])) for i in order]

    @cached_property
    def _kept(self) -> Callable[[range], tuple[NDArray[np.int64], Vectors]]:
        return lru_cache(maxsize=KEPT_DOCUMENTS)(self._vectors_of)

    def _vectors_of(self, positions: range) -> tuple[NDArray[np.int64], Vectors]:
        found = self._collection.get(ids=[str(position) for position in positions], include=["embeddings"])
        if not found["ids"]:
            return np.zeros(0, np.int64), np.zeros((0, 0), np.float32)
        vectors = np.asarray(found["embeddings"], np.float32)
        vectors.setflags(write=False)
        return np.array([int(name) for name in found["ids"]], np.int64), vectors

    def close(self) -> None:
        self._client.close()

    @property
    def _collection(self) -> Any:
        return self._chroma._collection  # noqa: SLF001 - langchain-chroma's add wants texts, and copies them
