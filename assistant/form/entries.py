"""The entries of a form: what stands in each of its fields, as typed. Kept as they are, also where they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.checklist.draft import Draft
from assistant.checklist.errors import DraftFieldError, Problem
from assistant.checklist.reading import draft_from_object, draft_to_object
from assistant.form.form import NO, YES, Field, Form
from assistant.form.paths import put_at
from assistant.form.typed import typed_value

# Entry name -> what stands there: one text, or several for a field with many choices.
Entries = Mapping[str, tuple[str, ...]]
MOST_ROWS = 200
LONGEST_ENTRY = 20_000  # characters of one field
_AREA = re.compile(r"[0-9]")
_ROW = re.compile(r"(?P<list>[a-z_.]+)\[(?P<row>[0-9]{1,3})\](?P<rest>.*)")


@dataclass(frozen=True)
class Filled:
    """The draft that entries make, or the fields that hinder it, by the names of their entries."""

    draft: Draft | None
    problems: tuple[Problem, ...] = ()


def known_entries(form: Form, pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Of the name and text of each field of a request, those of the form that hold something, in the form's order."""
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        if text.strip():
            # A form sends line breaks as CR LF; a draft has them as they were typed.
            given.setdefault(name, []).append(text.replace("\r\n", "\n")[:LONGEST_ENTRY])
    known: dict[str, tuple[str, ...]] = {}
    for field in form.fields:
        for name in _names(field, given):
            texts = given.get(name, [])
            if texts:
                known[name] = tuple(dict.fromkeys(texts)) if field.widget == "choices" else (texts[-1],)
    return known


def _names(field: Field, given: Mapping[str, object]) -> list[str]:
    if not field.rows:
        return [field.path]
    return [f"{field.path}[{row}].{part.path}" for row in rows_of(field, given) for part in field.rows]


def rows_of(field: Field, entries: Mapping[str, object]) -> list[int]:
    """The numbers of the rows that hold something, from 0."""
    found = {
        int(matched["row"])
        for name in entries
        if (matched := _ROW.fullmatch(name)) and matched["list"] == field.path and int(matched["row"]) < MOST_ROWS
    }
    return sorted(found)


def fill(form: Form, entries: Entries, rundskriv: str | None = None) -> Filled:
    """The draft that stands in `entries`."""
    found: dict[str, Any] = {"rundskriv": rundskriv} if rundskriv else {}
    numbering: dict[str, list[int]] = {}
    for field in form.fields:
        if field.rows:
            numbering[field.path] = rows = rows_of(field, entries)
            put_at(found, field.path, [_row(field, number, entries) for number in rows] or None)
        elif field.widget == "given":
            put_at(found, field.path, {} if entries.get(field.path) == (YES,) else None)
        elif not _left_out(field, form, entries):
            put_at(found, field.path, _value(field, entries.get(field.path, ())))
    try:
        return Filled(draft_from_object(found))
    except DraftFieldError as error:
        return Filled(None, tuple(_renamed(problem, numbering) for problem in error.problems))


def _left_out(field: Field, form: Form, entries: Entries) -> bool:
    """If `field` belongs to an object that the form says is not there."""
    above = form.field(field.path.rpartition(".")[0])
    return above is not None and above.widget == "given" and entries.get(above.path) != (YES,)


def _row(field: Field, number: int, entries: Entries) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for part in field.rows:
        put_at(row, part.path, _value(part, entries.get(f"{field.path}[{number}].{part.path}", ())))
    return row


def _value(field: Field, texts: tuple[str, ...]) -> object:
    if field.widget == "choices":
        return list(texts) or None
    if field.widget == "lines":
        return [line.strip() for text in texts for line in text.splitlines() if line.strip()] or None
    value = typed_value(field.widget, texts[0]) if texts else None
    return int(value) if field.path == "focus_area" and isinstance(value, str) and _AREA.fullmatch(value) else value


def _renamed(problem: Problem, numbering: Mapping[str, list[int]]) -> Problem:
    """The path in the draft as the name of its entry: rows that were left empty are not in the draft."""
    matched = _ROW.fullmatch(problem.path)
    if not matched or matched["list"] not in numbering:
        return problem
    row = numbering[matched["list"]][int(matched["row"])]
    return problem._replace(path=f"{matched['list']}[{row}]{matched['rest']}")


def entries_of(form: Form, draft: Draft) -> dict[str, tuple[str, ...]]:
    """The entries that make `draft`. Raises nothing: each draft can be shown in the form."""
    plain = draft_to_object(draft)
    entries: dict[str, tuple[str, ...]] = {}
    for field in form.fields:
        value = _at(plain, field.path)
        if field.rows:
            for number, row in enumerate(value or ()):
                for part in field.rows:
                    _enter(entries, f"{field.path}[{number}].{part.path}", part, row.get(part.path))
        else:
            _enter(entries, field.path, field, value)
    return entries


def _at(plain: Any, path: str) -> Any:
    for part in path.split("."):
        plain = plain.get(part) if isinstance(plain, dict) else None
    return plain


def _enter(entries: dict[str, tuple[str, ...]], name: str, field: Field, value: Any) -> None:
    if value is None or (isinstance(value, str | list) and not value):
        return
    if field.widget == "given":
        entries[name] = (YES,)
    elif field.widget == "yes_no":
        entries[name] = (YES if value else NO,)
    elif field.widget == "choices":
        entries[name] = tuple(value)
    elif field.widget == "lines":
        entries[name] = ("\n".join(value),)
    else:
        entries[name] = (_written(value),)


def _written(value: Any) -> str:
    """Numbers with a decimal comma, as they are typed; texts as they are."""
    if isinstance(value, float | Decimal):
        return f"{Decimal(repr(value)) if isinstance(value, float) else value:f}".replace(".", ",")
    return str(value)
