"""The form as a page shows it: each field with its label, what stands in it, what is wrong, and where it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import shorten
from typing import Any

from assistant.checklist.errors import Problem
from assistant.checklist.wording import wording_in
from assistant.drafts.kept import KeptDraft, ReadEntry
from assistant.form.entries import Entries, rows_of
from assistant.form.form import UNKNOWN, Field, Form, Need, Section
from assistant.form.typed import typed_value
from web.wording import all_texts

BLANK_ROWS = 1  # after those that are filled in
LONGEST_SUGGESTED = 80  # characters of a text that is offered; the rest stands in the document


def entry_id(name: str) -> str:
    """The id of an entry's element in the page: "budget.items[0].amount" -> "f-budget-items-0-amount"."""
    return "f-" + name.replace("].", "-").replace("[", "-").replace("]", "").replace(".", "-")


def needs_token(need: Need | None) -> str | None:
    """What marks an element as asked under a condition, in the page and in its stylesheet."""
    return "_".join([entry_id(need.of), *need.answers]) if need else None


@dataclass(frozen=True)
class OptionView:
    """One answer that can be chosen."""

    value: str
    label: str
    chosen: bool
    needs: str | None


@dataclass(frozen=True)
class FieldView:
    """One field; in one with rows, `rows` are its rows of fields and `entry` is empty.

    `suggested` is what was read for it, in words: "1,5 år".
    """

    name: str
    widget: str
    label: str
    help: str
    entry: str
    options: tuple[OptionView, ...]
    needs: str | None
    error: str | None
    read: ReadEntry | None
    rows: tuple[RowView, ...] = ()
    more: str = ""
    suggested: str = ""

    @property
    def id(self) -> str:
        return entry_id(self.name)

    @property
    def is_suggested(self) -> bool:
        """If something was read for the field that is not entered yet."""
        parts = [part for row in self.rows for part in row.fields]
        return self.read is not None and not any(part.is_filled for part in parts or [self])

    @property
    def is_filled(self) -> bool:
        """If something stands in the field, or is chosen."""
        return bool(self.entry) or any(option.chosen for option in self.options)


@dataclass(frozen=True)
class RowView:
    """One object of a list, numbered from 1 for the reader."""

    legend: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class SectionView:
    """Fields under one heading, and what is said above them."""

    id: str
    title: str
    note: str
    fields: tuple[FieldView, ...]
    needs: str | None


def _choices(field: Field, parent: str) -> tuple[str, ...]:
    """With "not known yet" where one of several is chosen by a button, which cannot be unpressed; a row has a list."""
    return (*field.choices, UNKNOWN) if field.widget == "choice" and not parent else field.choices


class FormWriter:
    """Writes the form for one kept draft in one language."""

    def __init__(self, form: Form, lang: str, kept: KeptDraft, problems: Sequence[Problem] = ()) -> None:
        self._form = form
        self._lang = lang
        self._wording = wording_in(lang)
        self._entries: Entries = kept.entries
        self._texts: Mapping[str, Any] = all_texts().value(lang, "form")
        self._labels: Mapping[str, str] = all_texts().value(lang, "checklist.wording.labels")
        self._errors = {problem.path: wording_in(lang).expected(problem) for problem in problems}
        self._read = {} if kept.confirmed else {read.path: read for read in kept.read}

    def sections(self, more: str = "") -> tuple[SectionView, ...]:
        """All sections. `more` names a field that wants one more empty row."""
        return tuple(self._section(section, more) for section in self._form.sections)

    def _section(self, section: Section, more: str) -> SectionView:
        fields = tuple(self._field(field, field.path, more=more == field.path) for field in section.fields)
        note = self._texts["notes"].get(section.id, "")
        return SectionView(section.id, self._texts["sections"][section.id], note, fields, needs_token(section.needs))

    def _field(self, field: Field, name: str, parent: str = "", *, more: bool = False) -> FieldView:
        texts: Mapping[str, str] = self._texts["fields"][f"{parent}{field.path}"]
        entered = self._entries.get(name, ())
        return FieldView(
            name,
            field.widget,
            texts["label"],
            texts.get("help", ""),
            entered[0] if entered and not field.choices else "",
            tuple(self._option(field, value, entered) for value in _choices(field, parent)),
            needs_token(field.needs),
            self._errors.get(name) or (self._list_error(name) if field.widget in {"lines", "choices"} else None),
            self._read.get(name),
            self._rows(field, more=more) if field.rows else (),
            texts.get("more", ""),
            self._suggested(field, self._read.get(name)),
        )

    def _suggested(self, field: Field, read: ReadEntry | None) -> str:
        """What taking the suggestion enters: numbers and days as they are written, words in quotation marks."""
        if read is None:
            return ""
        if field.rows:
            return self._quoted([*_first_of_rows(field, read)])
        texts = read.entries.get(field.path, [])
        if field.choices:
            return self._quoted([self._option(field, each, ()).label for each in field.choices if each in texts])
        if field.widget in {"whole", "number", "kroner", "day"}:
            return self._wording.enumerate([self._number(field, text) for text in texts])
        return self._quoted(texts)

    def _number(self, field: Field, text: str) -> str:
        value = str(typed_value(field.widget, text))
        if field.widget == "day":
            return self._wording.write(date.fromisoformat(value))
        number = Decimal(value)
        return self._wording.kroner(number) if field.widget == "kroner" else self._wording.field(field.path, number)

    def _quoted(self, texts: Sequence[str]) -> str:
        return self._wording.enumerate([f"«{shorten(text, LONGEST_SUGGESTED, placeholder=' …')}»" for text in texts])

    def _list_error(self, name: str) -> str | None:
        return next((error for path, error in self._errors.items() if path.startswith(f"{name}[")), None)

    def _option(self, field: Field, value: str, entered: tuple[str, ...]) -> OptionView:
        if value in self._texts["answers"]:
            label = self._texts["answers"][value]
        elif field.path == "focus_area":
            label = self._texts["focus_areas"][f"area_{value}"]
        else:
            label = self._labels[value]
        need = (field.option_needs or {}).get(value)
        return OptionView(value, label[:1].upper() + label[1:], value in entered, needs_token(need))

    def _rows(self, field: Field, *, more: bool) -> tuple[RowView, ...]:
        filled = rows_of(field, self._entries)
        blank = BLANK_ROWS + (1 if more else 0)
        count = (filled[-1] + 1 if filled else 0) + blank
        legend: str = self._texts["fields"][field.path]["row"]
        return tuple(RowView(legend.format(number=number + 1), self._row(field, number)) for number in range(count))

    def _row(self, field: Field, number: int) -> tuple[FieldView, ...]:
        parent = f"{field.path}."
        return tuple(self._field(part, f"{field.path}[{number}].{part.path}", parent) for part in field.rows)


def _first_of_rows(field: Field, read: ReadEntry) -> Iterator[str]:
    """What each row of a suggestion is known by, its first field: a partner's name, a cost's description."""
    for row in rows_of(field, read.entries):
        yield from read.entries.get(f"{field.path}[{row}].{field.rows[0].path}", [])


def field_label(lang: str, name: str) -> str:
    """What a field is called: "Hvor mange deltakere har prosjektet?", for an entry in a row its row too."""
    fields: Mapping[str, Mapping[str, str]] = all_texts().value(lang, "form.fields")
    if "[" not in name:
        return fields[name]["label"]
    listed, _, rest = name.partition("[")
    number, _, part = rest.partition("]")
    if not part:
        return fields[listed]["label"]
    return f"{fields[listed]['row'].format(number=int(number) + 1)}: {fields[listed + part]['label']}"
