"""Fields that the document names: a label with its answer, or a heading with the text below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from assistant.form.form import load_form
from assistant.reading.blocks import Block, BlockKind
from assistant.reading.find.candidate import Candidate, place_of, snippet_of
from assistant.reading.find.statement import Statement, label_words, sections, statements
from assistant.reading.find.values import read_value
from knowledge.data import read_yaml

LABEL, HEADING, TITLE = 0, 1, 3  # ranks: how closely a value is tied to its field
# Fields whose values are read by another measure than the form's widget says.
KINDS = {
    "applicant.name": "name",
    "focus_area": "area",
    "duration_years": "years",
    "applicant.organisation_number": "organisation_number",
    "applicant.type": "applicant.type",
    "approval.role": "approval.role",
    "target_groups": "target_groups",
    "welcome.dialogue_with": "welcome.dialogue_with",
}


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = read_yaml(files("assistant.reading.find") / "labels.yaml")
    return tuple((entry["path"], re.compile(entry["label"])) for entry in entries)


@cache
def heading_patterns() -> dict[str, re.Pattern[str]]:
    """What headings say of the part below them, from headings.yaml."""
    entries: dict[str, str] = read_yaml(files("assistant.reading.find") / "headings.yaml")
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in entries.items()}


@cache
def kind_of_field(path: str) -> str:
    """By which measure a field's answer is read."""
    field = load_form().field(path)
    if path in KINDS or field is None:
        return KINDS.get(path, "text")
    return "yes_no" if field.widget == "given" else field.widget


def path_of_label(label: str) -> str | None:
    """The field that a label, question or heading is about."""
    words = label_words(label)
    return next((path for path, pattern in _labels() if pattern.search(words)), None)


def labelled(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """What labels and headings name, and what the first heading calls the project."""
    for statement in statements(blocks):
        yield from _of_statement(statement)
    for heading, below in sections(blocks):
        if heading is not None:
            yield from _of_section(heading, below)
    yield from _title(blocks)


def _of_statement(statement: Statement) -> Iterator[Candidate]:
    path = path_of_label(statement.label)
    if path is None:
        return
    value = read_value(kind_of_field(path), statement.value)
    if value is None:
        return
    if kind_of_field(path) == "long_text" and statement.block.kind is not BlockKind.ROW and len(statement.value) < 3:  # noqa: PLR2004
        return
    start, end = place_of(statement.block, statement.value)
    snippet = snippet_of(statement.block, start, end)
    yield Candidate(path, value.value, snippet, statement.block.page, value.certain, LABEL)


def _of_section(heading: Block, below: Sequence[Block]) -> Iterator[Candidate]:
    """The text below a heading, for a field that is text; a short answer below one, for any other."""
    path = path_of_label(heading.text)
    written = [block for block in below if block.kind is not BlockKind.ROW]
    if path is None or not written:
        return
    kind = kind_of_field(path)
    if kind == "long_text":
        text = "\n".join(block.text for block in written)
        yield Candidate(path, text, _whole(written[0]), written[0].page, certain=True, rank=HEADING)
    elif len(written[0].text.split()) <= 12 and (value := read_value(kind, written[0].text)):  # noqa: PLR2004 - a short answer
        certain = value.certain and kind not in {"text", "years", "whole"}
        yield Candidate(path, value.value, _whole(written[0]), written[0].page, certain, HEADING)


def _whole(block: Block):  # type: ignore[no-untyped-def]
    return snippet_of(block, 0, len(block.text))


def _title(blocks: Sequence[Block]) -> Iterator[Candidate]:
    first = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    if first is None:
        return
    if named := heading_patterns()["naming"].match(first.text):
        start, end = named.span("title")
        yield Candidate("title", named["title"], snippet_of(first, start, end), first.page, certain=True, rank=HEADING)
    elif not heading_patterns()["generic"].search(first.text) and path_of_label(first.text) is None:
        yield replace(
            Candidate("title", first.text, _whole(first), first.page, certain=False, rank=TITLE), certain=False
        )
