"""`tuki index`: builds the index where it is missing or damaged, or only looks if it is whole."""

from __future__ import annotations

import argparse
import json
import sys

from web.commands.opening import read_settings, services_for
from web.terminal import Page
from web.wording import DEFAULT_LANGUAGE, all_texts


def run(args: argparse.Namespace) -> int:
    """Raises IndexDamaged where `verify` finds one that is missing or damaged."""
    settings = read_settings()
    if args.action == "verify":
        from assistant.bootstrap import INDEX_FOLDER, open_embedder, open_library
        from knowledge.index.build import fingerprint
        from knowledge.index.manifest import verify_folder

        name = fingerprint(open_library(settings), open_embedder(settings))
        verify_folder(settings.data_dir / INDEX_FOLDER / name)
    with services_for(settings) as services:
        state = {
            "ready": services.ready(),
            "folder": str(services.index.folder),
            "rundskriv": list(services.library.numbers),
            "clauses": len(services.index.clauses),
        }
    if args.json:
        print(json.dumps(state, ensure_ascii=False))
    else:
        facts = {**state, "rundskriv": ", ".join(services.library.numbers)}
        Page(sys.stdout).raw(all_texts().get(DEFAULT_LANGUAGE, "cli.index_ready", **facts))
    return 0
