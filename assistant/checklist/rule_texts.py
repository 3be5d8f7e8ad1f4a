"""What users read of each rule, in one language: read from `texts.<lang>.yaml`, and refused where it does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Any, Protocol

from assistant.checklist.errors import RulesetError
from assistant.checklist.outcome import Check
from assistant.checklist.results import Result

_ABOUT = ("title", "asks", "why")


class Described(Protocol):
    """What a rule must tell for its texts to be checked."""

    @property
    def id(self) -> str: ...
    @property
    def fields(self) -> tuple[str, ...]: ...
    @property
    def checks(self) -> tuple[Check, ...]: ...
    @property
    def results(self) -> frozenset[Result]: ...


@dataclass(frozen=True)
class Template:
    """A text with placeholders: fields of the rule by path, or facts of its check."""

    parts: tuple[tuple[str, str | None], ...]

    @classmethod
    def of(cls, text: str) -> Template:
        return cls(tuple((literal, name) for literal, name, _, _ in Formatter().parse(text)))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(name for _, name in self.parts if name is not None)

    def fill(self, written: Callable[[str], str]) -> str:
        """The text, with `written(name)` for each placeholder."""
        return "".join(literal if name is None else literal + written(name) for literal, name in self.parts)


@dataclass(frozen=True)
class Message:
    """What a result says, and what to do about it; `do` is empty where there is nothing to do."""

    says: Template
    do: Template

    @cached_property
    def names(self) -> frozenset[str]:
        """The placeholders of both."""
        return self.says.names | self.do.names


@dataclass(frozen=True)
class RuleText:
    """A rule in one language: a short title, what is asked, why, and a message for each result it can give."""

    title: str
    asks: str
    why: str
    messages: Mapping[Result, Message]


def read_rule_texts(entries: Mapping[str, Any], rules: Iterable[Described]) -> dict[str, RuleText]:
    """The texts by rule. Raises RulesetError where a rule, a result or a placeholder has no match."""
    rules = list(rules)
    if entries.keys() != {rule.id for rule in rules}:
        raise RulesetError(f"texts and rules differ in {sorted(entries.keys() ^ {rule.id for rule in rules})}")
    return {rule.id: _rule_text(rule, entries[rule.id]) for rule in rules}


def _rule_text(rule: Described, entry: Mapping[str, Any]) -> RuleText:
    if entry.keys() != {*_ABOUT, *rule.results}:
        raise RulesetError(f"texts differ in {sorted(entry.keys() ^ {*_ABOUT, *rule.results})}", rule.id)
    messages = {result: _message(entry[result], rule.id) for result in Result if result in rule.results}
    if any(Template.of(entry[key]).names for key in _ABOUT):
        raise RulesetError(f"only messages have placeholders, not {', '.join(_ABOUT)}", rule.id)
    known = {*rule.fields}.union(*(check.fact_names for check in rule.checks))
    used = frozenset[str]().union(*(message.names for message in messages.values()))
    if unknown := used - known:
        raise RulesetError(f"there is nothing to put for {sorted(unknown)}", rule.id)
    return RuleText(entry["title"], entry["asks"], entry["why"], messages)


def _message(entry: Any, rule_id: str) -> Message:
    """From `{says: ..., do: ...}`, or a text alone where there is nothing to do."""
    parts = entry if isinstance(entry, dict) else {"says": entry}
    if not {"says"} <= parts.keys() <= {"says", "do"}:
        raise RulesetError(f"a message has says and do, and this has {list(parts)}", rule_id)
    return Message(Template.of(parts["says"]), Template.of(parts.get("do", "")))
