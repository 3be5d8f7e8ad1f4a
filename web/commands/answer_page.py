"""An answer as it is read in a terminal."""

from __future__ import annotations

import shlex
from typing import TextIO

from assistant.answering.answer import Answer, AnswerStatus
from assistant.citations.citation import Citation
from web.terminal import Page
from web.wording import all_texts


def write_answer(answer: Answer, out: TextIO) -> None:
    """Notices, the status, the sentences, the citations, and what to ask next."""
    page, texts = Page(out), all_texts()
    for notice in answer.notices:
        page.line(notice.text, "warning", first="! ")
    if answer.notices:
        page.line()
    status = texts.get(answer.lang, f"status.{answer.status.value}", number=answer.rundskriv or "")
    page.line(status, "strong" if answer.status is AnswerStatus.ANSWERED else "warning")
    page.line()
    for sentence in answer.sentences:
        page.line(sentence.text)
    if answer.citations:
        _write_citations(page, texts.get(answer.lang, "ui.citations"), answer)
    if answer.follow_ups:
        page.line()
        page.line(texts.get(answer.lang, "ui.follow_ups"), "strong")
        for follow_up in answer.follow_ups:
            page.line(f"tuki ask {shlex.quote(follow_up)}", "faint", first="  ")


def _write_citations(page: Page, title: str, answer: Answer) -> None:
    page.line()
    page.line(title, "strong")
    for marker, citation in enumerate(answer.citations, start=1):
        first = f"[{marker}] "
        page.line(place(citation), "accent", first=first)
        page.line(f"«{citation.quote}»", first=" " * len(first))
        page.line(citation.clause, "faint", first=" " * len(first))


def place(citation: Citation) -> str:
    """Where a citation stands: its rundskriv and the headings above it."""
    return " › ".join([citation.document, *citation.section])
