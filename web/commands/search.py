"""`tuki search`: clauses, best first."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from knowledge.retrieval.search import ClauseHit
from web.commands import open_all, print_json
from web.terminal import print_hits


def run(arguments: argparse.Namespace) -> int:
    query = " ".join(arguments.query)
    services = open_all()
    hits = services.search(query, arguments.rundskriv, arguments.limit)
    if arguments.json:
        print_json(hits_object(query, hits))
    else:
        print_hits(hits)
    services.close()
    return 0


def hits_object(query: str, hits: Sequence[ClauseHit]) -> dict[str, Any]:
    """The contract's shape."""
    return {
        "query": query,
        "hits": [
            {
                "document": hit.clause.document,
                "clause": hit.clause.id,
                "section": list(hit.clause.section),
                "quote": hit.clause.text,
                "start": hit.clause.start,
                "end": hit.clause.end,
                "score": round(hit.score, 4),
            }
            for hit in hits
        ],
    }
