"""What turns a text into a vector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Vectors have length one, so that a product of two is their cosine."""

    @property
    def fingerprint(self) -> str:
        """Names the encoder and all that its vectors depend on; another one needs another index."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (texts, dimensions)."""

    def embed_query(self, text: str) -> Vectors:
        """Shape (dimensions,)."""
