"""What the rivals' workers share: the source, the questions asked one by one, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.memory import peak_mb

WARM_UP = "oppvarming"


def ask_all(retrieve: Callable[[str], Sequence[str]], questions: Sequence[str]) -> dict[str, Any]:
    """Each question's quotes and its milliseconds, after one that does not count."""
    retrieve(WARM_UP)
    quotes, spent = [], []
    for question in questions:
        began = perf_counter()
        quotes.append(list(retrieve(question)))
        spent.append((perf_counter() - began) * 1000)
    return {"quotes": quotes, "milliseconds": spent, "peak_mb": peak_mb()}


def source_text(task: dict[str, Any]) -> str:
    return Path(task["source"]).read_text("utf-8")
