"""The encoder's table, and the vector of a text: the weighted sum of its words' vectors, of length one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.words import KnownWords
from knowledge.index.embedder import Vectors
from knowledge.text.words import words

WORDS_FILE, TABLE_FILE, FACTS_FILE = "words.txt", "table.npz", "facts.json"


@dataclass(frozen=True)
class Table:
    """`codes` has the shape (words, dimensions); row r stands for `codes[r] * scales[r]`, which has the word's weight
    in it. The first `domain` words are those of the topics and rundskriv; the rest are frequent words."""

    words: tuple[str, ...]
    domain: int
    codes: NDArray[np.int8]
    scales: Vectors


class WordVectors:
    """Vectors of texts by a table. Words that nothing known is like count for nothing."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.known = KnownWords(table.words, table.domain)

    @cached_property
    def fingerprint(self) -> str:
        """Names the table: another one gives other vectors."""
        digest = hashlib.sha256("\n".join(self._table.words).encode())
        digest.update(self._table.codes.tobytes() + self._table.scales.tobytes())
        return f"words-{digest.hexdigest()[:16]}"

    @property
    def dimensions(self) -> int:
        return int(self._table.codes.shape[1])

    def embed(self, text: str) -> Vectors:
        """Shape (dimensions,); all zero where no word is known."""
        rows = [row for word in words(text) for row in self.known.rows(word)]
        if not rows:
            return np.zeros(self.dimensions, np.float32)
        vector: Vectors = self._table.scales[rows] @ self._table.codes[rows].astype(np.float32)
        return of_length_one(vector)

    def embed_all(self, texts: Sequence[str]) -> Vectors:
        """Shape (texts, dimensions)."""
        return np.stack([self.embed(text) for text in texts])


def of_length_one(vector: Vectors) -> Vectors:
    """The vector scaled to length one; one of length zero stays."""
    length = np.float32(np.linalg.norm(vector))
    scaled: Vectors = vector / length if length else vector
    return scaled


@cache
def shipped_table() -> Table:
    """The table that ships with the package."""
    folder = files("knowledge.encoder") / "model"
    known = (folder / WORDS_FILE).read_text("utf-8").split("\n")
    facts = json.loads((folder / FACTS_FILE).read_text("utf-8"))
    with (folder / TABLE_FILE).open("rb") as file, np.load(file, allow_pickle=False) as saved:
        return Table(tuple(known), facts["domain_words"], saved["codes"], saved["scales"])


@cache
def shipped_vectors() -> WordVectors:
    """The encoder that ships with the package."""
    return WordVectors(shipped_table())
