"""What every vector store must do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.index.store import Entry, VectorStore
from knowledge.index.store_chroma import ChromaStore
from knowledge.index.store_memory import MemoryStore


@pytest.fixture(params=["chroma", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    store: VectorStore = ChromaStore(tmp_path, size=4) if request.param == "chroma" else MemoryStore()
    vectors = np.array([[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [0, 0, 1]], np.float32)
    store.add([Entry(0, "a"), Entry(1, "b"), Entry(2, "b"), Entry(7, "a")], vectors)
    yield store
    store.close()


def test_the_nearest_come_first_with_their_cosines(store: VectorStore) -> None:
    found = store.nearest(np.array([1, 0, 0], np.float32), 2)
    assert [position for position, _ in found] == [0, 2]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.6], abs=1e-5)


def test_only_the_chosen_positions_are_searched(store: VectorStore) -> None:
    found = store.nearest(np.array([1, 0, 0], np.float32), 9, range(1, 4))
    assert [position for position, _ in found] == [2, 1]
    assert [cosine for _, cosine in found] == pytest.approx([0.6, 0.0], abs=1e-5)
    assert store.nearest(np.array([1, 0, 0], np.float32), 9, range(20, 30)) == []


def test_all_that_was_added_is_counted(store: VectorStore) -> None:
    assert store.count() == 4
