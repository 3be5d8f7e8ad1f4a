"""Answers and clauses as they are read in a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable

from assistant.answering.answer import Answer
from assistant.texts import Texts
from knowledge.retrieval.search import ClauseHit

WIDEST = 96
BOLD, DIM, PLAIN = "\033[1m", "\033[2m", "\033[0m"


def print_answer(answer: Answer, texts: Texts) -> None:
    """The notices, the answer, and its sources with section path."""
    from web.problems import texts as web_texts

    lang = answer.lang
    for notice in answer.notices:
        _print(notice.text, style=DIM)
    if answer.notices:
        print()
    for sentence in answer.sentences:
        _print(sentence.text, style="" if sentence.text.startswith("«") else BOLD)
    if answer.citations:
        print()
        _print(web_texts().get(lang, "terminal.sources", number=answer.rundskriv), style=DIM)
        for marker, citation in enumerate(answer.citations, start=1):
            _print(
                f"[{marker}] {' › '.join(citation.section)} ({citation.document}#{citation.clause})",
                indent=4,
                style=DIM,
            )
    if answer.follow_ups:
        print()
        _print(web_texts().get(lang, "terminal.follow_ups"), style=DIM)
        for question in answer.follow_ups:
            _print(f"– {question}", indent=2, style=DIM)


def print_hits(hits: Iterable[ClauseHit]) -> None:
    for hit in hits:
        _print(
            f"{hit.score:.2f} {' › '.join(hit.clause.section)} ({hit.clause.document}#{hit.clause.id})",
            indent=5,
            style=DIM,
        )
        _print(f"     {hit.clause.text}", indent=5)


def _print(text: str, indent: int = 0, style: str = "") -> None:
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    wrapped = textwrap.fill(text, width=max(width, 20), subsequent_indent=" " * indent, break_long_words=False)
    coloured = bool(style) and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print(f"{style}{wrapped}{PLAIN}" if coloured else wrapped)
