"""The form as data: sections, their fields, and when each is asked. Read from `form.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from knowledge.data import read_yaml

Widget = Literal[
    "text", "long_text", "lines", "whole", "number", "kroner", "day", "choice", "choices", "yes_no", "given", "rows"
]
YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Need:
    """Asked only where the entry `of` has one of `answers`."""

    of: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One question. `path` is the draft's; within a row it is the row's own, `name` for `partners[0].name`."""

    path: str
    widget: Widget
    needs: Need | None = None
    options: tuple[str, ...] = ()
    option_needs: Mapping[str, Need] | None = None
    rows: tuple[Field, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen: a yes or no has "not known yet" too, which answers nothing."""
        return (YES, NO, UNKNOWN) if self.widget in {"yes_no", "given"} else self.options


@dataclass(frozen=True)
class Section:
    """Questions that stand under one heading."""

    id: str
    fields: tuple[Field, ...]
    needs: Need | None = None


@dataclass(frozen=True)
class Form:
    """All sections, in the order that they are asked."""

    sections: tuple[Section, ...]

    @property
    def fields(self) -> Iterator[Field]:
        """Every field, in order; a field with rows once."""
        return (field for section in self.sections for field in section.fields)

    @property
    def needs(self) -> Iterator[Need]:
        """Every condition that something is asked under; one may come several times."""
        for section in self.sections:
            yield from [section.needs] if section.needs else []
            for field in section.fields:
                yield from [field.needs] if field.needs else []
                yield from (field.option_needs or {}).values()

    def field(self, path: str) -> Field | None:
        """The field at `path`, None where the form has none."""
        return next((field for field in self.fields if field.path == path), None)


@cache
def load_form() -> Form:
    """The shipped form, read once a process."""
    data = read_yaml(files("assistant.form") / "form.yaml")
    narrowed: Mapping[str, Any] = data["option_needs"]
    sections = tuple(
        Section(
            section["id"], tuple(_field(entry, narrowed) for entry in section["fields"]), _need(section.get("needs"))
        )
        for section in data["sections"]
    )
    return Form(sections)


def _field(entry: Mapping[str, Any], narrowed: Mapping[str, Any]) -> Field:
    needs_of_options = {
        option: need for option, given in narrowed.get(entry["path"], {}).items() if (need := _need(given))
    }
    return Field(
        entry["path"],
        entry["widget"],
        _need(entry.get("needs")),
        tuple(entry.get("options", ())),
        needs_of_options or None,
        tuple(_field(row, {}) for row in entry.get("rows", ())),
    )


def _need(entry: Mapping[str, Any] | None) -> Need | None:
    return next((Need(of, tuple(answers)) for of, answers in entry.items()), None) if entry else None
