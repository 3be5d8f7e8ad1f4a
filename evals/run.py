"""`tuki eval`: asks a question set, prints the tables and writes a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.answering.answer import Answer, Question, Turn
from assistant.bootstrap import Services
from evals.dataset import Case, read_dataset
from evals.metrics import Reply, Score, score, table
from evals.report import write_report

# The day on which the shipped questions are asked.
AS_OF = date(2025, 2, 1)
NUMBER = "08-2025"
CAUSES = ("not retrieved", "wrong status", "incomplete", "text")


@dataclass(frozen=True)
class Asked:
    """A case with its answer, its score and how long it took, in milliseconds."""

    case: Case
    answer: Answer
    score: Score
    milliseconds: float


def evaluate(services: Services, dataset: Path | None, out: Path, peers: bool = False) -> list[Asked]:
    """Prints tables by kind and language, and writes `report.json` and `report.html` to `out`."""
    cases = read_dataset(dataset)
    asked = ask_all(services, cases)
    scores = [entry.score for entry in asked]
    for by in ("kind", "lang"):
        print(table(cases, scores, by), end="\n\n")
    print(closing_line(cases, scores))
    times = [entry.milliseconds for entry in asked]
    print("warm ask: p50 {:.1f} ms, p95 {:.1f} ms".format(*np.percentile(times, [50, 95])))
    counts = {cause: sum(result.cause == cause for result in scores) for cause in CAUSES}
    print("wrong by cause:", ", ".join(f"{cause} {count}" for cause, count in counts.items()))
    write_report(out, [_entry(entry) for entry in asked], table(cases, scores))
    print(f"report: {out / 'report.html'}")
    if peers:
        from evals.peers import compare

        print(compare(services, cases, scores, times))
    return asked


def ask_all(services: Services, cases: Sequence[Case]) -> list[Asked]:
    """Each case asked once, in a warm process."""
    text = services.library.show(NUMBER).text
    services.ask(Question("oppvarming", AS_OF))
    return [_ask(services, case, text) for case in cases]


def _ask(services: Services, case: Case, text: str) -> Asked:
    history = tuple(Turn(question, answer) for question, answer in case.history)
    began = perf_counter()
    answer = services.ask(Question(case.question, AS_OF, history, id=case.id))
    spent = (perf_counter() - began) * 1000
    reply = Reply(answer.status.value, answer.text, tuple(citation.quote for citation in answer.citations))
    return Asked(case, answer, score(case, reply, text), spent)


def closing_line(cases: Sequence[Case], scores: Sequence[Score]) -> str:
    """The figures in one line."""
    answerable = [result for case, result in zip(cases, scores, strict=True) if case.answerable]
    silent = [result for case, result in zip(cases, scores, strict=True) if not case.answerable]
    found, gold = sum(s.found for s in answerable), sum(s.gold for s in answerable)
    fair, quotes = sum(s.fair for s in answerable), sum(s.quotes for s in answerable)
    return (
        f"right {sum(s.right for s in scores)}/{len(scores)}, "
        f"answerable right {sum(s.right for s in answerable)}/{len(answerable)}, "
        f"gold recall {100 * found / max(1, gold):.0f} %, fair citations {100 * fair / max(1, quotes):.0f} %, "
        f"abstained {sum(s.right for s in silent)}/{len(silent)}, "
        f"verbatim {sum(s.verbatim for s in scores)}/{sum(s.quotes for s in scores)}, "
        f"{sum(s.characters for s in scores) / len(scores):.0f} characters cited an answer"
    )


def _entry(asked: Asked) -> dict[str, object]:
    return {
        "case": asdict(asked.case),
        "answer": asked.answer.to_object(),
        "score": asdict(asked.score),
        "milliseconds": round(asked.milliseconds, 2),
    }
