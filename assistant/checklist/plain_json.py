"""JSON -> a plain object, with keys that stood twice. NaN and infinity come through, for the fields to refuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assistant.checklist.errors import DraftNotObject, DraftSyntax, DraftTooDeep, Expected, Problem
from assistant.checklist.plain import DEEPEST, MOST_PROBLEMS, ROOT, Plain, child, shown


class _Repeated(dict[str, Any]):
    """An object that had `key` twice; the hook that finds it does not know the path."""

    key = ""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated, seen = _Repeated(found), set[str]()
    repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


def from_json(text: str, name: str) -> Plain:
    """The object in a JSON text. Raises DraftSyntax, DraftNotObject, DraftTooDeep."""
    try:
        value = json.loads(text, object_pairs_hook=_pairs, parse_float=Decimal, parse_int=Decimal, parse_constant=float)
    except json.JSONDecodeError as error:
        raise DraftSyntax(name=name, line=error.lineno) from None
    except RecursionError:
        raise DraftTooDeep(name=name, deepest=DEEPEST) from None
    return inspected(value, name)


def inspected(value: object, name: str) -> Plain:
    """A parsed object, with keys that are no text or stood twice as problems. Raises DraftNotObject, DraftTooDeep."""
    if not isinstance(value, dict):
        raise DraftNotObject(name=name)
    return Plain(value, tuple(_written_wrong(value, name)))


def _written_wrong(value: dict[str, Any], name: str) -> Iterator[Problem]:
    waiting: list[tuple[str, dict[Any, Any] | list[Any], int]] = [(ROOT, value, 1)]
    inner: list[tuple[str | int, Any]]
    found = 0
    while waiting and found < MOST_PROBLEMS:
        path, part, depth = waiting.pop()
        if depth > DEEPEST:
            raise DraftTooDeep(name=name, deepest=DEEPEST)
        if isinstance(part, _Repeated):
            found += 1
            yield Problem(child(path, part.key), shown(part[part.key]), Expected("once"))
        if isinstance(part, dict):
            inner = [(str(key), value) for key, value in part.items() if isinstance(value, dict | list)]
        else:
            inner = [(place, value) for place, value in enumerate(part) if isinstance(value, dict | list)]
        waiting += [(child(path, key), value, depth + 1) for key, value in reversed(inner)]
