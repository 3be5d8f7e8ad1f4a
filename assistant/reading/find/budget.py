"""The items of a budget: from a table with a head, from one without, or from lines that end in an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.blocks import About, Block, BlockKind
from assistant.reading.find.amounts import SUM, read_kroner
from assistant.reading.find.candidate import Candidate
from assistant.reading.find.label import heading_patterns, path_of_label
from assistant.reading.find.labelled import LABEL
from assistant.reading.find.partners import cell, columns_of, span_of
from assistant.reading.find.scale import scale_of_label, scaled
from assistant.reading.find.statement import sections
from assistant.reading.find.tables import PAIR, tables
from assistant.reading.find.value import Value
from assistant.reading.find.values import read_value
from assistant.reading.find.vocabulary import reading_words

FEWEST_LINES = 2  # of a budget that is no table
_LINE = re.compile(rf"(?P<description>[^:]*?[^\W\d][^:]*?)(?::| )\s*(?P<amount>{SUM})\.?", re.IGNORECASE)


@dataclass(frozen=True)
class _Row:
    """One line of a budget. `sure` where its kind is told and not only guessed from the description."""

    description: str
    amount: Value | None
    item: dict[str, Any]
    sure: bool


def budget(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """At most one candidate from each table or part."""
    for heading, below in sections([block for block in blocks if block.context.about is not About.EARLIER]):
        is_budget = heading is not None and heading_patterns()["budget"].search(heading.text) is not None
        for rows in tables(below):
            yield from _of_table(rows, is_budget=is_budget)
        lines = [block for block in below if block.kind is not BlockKind.ROW]
        if is_budget and len(lines) >= FEWEST_LINES:
            yield from _of_lines(lines)


def _of_table(rows: list[Block], *, is_budget: bool) -> Iterator[Candidate]:
    columns = columns_of(rows[0], reading_words()["columns"])
    if {"description", "amount"} <= columns.keys():
        own = scale_of_label(rows[0].text)
        yield from _items([_row(row, columns, own) for row in rows[1:]], rows)
    elif is_budget and all(len(row.cells) == PAIR for row in rows) and read_kroner(rows[0].cells[1]):
        yield from _items([_row(row, {"description": 0, "amount": 1}, 1) for row in rows], rows)


def _of_lines(lines: list[Block]) -> Iterator[Candidate]:
    found = [(line, matched) for line in lines if (matched := _LINE.fullmatch(line.text))]
    if len(found) >= FEWEST_LINES:
        rows = [_of_cells(line, matched["description"], matched["amount"]) for line, matched in found]
        yield from _items(rows, [line for line, _ in found])


def _of_cells(line: Block, description: str, amount: str) -> _Row:
    as_row = Block(BlockKind.ROW, line.text, (description.strip(), amount), context=line.context)
    return _row(as_row, {"description": 0, "amount": 1}, 1)


def _items(rows: Sequence[_Row], blocks: list[Block]) -> Iterator[Candidate]:
    """The items, certain where each is and they add up. What comes after their sum says who pays, and is no item."""
    items, certain, total = [], True, None
    for row in rows:
        if re.search(reading_words()["sums"], row.description.casefold()):
            total = total or row.amount
            continue
        if (path_of_label(row.description) or "").startswith("budget."):
            certain = certain and total is not None
            continue
        if total is not None or not row.description or row.amount is None:
            certain = certain and not (row.description or row.amount)
            continue
        items.append({"description": row.description, "amount": row.amount.value, **row.item})
        certain = certain and row.sure and row.amount.certain
    if items:
        adds_up = total is None or abs(sum(item["amount"] for item in items) - total.value) <= 1
        certain = certain and adds_up and blocks[0].context.about is not About.BACKGROUND
        yield Candidate("budget.items", items, span_of(blocks), blocks[0].page, certain, LABEL)


def _row(row: Block, columns: dict[str, int], own: int) -> _Row:
    description, written = cell(row, columns["description"]), cell(row, columns["amount"])
    amount = read_value("kroner", written)
    item, sure = _item(row, columns, description)
    # A single item may well be small.
    small = amount is not None and own == row.context.scale == 1 and not row.context.scale_in_doubt
    value = amount if small or amount is None else scaled(amount, written, row.context, own)
    return _Row(" ".join(description.split()), value, item, sure)


def _item(row: Block, columns: dict[str, int], description: str) -> tuple[dict[str, Any], bool]:
    """What else a row says of its item; not sure where a kind is only guessed from the description."""
    item: dict[str, Any] = {}
    sure = True
    kind = read_value("budget.items.kind", cell(row, columns["kind"])) if "kind" in columns else None
    if kind is None:
        kind, sure = read_value("budget.items.kind", description), False
    if kind:
        item["kind"] = kind.value
        sure = sure and kind.certain
    for name, measure in (("financed_by", "budget.items.financed_by"), ("in_ordinary_operations", "yes_no")):
        value = read_value(measure, cell(row, columns[name])) if name in columns else None
        if value:
            item[name] = value.value
            sure = sure and value.certain
    return item, sure
