"""`tuki eval --peers`: this system and the stock pipeline on the same questions, each in a process of its own.

`python -m evals.peers` is the worker that runs this system.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.bootstrap import open_services
from assistant.settings import Settings
from evals.dataset import Case, read_dataset
from evals.latency import Latency, latency
from evals.memory import peak_mb
from evals.metrics import ANSWERED, Reply, score
from evals.rivals.install import rivals_python
from evals.stock import Stock, encoder_folder, missing
from evals.tables import Figures, figures, percent
from evals.worker import WorkerFailed, run_worker, serve_task

STOCKS = tuple(Stock(*sizes, threads) for sizes in ((1000, 200), (300, 50)) for threads in (None, 1))
# LlamaIndex's own default encoder needs a network, so it gets the one that txtai and the stock pipeline have.
RIVALS = {
    "LlamaIndex, MiniLM, 2 nearest": "evals.rivals.llamaindex",
    "Haystack, BM25, 10 best": "evals.rivals.haystack_bm25",
    "txtai, MiniLM, 3 nearest": "evals.rivals.txtai_embeddings",
}
HEAD = (
    f"{'system':30} {'right':>8} {'recall%':>8} {'fair%':>6} {'characters':>11} {'abstained':>10} "
    f"{'p50 ms':>8} {'p95 ms':>8} {'peak MB':>8}"
)


@dataclass(frozen=True)
class Peer:
    """A system's scores, times and memory (10**6 bytes, None where it cannot be read)."""

    name: str
    figures: Figures
    times: Latency
    peak_mb: float | None


def compare(settings: Settings, dataset: Path | None, cases: Sequence[Case], text: str) -> str:
    """One table. The stock pipeline gets each question alone, since it has no way to take a conversation in, and the
    source as it is, line breaks and all; its quotes are its chunks. `text` is the normalised text."""
    own = run_worker("evals.peers", {"dataset": str(dataset.resolve()) if dataset else None}, environment(settings))
    rows = [_row(_peer("tuki", own, cases, text))]
    if why := missing():
        return "\n".join([HEAD, *rows, why, *_rival_rows(cases, text)])
    for stock in STOCKS:
        try:
            rows.append(_row(_peer(stock.name, run_stock(stock, [case.question for case in cases]), cases, text)))
        except WorkerFailed as failure:
            rows.append(f"{stock.name:30} {failure}")
    return "\n".join([HEAD, *rows, *_rival_rows(cases, text)])


def _rival_rows(cases: Sequence[Case], text: str) -> list[str]:
    """The other libraries, where their environment is there; else a line that says how to make it."""
    python, encoder = rivals_python(), encoder_folder()
    if not python.exists():
        return [f"{', '.join(RIVALS)}: not here (python -m evals.rivals.install)"]
    rows = []
    questions = [case.question for case in cases]
    with as_file(files("knowledge.sources") / "data" / "08-2025" / "source.txt") as source:
        task = {"source": str(source), "questions": questions, "encoder": str(encoder)}
        for name, module in RIVALS.items():
            try:
                result = run_worker(module, task, {"PYTHONPATH": str(files("evals").joinpath(".."))}, str(python))
                rows.append(_row(_peer(name, result, cases, text)))
            except WorkerFailed as failure:
                rows.append(f"{name:30} {failure}")
    return rows


def environment(settings: Settings) -> dict[str, str]:
    """The variables that give a worker these settings."""
    values = settings.model_dump(exclude_none=True)
    return {f"TUKI_{name.upper()}": str(value) for name, value in values.items()}


def run_stock(stock: Stock, questions: Sequence[str], sources: Sequence[Path] = ()) -> dict[str, Any]:
    """The stock pipeline over `sources`, or over rundskriv 08-2025. Raises WorkerFailed."""
    with as_file(files("knowledge.sources") / "data" / "08-2025" / "source.txt") as shipped:
        paths = [str(path) for path in sources or [shipped]]
        return run_worker("evals.stock", {"stock": asdict(stock), "sources": paths, "questions": list(questions)})


def work(task: dict[str, Any]) -> dict[str, Any]:
    """This system: `task` names the dataset."""
    # Imported here: run.py imports this module's `compare`.
    from evals.run import to_question, warm_up

    cases = read_dataset(Path(task["dataset"]) if task["dataset"] else None)
    services = open_services(Settings())
    warm_up(services)
    answers, spent = [], []
    for case in cases:
        began = perf_counter()
        answers.append(services.ask(to_question(case)))
        spent.append((perf_counter() - began) * 1000)
    services.close()
    return {
        "status": [answer.status.value for answer in answers],
        "text": [answer.text for answer in answers],
        "quotes": [[citation.quote for citation in answer.citations] for answer in answers],
        "milliseconds": spent,
        "peak_mb": peak_mb(),
    }


def _peer(name: str, result: Mapping[str, Any], cases: Sequence[Case], text: str) -> Peer:
    """A system that only retrieves answers everything, in the words of its quotes."""
    statuses = result.get("status") or [ANSWERED] * len(cases)
    texts = result.get("text") or [""] * len(cases)
    said = zip(statuses, texts, result["quotes"], strict=True)
    replies = [Reply(status, text_, tuple(quotes)) for status, text_, quotes in said]
    scores = [score(case, reply, text) for case, reply in zip(cases, replies, strict=True)]
    return Peer(name, figures(cases, scores), latency(result["milliseconds"]), result["peak_mb"])


def _row(peer: Peer) -> str:
    f, times = peer.figures, peer.times
    right, abstained = f"{f.right}/{f.questions}", f"{f.abstained}/{f.silent}"
    memory = f"{peer.peak_mb:.0f}" if peer.peak_mb is not None else "-"
    return (
        f"{peer.name:30} {right:>8} {percent(f.found, f.gold):>8} {percent(f.fair, f.fair_of):>6} "
        f"{f.characters:11.0f} {abstained:>10} {times.p50:8.1f} {times.p95:8.1f} {memory:>8}"
    )


if __name__ == "__main__":
    serve_task(work)
