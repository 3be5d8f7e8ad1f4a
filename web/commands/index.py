"""`tuki index`: builds the index where it is missing or damaged, and says what there is."""

from __future__ import annotations

import argparse

from web.commands import open_all


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this shape
    services = open_all()
    print(f"{services.index.folder}: {len(services.index.clauses)} punkter, {len(services.index.topics)} emner")
    services.close()
    return 0
