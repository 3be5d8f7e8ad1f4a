"""`tuki ask`: one question, or a batch of them."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from web.commands.opening import read_settings, services_for

if TYPE_CHECKING:
    from assistant.answering.answer import Question
    from assistant.settings import Settings


def run(args: argparse.Namespace) -> int:
    if args.batch is not None:
        from web.commands.batch import run_batch

        return run_batch(args.batch)
    settings = read_settings()
    question = _question(args, settings)
    with services_for(settings) as services:
        answer, why = services.explain(question) if args.explain else (services.ask(question), None)
    if args.json:
        explained = {"explanation": why} if why else {}
        print(json.dumps({**answer.to_object(), **explained}, ensure_ascii=False))
        return 0
    from web.commands.answer_page import write_answer

    write_answer(answer, sys.stdout)
    if why:
        from web.commands.explanation_page import write_explanation

        write_explanation(why, answer.lang, sys.stdout)
    return 0


def _question(args: argparse.Namespace, settings: Settings) -> Question:
    """Screened before the index is opened, so that bad usage is told at once."""
    from assistant.answering.answer import Question
    from assistant.answering.screen import screen_text
    from assistant.bootstrap import open_library
    from assistant.dates import today

    longest = settings.longest_question
    text = screen_text(_text(args.question, longest), longest)
    if args.rundskriv is not None:
        open_library(settings).show(args.rundskriv)
    return Question(text=text, as_of=args.as_of or today(), rundskriv=args.rundskriv, lang=args.lang)


def _text(given: str | None, longest: int) -> str:
    """The question on the command line; from standard input for `-` or where none is given and input is piped."""
    if given is not None and given != "-":
        return given
    if given is None and sys.stdin.isatty():
        return ""
    # Four bytes at most for a character, and some to see that there are too many.
    piped = sys.stdin.buffer.read(4 * longest + 1_000)
    return piped.decode("utf-8-sig", errors="surrogateescape")
