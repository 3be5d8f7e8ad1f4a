"""Question sets with gold quotes, one JSON object a line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from knowledge.errors import UsageError

SHIPPED = "dev.jsonl"


@dataclass(frozen=True)
class Case:
    """A question, and what a right answer holds. `history` is earlier questions with their answers. `gold` settles
    it, `also_ok` is fair to cite beside it; `must_match` and `must_not_match` are regular expressions, case ignored."""

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
    """The cases in a file, or the shipped ones; at least one. Raises UsageError that names the line at fault."""
    place: Path | Traversable = path or files("evals") / "data" / SHIPPED
    try:
        lines = place.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as failure:
        raise UsageError(reason=f"{place}: {failure}") from failure
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    cases = [_case(line, f"{place}, linje {number}") for number, line in numbered]
    if not cases:
        raise UsageError(reason=f"{place}: ingen spørsmål")
    seen: set[str] = set()
    for (number, _), case in zip(numbered, cases, strict=True):
        if case.id in seen:
            raise UsageError(reason=f"{place}, linje {number}: id {case.id} står to ganger")
        seen.add(case.id)
    return cases


def _case(line: str, where: str) -> Case:
    try:
        return _read(json.loads(line))
    except KeyError as missing:
        raise UsageError(reason=f"{where}: {missing} mangler") from missing
    except (ValueError, TypeError, AttributeError, re.error) as fault:
        raise UsageError(reason=f"{where}: {fault}") from fault


def _read(entry: dict[str, Any]) -> Case:
    if not isinstance(entry, dict):
        raise TypeError("ikke et objekt")
    return Case(
        id=str(entry["id"]),
        kind=_text(entry, "kind"),
        lang=_text(entry, "lang"),
        history=tuple((_text(turn, "question"), str(turn.get("answer", ""))) for turn in entry.get("history", ())),
        question=_text(entry, "question"),
        answerable=_truth(entry, "answerable"),
        gold=_texts(entry, "gold"),
        also_ok=_texts(entry, "also_ok"),
        must_match=_patterns(entry, "must_match"),
        must_not_match=_patterns(entry, "must_not_match"),
    )


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} er ikke tekst")
    return value


def _truth(entry: dict[str, Any], name: str) -> bool:
    value = entry[name]
    if not isinstance(value, bool):
        raise TypeError(f"{name} er ikke true eller false")
    return value


def _texts(entry: dict[str, Any], name: str) -> tuple[str, ...]:
    """All may be left out but `gold`."""
    values = entry["gold"] if name == "gold" else entry.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"{name} er ikke en liste av tekster")
    return tuple(values)


def _patterns(entry: dict[str, Any], name: str) -> tuple[str, ...]:
    patterns = _texts(entry, name)
    for pattern in patterns:
        re.compile(pattern)
    return patterns
