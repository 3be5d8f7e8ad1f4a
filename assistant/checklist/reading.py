"""Drafts in and out: from YAML, JSON or a parsed object, and back. What is written reads back as the same draft."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.checklist.draft import Draft
from assistant.checklist.errors import (
    DraftEmpty,
    DraftFieldError,
    DraftNotUtf8,
    DraftSyntax,
    DraftTooLarge,
    Expected,
    Problem,
)
from assistant.checklist.plain import MOST_PROBLEMS, ROOT, Plain, child, shown
from assistant.checklist.plain_json import from_json, inspected
from assistant.checklist.plain_yaml import from_yaml, is_plain_text

LARGEST = 1_000_000  # bytes: the contract's 1 MB
# pydantic's own codes that can still come up; all others are those of values.py.
_CODES = {"extra_forbidden": "known_field", "model_type": "object"}


def read_draft(content: bytes, name: str) -> Draft:
    """The draft in a YAML or JSON file; `name` tells which, and "-" is either.

    Raises DraftUnreadable where the file as a whole is at fault, DraftFieldError with every field that is.
    """
    return _draft(_plain(content, name))


def _plain(content: bytes, name: str) -> Plain:
    """JSON where `name` ends in .json, YAML where it ends in .yaml or .yml, else whichever it is."""
    text = _decoded(content, name)
    if name.lower().endswith(".json"):
        return from_json(text, name)
    if text.lstrip().startswith("{") and not name.lower().endswith((".yaml", ".yml")):
        try:
            return from_json(text, name)
        except DraftSyntax:
            return from_yaml(text, name)  # `{title: x}` is YAML
    return from_yaml(text, name)


def _decoded(content: bytes, name: str) -> str:
    if len(content) > LARGEST:
        raise DraftTooLarge(name=name, size=len(content), largest=LARGEST)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DraftNotUtf8(name=name, byte=error.start) from None
    if not text.strip():
        raise DraftEmpty(name=name)
    return text


def draft_from_object(value: object, name: str = "") -> Draft:
    """The draft in an object parsed from JSON. Raises as `read_draft` does."""
    return _draft(inspected(value, name))


def _draft(plain: Plain) -> Draft:
    try:
        draft = Draft.model_validate(plain.value)
    except ValidationError as error:
        raise DraftFieldError(_without_doubles([*plain.problems, *_problems(error)])) from None
    if plain.problems:
        raise DraftFieldError(_without_doubles(plain.problems))
    return draft


def _problems(error: ValidationError) -> list[Problem]:
    found = error.errors(include_url=False)[:MOST_PROBLEMS]
    return [Problem(_path(entry["loc"]), shown(entry["input"]), _expected(entry)) for entry in found]


def _path(keys: tuple[int | str, ...]) -> str:
    path = ROOT
    for key in keys:
        path = child(path, key)
    return path


def _expected(entry: Any) -> Expected:
    if entry["type"] in _CODES:
        return Expected(_CODES[entry["type"]])
    context = entry.get("ctx", {})
    return Expected(context.get("code", "known_field"), context.get("facts", {}))


def _without_doubles(problems: Sequence[Problem]) -> list[Problem]:
    """One problem a path, the first: a field that stood twice need not also be of the wrong type."""
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.path, problem)
    return list(first.values())


def draft_to_object(draft: Draft) -> dict[str, Any]:
    """The draft as JSON has it, without what is not answered. `draft_from_object` gives the same draft again."""
    found: dict[str, Any] = _jsonable(draft.model_dump(exclude_none=True), _json_number)
    return found


def write_draft(draft: Draft) -> str:
    """The draft as a YAML file. `read_draft` gives the same draft again, to the last øre."""
    plain = _jsonable(draft.model_dump(exclude_none=True), _Number)
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _jsonable(value: Any, number: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(inner, number) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(inner, number) for inner in value]
    if isinstance(value, Decimal):
        return number(value)
    return value if isinstance(value, str | bool | int) else value.isoformat()


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


class _Number(Decimal):
    """A number that is written digit for digit."""


class _Dumper(yaml.SafeDumper):
    """Quotes what would not read back as the same text, such as "no", "12" or "1e5"; writes no anchor or alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - whatever stands twice is written twice
        return True


def _write_text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if is_plain_text(value) else '"')


def _write_number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    kind = "int" if value == value.to_integral_value() else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", f"{value:f}")


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(_Number, _write_number)
