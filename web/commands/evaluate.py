"""`tuki eval`: scores the answers to a question set."""

from __future__ import annotations

import argparse
from pathlib import Path

from web.commands import open_all


def run(arguments: argparse.Namespace) -> int:
    from evals.run import evaluate

    services = open_all()
    dataset = Path(arguments.dataset) if arguments.dataset else None
    evaluate(services, dataset, Path(arguments.out), peers=arguments.peers)
    services.close()
    return 0
