"""`tuki ask --batch`: one JSON object a line in, one answer a line out, in the same order."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pydantic import ValidationError

from knowledge.errors import TukiError
from web.commands.opening import read_settings, services_for
from web.errors import FieldUnfit, FileUnreadable, LineUnreadable
from web.questions import QuestionBody, field_problems
from web.terminal import complain
from web.wording import DEFAULT_LANGUAGE, all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

_log = logging.getLogger(__name__)


def run_batch(path: str) -> int:
    """Raises FileUnreadable. A line that cannot be answered gives `{"id", "error"}`, and the rest go on."""
    from tqdm import tqdm

    settings = read_settings()
    failed = 0
    with _opened(path) as file, services_for(settings) as services:
        lines = read_lines(file, settings.largest_request)
        for line in tqdm(lines, desc="tuki", unit=" spm.", file=sys.stderr, disable=None, leave=False):
            result = answer_line(line, services)
            failed += "error" in result
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    if failed:
        complain(all_texts().get(DEFAULT_LANGUAGE, "cli.lines_failed", count=failed))
    return 0


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed below; only the opening may fail here
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "strerror", None) or str(failure)
        raise FileUnreadable(path=path[:200], reason=reason) from failure
    with file:
        yield file


def read_lines(file: BinaryIO, longest: int) -> Iterator[bytes]:
    """Each line that is not blank, without its end. One over `longest` bytes is given cut, and so cannot be read."""
    first = True
    while line := file.readline(longest + 1):
        if len(line) > longest and not line.endswith(b"\n"):
            _skip_to_end_of_line(file, longest)
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        if line.strip():
            yield line.rstrip(b"\r\n")


def _skip_to_end_of_line(file: BinaryIO, size: int) -> None:
    while (rest := file.readline(size)) and not rest.endswith(b"\n"):
        pass


def answer_line(line: bytes, services: Services) -> dict[str, Any]:
    """The answer's object with the line's id, or `{"id", "error"}`."""
    line_id: Any = None
    try:
        parsed = _parsed(line)
        line_id = parsed.get("id") if isinstance(parsed.get("id"), str | int) else None
        answer = services.ask(_question_body(parsed).to_question())
    except TukiError as error:
        return {"id": line_id, "error": all_texts().error(DEFAULT_LANGUAGE, error)}
    except Exception:  # noqa: BLE001 - told as an error of its line
        # One bad line must not cost the others their answers.
        _log.debug("a batch line failed", exc_info=True)
        return {"id": line_id, "error": all_texts().error(DEFAULT_LANGUAGE, TukiError())}
    return {"id": line_id, **answer.to_object()}


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as unreadable:
        raise LineUnreadable from unreadable
    if not isinstance(parsed, dict):
        raise LineUnreadable
    return parsed


def _question_body(parsed: dict[str, Any]) -> QuestionBody:
    try:
        return QuestionBody.model_validate(parsed)
    except ValidationError as invalid:
        problems = field_problems(invalid.errors(include_url=False), all_texts(), DEFAULT_LANGUAGE)
        raise FieldUnfit(fields="; ".join(f"{path}: {detail}" for path, detail in problems)) from invalid
