"""YAML -> a plain object, read from its events one by one.

So nothing nested can blow the stack, no tag can build an object and no alias can multiply. Plain values are read as
YAML 1.2 has them, never as 1.1: `no`, `on`, `1:30`, `0o17`, `017`, `1_000` and `2025-02-19` are text, and the field's
type then takes the text or refuses it. Only `true` and `false` (and `True`, `TRUE`, ...) are booleans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from assistant.checklist.errors import (
    DraftEmpty,
    DraftNotObject,
    DraftSeveral,
    DraftSyntax,
    DraftTooDeep,
    Expected,
    Problem,
)
from assistant.checklist.plain import DEEPEST, MOST_PROBLEMS, ROOT, Plain, child, shown

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass
class _Open:
    """A mapping or list whose end is not read yet. `key` is that of the value to come."""

    value: dict[str, Any] | list[Any]
    path: str
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    @property
    def next_path(self) -> str:
        if isinstance(self.value, list):
            return child(self.path, len(self.value))
        return child(self.path, self.key or "?")


@dataclass
class _Builder:
    """Takes events in order; afterwards `root` holds what they said."""

    name: str
    root: Any = None
    documents: int = 0
    open: list[_Open] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event)

    def _start_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise DraftSeveral(name=self.name, line=event.start_mark.line + 1)

    def _take_node(self, event: Any) -> None:
        path = self.open[-1].next_path if self.open else ROOT
        plain = self._is_plain(event, path)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._enter({} if isinstance(event, yaml.MappingStartEvent) else [], path)
        elif self.open and self.open[-1].wants_key:
            self._take_key(event)
        else:
            self._place(_scalar(event) if plain else None)

    def _is_plain(self, event: Any, path: str) -> bool:
        """If there is no alias, anchor or tag: they can multiply a file or name objects to build."""
        written = f"*{event.anchor}" if isinstance(event, yaml.AliasEvent) else event.anchor and f"&{event.anchor}"
        written = written or getattr(event, "tag", None)
        if written:
            self._report(path, written, "plain_value")
        return not written

    def _enter(self, value: dict[str, Any] | list[Any], path: str) -> None:
        if self.open and self.open[-1].wants_key:
            self._report(path, value, "known_field")
            self.open[-1].key = "?"
        if len(self.open) >= DEEPEST:
            raise DraftTooDeep(name=self.name, deepest=DEEPEST)
        self._place(value)
        self.open.append(_Open(value, path))

    def _take_key(self, event: Any) -> None:
        mapping = self.open[-1]
        mapping.key = str(getattr(event, "value", "?"))
        if isinstance(mapping.value, dict) and mapping.key in mapping.value:
            self._report(mapping.next_path, mapping.value[mapping.key], "once")

    def _place(self, value: Any) -> None:
        if not self.open:
            self.root = value
        elif isinstance(self.open[-1].value, list):
            self.open[-1].value.append(value)
        else:
            self.open[-1].value[self.open[-1].key or ""] = value
            self.open[-1].key = None

    def _report(self, path: str, value: object, code: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(path, shown(value), Expected(code)))


def _scalar(event: Any) -> Any:
    text = str(event.value)
    is_quoted = not event.implicit[0]
    if is_quoted or is_plain_text(text):
        return text
    if text in _WORDS:
        return _WORDS[text]
    return Decimal(text) if _NUMBER.fullmatch(text) else float(text.lower().replace(".", ""))


def is_plain_text(text: str) -> bool:
    """If `text`, written in YAML without quotes, is read back as text."""
    return text not in _WORDS and not _NUMBER.fullmatch(text) and not _NOT_FINITE.fullmatch(text)


def from_yaml(text: str, name: str) -> Plain:
    """The object in a YAML text. Raises DraftSyntax, DraftEmpty, DraftNotObject, DraftTooDeep, DraftSeveral."""
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise DraftSyntax(name=name, line=error.problem_mark.line + 1 if error.problem_mark else 1) from None
    except yaml.YAMLError:  # a character that YAML has no place for
        raise DraftSyntax(name=name, line=1) from None
    if builder.root is None and not builder.problems:
        raise DraftEmpty(name=name)
    if not isinstance(builder.root, dict):
        raise DraftNotObject(name=name)
    return Plain(builder.root, tuple(builder.problems))
