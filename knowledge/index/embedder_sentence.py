"""Any encoder that sentence-transformers loads, by name or local path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.errors import EncoderUnusable
from knowledge.index.embedder import Vectors

# What the model cards ask for; the e5 family is trained with them and does badly without.
KNOWN_PREFIXES = {"e5": ("query: ", "passage: ")}


class SentenceEmbedder:
    """Loads the model when it is made: 4 to 8 seconds. Raises EncoderUnusable."""

    def __init__(self, name: str, query_prefix: str | None = None, passage_prefix: str | None = None) -> None:
        self._name = name
        known = next((pair for mark, pair in KNOWN_PREFIXES.items() if mark in name.lower().split("/")[-1]), ("", ""))
        self._query_prefix = known[0] if query_prefix is None else query_prefix
        self._passage_prefix = known[1] if passage_prefix is None else passage_prefix
        self._model = _load(name)

    @property
    def fingerprint(self) -> str:
        return f"sentence-{self._name}-{self._query_prefix}-{self._passage_prefix}-{_state(self._model)}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._passage_prefix + text for text in texts])

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([self._query_prefix + text])[0]
        return vector

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)


def _load(name: str) -> Any:
    try:
        import torch
        from sentence_transformers import SentenceTransformer
    except ImportError as missing:
        raise EncoderUnusable(encoder=name, reason="sentence-transformers: pip install 'tuki[encoders]'") from missing
    # One short text: threads cost far more than they give (490 ms against 18 ms on two cores).
    torch.set_num_threads(1)
    try:
        return SentenceTransformer(name, device="cpu")
    except Exception as failure:
        reason = str(failure).strip().splitlines()[0] if str(failure).strip() else type(failure).__name__
        raise EncoderUnusable(encoder=name, reason=reason[:200]) from failure


def _state(model: Any) -> str:
    """A digest of the model's weights, so that another model at the same path gives another index."""
    import hashlib

    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().numpy().tobytes())
    return digest.hexdigest()[:16]
