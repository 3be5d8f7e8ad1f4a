"""How ask time and build time grow with the number of clauses. `python -m evals.growth` is the worker for one scale."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.answering.answer import Question
from assistant.bootstrap import INDEX_FOLDER, Services, open_embedder, open_services
from assistant.citations.citation import Citation, cite
from assistant.citations.verify import is_verbatim
from assistant.settings import Settings
from evals.dataset import read_dataset
from evals.memory import peak_mb, resident_mb
from evals.peers import run_stock
from evals.run import to_question, warm_up
from evals.stock import Stock
from evals.synthetic import write_library
from evals.worker import run_worker, serve_task
from knowledge.index.build import build, fingerprint
from knowledge.sources.library import Library

SEED = 1


def grow(scale: int) -> dict[str, Any]:
    """Build and ask times of this system over `scale` times the clauses. Raises WorkerFailed."""
    return run_worker("evals.growth", {"scale": scale})


def grow_stock(scale: int, stock: Stock) -> dict[str, Any]:
    """The same of the stock pipeline over the same sources. Raises WorkerFailed."""
    with tempfile.TemporaryDirectory(prefix="tuki-growth-") as folder:
        sources = write_library(Path(folder), scale)
        return run_stock(stock, [case.question for case in read_dataset()], sources)


def work(task: dict[str, Any]) -> dict[str, Any]:
    """`task` is the scale."""
    with tempfile.TemporaryDirectory(prefix="tuki-growth-") as folder:
        write_library(Path(folder) / "sources", task["scale"])
        library = Library([Path(folder) / "sources"])
        settings = Settings(data_dir=Path(folder) / "data")
        read = _seconds(lambda: sum(len(rundskriv.clauses) for rundskriv in library))
        built = _seconds(lambda: _build(settings, library))
        began = perf_counter()
        services = open_services(settings, library=library)
        opened = perf_counter() - began
        result = {
            "scale": task["scale"],
            "clauses": len(services.index.clauses),
            "read_seconds": read,
            "build_seconds": built,
            "open_seconds": opened,
            **_measure(services),
            "resident_mb": resident_mb(),
            "peak_mb": peak_mb(),
        }
        services.close()
        return result


def _build(settings: Settings, library: Library) -> None:
    embedder = open_embedder(settings)
    place = settings.data_dir / INDEX_FOLDER
    place.mkdir(parents=True)
    build(place / fingerprint(library, embedder), library, embedder)


def _seconds(work: Any) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _measure(services: Services) -> dict[str, Any]:
    """Milliseconds of asks of the newest rundskriv, of asks of any one, and of searches in all; and how many of the
    quotes that came of them are exact."""
    warm_up(services)
    questions = [to_question(case) for case in read_dataset()]
    chance = random.Random(SEED)  # noqa: S311 - for the same choice each time
    anywhere = [replace(question, rundskriv=chance.choice(services.library.numbers)) for question in questions]
    asked, cited = _ask(services, questions)
    asked_anywhere, cited_anywhere = _ask(services, anywhere)
    searched, found = _search(services, [question.text for question in questions])
    quotes = [*cited, *cited_anywhere, *found]
    return {
        "ask_ms": asked,
        "ask_any_ms": asked_anywhere,
        "search_ms": searched,
        "quotes": len(quotes),
        "exact": sum(is_verbatim(citation, services.library) for citation in quotes),
    }


def _ask(services: Services, questions: Sequence[Question]) -> tuple[list[float], list[Citation]]:
    spent: list[float] = []
    cited: list[Citation] = []
    for question in questions:
        began = perf_counter()
        answer = services.ask(question)
        spent.append((perf_counter() - began) * 1000)
        cited += answer.citations
    return spent, cited


def _search(services: Services, queries: Sequence[str]) -> tuple[list[float], list[Citation]]:
    spent: list[float] = []
    found: list[Citation] = []
    for query in queries:
        began = perf_counter()
        hits = services.search(query)
        spent.append((perf_counter() - began) * 1000)
        found += [cite(hit.clause) for hit in hits]
    return spent, found


if __name__ == "__main__":
    serve_task(work)
