"""Question sets with gold quotes, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from knowledge.errors import UsageError

SHIPPED = "dev.jsonl"


@dataclass(frozen=True)
class Case:
    """A question, and what a right answer holds. `gold` settles it, `also_ok` is fair to cite beside it; `must_match`
    and `must_not_match` are regular expressions, case ignored."""

    id: str
    kind: str
    lang: str
    history: tuple[tuple[str, str], ...]
    question: str
    answerable: bool
    gold: tuple[str, ...]
    also_ok: tuple[str, ...]
    must_match: tuple[str, ...]
    must_not_match: tuple[str, ...]


def read_dataset(path: Path | None = None) -> list[Case]:
    """The cases in a file, or the shipped ones. Raises UsageError that names the line at fault."""
    place: Path | Traversable = path or files("evals") / "data" / SHIPPED
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as failure:
        raise UsageError(reason=f"{place}: {failure}") from failure
    return [_case(line, f"{place}, linje {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _case(line: str, where: str) -> Case:
    try:
        entry: dict[str, Any] = json.loads(line)
        return Case(
            id=str(entry["id"]),
            kind=entry["kind"],
            lang=entry["lang"],
            history=tuple((turn["question"], turn.get("answer", "")) for turn in entry.get("history", ())),
            question=entry["question"],
            answerable=entry["answerable"],
            gold=tuple(entry["gold"]),
            also_ok=tuple(entry.get("also_ok", ())),
            must_match=tuple(entry.get("must_match", ())),
            must_not_match=tuple(entry.get("must_not_match", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise UsageError(reason=f"{where}: {type(fault).__name__} {fault}") from fault
