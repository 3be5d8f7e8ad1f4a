"""`tuki eval`: scores the answers to a set of questions."""

from __future__ import annotations

import argparse

from web.commands.opening import read_settings, services_for


def run(args: argparse.Namespace) -> int:
    from evals.run import evaluate

    with services_for(read_settings()) as services:
        evaluate(services, args.dataset, args.out, args.peers)
    return 0
