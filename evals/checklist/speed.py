"""Checks a second in one process, on one thread: `python -m evals.checklist.speed`.

The drafts of `evals/documents` in turn. The peer in the same run parses and writes the same reports with the json of
the standard library, so that the figures mean something on another machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from time import perf_counter

from assistant.checklist.check import Report, check
from assistant.checklist.draft import Draft
from assistant.checklist.reading import draft_from_object
from assistant.checklist.ruleset import load_ruleset
from evals.documents.layout import layouts

AS_OF = date(2025, 2, 1)
SECONDS = 1.0


def drafts() -> list[Draft]:
    """The drafts that the documents of `evals/documents` state: full ones, of every area."""
    return [draft_from_object(layout.gold) for layout in layouts()]


def per_second(work: Callable[[], int]) -> float:
    """How many things `work` does in a second, when it does as many as it returns at a time."""
    work()
    done, start = 0, perf_counter()
    while (passed := perf_counter() - start) < SECONDS:
        done += work()
    return done / passed


def main() -> None:
    ruleset, all_drafts = load_ruleset(), drafts()

    def checking(use: Callable[[Report], object]) -> Callable[[], int]:
        def work() -> int:
            for draft in all_drafts:
                use(check(draft, ruleset, AS_OF))
            return len(all_drafts)

        return work

    written = [check(draft, ruleset, AS_OF).to_json() for draft in all_drafts]

    def peer() -> int:
        for report in written:
            json.dumps(json.loads(report), ensure_ascii=False)
        return len(written)

    beside = per_second(peer)
    rows = {
        "results": checking(lambda report: report.verdict),
        "with messages": checking(lambda report: report.to_object()),
        "as JSON": checking(lambda report: report.to_json()),
    }
    print(f"{'':28}{'a second':>12}{'times the peer':>18}")
    print(f"{'json.loads and json.dumps':28}{beside:12,.0f}{1:18.2f}")
    for name, work in rows.items():
        rate = per_second(work)
        print(f"{'check, ' + name:28}{rate:12,.0f}{rate / beside:18.2f}")


if __name__ == "__main__":
    main()
