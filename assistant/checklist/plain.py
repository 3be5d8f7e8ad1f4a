"""Plain objects (dict, list, text, Decimal, bool, None) as YAML and JSON give them, and how errors name their parts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.checklist.errors import Problem

DEEPEST = 20  # a draft has 4 levels; the stack is safe far beyond this
MOST_PROBLEMS = 100  # a file of a megabyte can hold a hundred thousand faults; nobody mends more than these at once
LONGEST_SHOWN = 80  # characters of a value that an error shows
ROOT = "."


@dataclass(frozen=True)
class Plain:
    """The object in a file, and what is wrong with how it is written; a part that is wrong is left out as None."""

    value: dict[str, Any]
    problems: tuple[Problem, ...] = ()


def child(path: str, key: str | int) -> str:
    """The path of `key` under `path`: `budget`, `budget.items`, `budget.items[1]`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return shown(key) if path == ROOT else f"{path}.{shown(key)}"


def shown(value: object) -> str:
    """A value as an error shows it: on one line, cut at 80 characters, with no control characters in it."""
    if isinstance(value, float | Decimal | str):
        text = str(value)
    elif isinstance(value, dict | list | bool | int | None):
        text = json.dumps(value, ensure_ascii=False, default=_in_json)
    else:
        text = str(value)
    safe = (sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text[:LONGEST_SHOWN])
    return "".join(safe)[:LONGEST_SHOWN]


def _in_json(value: object) -> object:
    if not isinstance(value, Decimal):
        return str(value)
    is_short = value.adjusted() < LONGEST_SHOWN and value == value.to_integral_value()
    return int(value) if is_short else float(value)
