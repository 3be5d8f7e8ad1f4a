"""Errors of drafts and rulesets. Their sentences stand in `texts/*.yaml` under `errors.<code>`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from knowledge.errors import TukiError, UsageError


class Expected(NamedTuple):
    """What a field should have held: `code` names a sentence under `checklist.expected`, `facts` fill it."""

    code: str
    facts: Mapping[str, object] = {}


class Problem(NamedTuple):
    """One field at fault: its path (`budget.items[1].amount`, from 0), its value cut at 80 characters."""

    path: str
    value: str
    expected: Expected


class DraftFieldError(UsageError):
    """One or more fields are wrong, so nothing was checked. `problems` has them all, in the draft's order.

    Facts: `path`, `value`, `expected` (a code) of the first problem, and `count`.
    """

    code = "draft_field"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(path=first.path, value=first.value, expected=first.expected.code, count=len(self.problems))


class DraftUnreadable(UsageError):
    """The file as a whole is no draft. Facts: `name`, and those that a subclass adds."""

    code = "draft_unreadable"
    http_status = 400


class DraftTooLarge(DraftUnreadable):
    """Facts: `name`, `size` and `largest`, in bytes."""

    code = "draft_too_large"
    http_status = 413


class DraftNotUtf8(DraftUnreadable):
    """Facts: `name`, `byte`, the place of the first byte at fault, from 0."""

    code = "draft_not_utf8"


class DraftEmpty(DraftUnreadable):
    """Nothing, or nothing but white space and comments. `{}` is a draft; this is none. Facts: `name`."""

    code = "draft_empty"


class DraftSyntax(DraftUnreadable):
    """Neither YAML nor JSON. Facts: `name`, `line`, from 1."""

    code = "draft_syntax"


class DraftNotObject(DraftUnreadable):
    """A list or a single value stands where the draft's fields should. Facts: `name`."""

    code = "draft_not_object"


class DraftTooDeep(DraftUnreadable):
    """Facts: `name`, `deepest`, in levels."""

    code = "draft_too_deep"


class DraftSeveral(DraftUnreadable):
    """More than one YAML document in the file. Facts: `name`, `line`, from 1."""

    code = "draft_several"


class RulesetError(TukiError):
    """A ruleset does not hold together, or not with its rundskriv. Facts: `rule`, `clause`, `reason`."""

    code: ClassVar[str] = "ruleset"

    def __init__(self, reason: str, rule: str = "", clause: str = "") -> None:
        super().__init__(rule=rule, clause=clause, reason=reason)
