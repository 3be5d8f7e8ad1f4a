"""`tuki eval`: scores the answers to a set of questions."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from web.commands.opening import read_settings, services_for

if TYPE_CHECKING:
    from assistant.bootstrap import Services

APPROVED_CASES = "approved.jsonl"


def run(args: argparse.Namespace) -> int:
    """The machine's own answers are scored: approved ones would be given whatever the machine can."""
    from evals.run import evaluate

    with services_for(read_settings()) as services:
        dataset = write_approved_cases(services, args.out) if args.approved else args.dataset
        alone = replace(services, tools=replace(services.tools, approved=None))
        evaluate(alone, dataset, args.out, args.peers)
        if args.ablate:
            from evals.ablate import ablate
            from evals.dataset import read_dataset
            from evals.run import NUMBER

            print(ablate(alone, read_dataset(dataset), NUMBER))
    return 0


def write_approved_cases(services: Services, out: Path) -> Path:
    """The approved answers about the rundskriv that is scored, as a set of questions beside the report. Its path.

    Raises UsageError where `out` cannot be written, and DatabaseUnusable.
    """
    from assistant.helpdesk.approved import State
    from assistant.helpdesk.approved_cases import cases_of, to_lines
    from evals.run import NUMBER
    from knowledge.errors import UsageError

    records = services.kept.any()
    answers = reversed(records.approved.all(State.APPROVED)) if records else ()
    path = out / APPROVED_CASES
    try:
        out.mkdir(parents=True, exist_ok=True)
        path.write_text(to_lines(cases_of(each for each in answers if each.document == NUMBER)), encoding="utf-8")
    except OSError as failure:
        raise UsageError(reason=f"{path}: {failure}") from failure
    return path
