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
        answer = services.ask(question)
    if args.json:
        print(json.dumps(answer.to_object(), ensure_ascii=False))
    else:
        from web.commands.answer_page import write_answer

        write_answer(answer, sys.stdout)
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
