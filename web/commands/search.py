"""`tuki search`: the clauses nearest to a query."""

from __future__ import annotations

import argparse
import json
import sys

from web.commands.opening import read_settings, services_for


def run(args: argparse.Namespace) -> int:
    from assistant.answering.screen import screen_text
    from web.hits import search_object

    settings = read_settings()
    query = screen_text(args.query, settings.longest_question)
    with services_for(settings) as services:
        found = search_object(query, services.search(query, args.rundskriv, args.limit))
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        _write(found["hits"])
    return 0


def _write(hits: list[dict[str, object]]) -> None:
    from web.terminal import Page
    from web.wording import DEFAULT_LANGUAGE, all_texts

    page = Page(sys.stdout)
    if not hits:
        page.line(all_texts().get(DEFAULT_LANGUAGE, "cli.no_hits"))
    for number, hit in enumerate(hits, start=1):
        section = hit["section"] if isinstance(hit["section"], list) else []
        first = f"{number:>2}. "
        page.line(" › ".join([str(hit["document"]), *section]), "accent", first=first)
        page.line(str(hit["quote"]), first=" " * len(first))
        page.line(f"{hit['clause']}  {hit['score']:.3f}", "faint", first=" " * len(first))
