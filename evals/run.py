"""`tuki eval`: asks a question set, prints the tables and writes a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.answering.answer import Answer, Question, Turn
from assistant.bootstrap import Services
from evals.dataset import Case, read_dataset
from evals.latency import Latency, latency
from evals.metrics import Reply, Score, score
from evals.report import write_report
from evals.tables import ALL, cause_line, closing_line, groups, table

# The day on which the shipped questions are asked.
AS_OF = date(2025, 2, 1)
NUMBER = "08-2025"
# What counts as retrieved: far more than an answer cites.
RETRIEVED = 20


@dataclass(frozen=True)
class Asked:
    """A case with its answer, its score and how long it took, in milliseconds."""

    case: Case
    answer: Answer
    score: Score
    milliseconds: float


def evaluate(services: Services, dataset: Path | None, out: Path, peers: bool = False) -> list[Asked]:
    """Prints tables by kind and language, and writes `report.json` and `report.html` to `out`.

    Raises UsageError where `dataset` cannot be read or `out` cannot be written.
    """
    cases = read_dataset(dataset)
    asked = ask_all(services, cases)
    scores = [entry.score for entry in asked]
    times = latency([entry.milliseconds for entry in asked])
    text = "\n\n".join([*(table(cases, scores, by) for by in ("kind", "lang")), _foot(cases, scores, times)])
    print(text)
    comparison = _compare(services, dataset, cases) if peers else ""
    write_report(out, _content(asked, times, text, comparison))
    print(f"report: {out / 'report.html'}")
    return asked


def ask_all(services: Services, cases: Iterable[Case]) -> list[Asked]:
    """Each case asked once, in a warm process."""
    text = services.library.show(NUMBER).text
    warm_up(services)
    return [_ask(services, case, text) for case in cases]


def warm_up(services: Services) -> None:
    """Loads what is loaded at the first question, which is no part of a warm ask."""
    for question in ("Hvem kan søke?", "Kva er fristen?", "What is the purpose of the grant?"):
        services.ask(Question(question, AS_OF))


def to_question(case: Case) -> Question:
    return Question(case.question, AS_OF, tuple(Turn(*turn) for turn in case.history), id=case.id)


def _ask(services: Services, case: Case, text: str) -> Asked:
    question = to_question(case)
    began = perf_counter()
    answer = services.ask(question)
    spent = (perf_counter() - began) * 1000
    # A follow-up means little alone.
    query = " ".join([*(earlier for earlier, _ in case.history[-1:]), case.question])
    retrieved = tuple(hit.clause.text for hit in services.search(query, NUMBER, RETRIEVED))
    quotes = tuple(citation.quote for citation in answer.citations)
    return Asked(case, answer, score(case, Reply(answer.status.value, answer.text, quotes, retrieved), text), spent)


def _foot(cases: Sequence[Case], scores: Sequence[Score], times: Latency) -> str:
    everything = groups(cases, scores, "kind")[ALL]
    warm = f"warm ask: p50 {times.p50:.1f} ms, p95 {times.p95:.1f} ms"
    return "\n".join([cause_line(scores), warm, closing_line(everything)])


def _compare(services: Services, dataset: Path | None, cases: Sequence[Case]) -> str:
    from evals.peers import compare

    comparison = compare(services.settings, dataset, cases, services.library.show(NUMBER).text)
    print(f"\n{comparison}")
    return comparison


def _content(asked: Sequence[Asked], times: Latency, tables: str, comparison: str) -> dict[str, Any]:
    cases, scores = [entry.case for entry in asked], [entry.score for entry in asked]
    return {
        "as_of": AS_OF.isoformat(),
        "figures": {
            by: {name: asdict(group) for name, group in groups(cases, scores, by).items()} for by in ("kind", "lang")
        },
        "warm_ask_ms": asdict(times),
        "tables": tables,
        "peers": comparison,
        "questions": [_entry(entry) for entry in asked],
    }


def _entry(asked: Asked) -> dict[str, Any]:
    return {
        "case": asdict(asked.case),
        "answer": asked.answer.to_object(),
        "score": asdict(asked.score),
        "milliseconds": round(asked.milliseconds, 2),
    }
