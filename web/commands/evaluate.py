"""`tuki eval`: scores the answers to a set of questions."""

from __future__ import annotations

import argparse

from web.commands.opening import read_settings, services_for


def run(args: argparse.Namespace) -> int:
    from evals.run import evaluate

    with services_for(read_settings()) as services:
        evaluate(services, args.dataset, args.out, args.peers)
        if args.ablate:
            from evals.ablate import ablate
            from evals.dataset import read_dataset
            from evals.run import NUMBER

            print(ablate(services, read_dataset(args.dataset), NUMBER))
    return 0
