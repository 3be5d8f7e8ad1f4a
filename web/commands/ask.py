"""`tuki ask`: one question, or a batch of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.answering.answer import Question
from assistant.bootstrap import Services
from assistant.dates import today
from knowledge.errors import TukiError, UsageError
from web.asking import QuestionIn, first_fault
from web.commands import open_all, print_json
from web.problems import sentence
from web.terminal import print_answer


def run(arguments: argparse.Namespace) -> int:
    return _run_batch(arguments) if arguments.batch else _run_one(arguments)


def _run_one(arguments: argparse.Namespace) -> int:
    text = " ".join(arguments.question)
    if not arguments.question and not sys.stdin.isatty():
        text = sys.stdin.buffer.read().decode("utf-8", errors="surrogateescape")
    services = open_all()
    question = Question(text, arguments.as_of or today(), (), arguments.rundskriv, arguments.lang)
    answer = services.ask(question)
    if arguments.json:
        print_json(answer.to_object())
    else:
        print_answer(answer, services.texts)
    services.close()
    return 0


def _run_batch(arguments: argparse.Namespace) -> int:
    lines = _lines(arguments.batch)
    services = open_all()
    for line in lines:
        if line.strip():
            print_json(_answer(line, arguments, services))
    services.close()
    return 0


def _lines(name: str) -> Iterator[bytes]:
    """The lines of a file or of standard input. Raises UsageError where there is no such file."""
    if name == "-":
        return iter(sys.stdin.buffer)
    try:
        return iter(Path(name).read_bytes().split(b"\n"))
    except OSError as failure:
        raise UsageError(reason=f"{name}: {failure.strerror}") from failure


def _answer(line: bytes, arguments: argparse.Namespace, services: Services) -> dict[str, Any]:
    """The answer to a line, or the reason why there is none; the lines after it go on either way."""
    entry: Any = None
    try:
        entry = json.loads(line)
        question = QuestionIn.model_validate(entry).to_question(arguments.as_of, arguments.rundskriv, arguments.lang)
        return services.ask(question).to_object()
    except ValidationError as invalid:
        reason = first_fault(invalid.errors(include_url=False))
    except (ValueError, RecursionError):
        reason = sentence(UsageError(reason="linjen er ikke JSON"))
    except TukiError as error:
        reason = sentence(error)
    except Exception as unexpected:  # noqa: BLE001 - one bad line never stops a batch
        reason = sentence(unexpected)
    return {"id": entry.get("id") if isinstance(entry, dict) else None, "error": reason}
