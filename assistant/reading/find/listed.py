"""The lists of a draft: budget items from tables, partners from tables and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from assistant.reading.blocks import Block, BlockKind
from assistant.reading.find.candidate import Candidate, Snippet, snippet_of
from assistant.reading.find.labelled import LABEL, heading_patterns
from assistant.reading.find.statement import sections
from assistant.reading.find.values import read_value, reading_words

THOUSAND = 1_000
_BRACKETED = re.compile(r"(?P<name>.+?)\s*[(–-]\s*(?P<type>[^()]+)\)?$")


def listed(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """At most one candidate each for `budget.items` and `partners` from each table or list."""
    for heading, below in sections(blocks):
        title = heading.text if heading else ""
        for _, group in groupby(below, key=lambda block: block.table):
            rows = list(group)
            if rows[0].kind is BlockKind.ROW:
                yield from _of_table(title, rows)
        if heading_patterns()["partners"].search(title):
            yield from _of_items([block for block in below if block.kind is BlockKind.ITEM])


def _columns(head: Block, known: Mapping[str, str]) -> dict[str, int]:
    """Which column each name is in, by the words of the table's first row."""
    found: dict[str, int] = {}
    for number, cell in enumerate(head.cells):
        for name, pattern in known.items():
            if name not in found and number not in found.values() and re.search(pattern, cell.casefold()):
                found[name] = number
                break
    return found


def _of_table(title: str, rows: list[Block]) -> Iterator[Candidate]:
    columns = _columns(rows[0], reading_words()["columns"])
    if {"description", "amount"} <= columns.keys():
        yield from _budget(title, rows, columns)
        return
    partner_columns = _columns(rows[0], reading_words()["partner_columns"])
    if {"name", "type"} <= partner_columns.keys():
        yield from _partners(
            [(_cell(row, partner_columns["name"]), _cell(row, partner_columns["type"])) for row in rows[1:]], rows
        )


def _cell(row: Block, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _budget(title: str, rows: list[Block], columns: dict[str, int]) -> Iterator[Candidate]:
    head = rows[0].text
    factor = THOUSAND if re.search(reading_words()["thousands"], f"{title} {head}".casefold()) else 1
    items, certain, total = [], True, None
    for row in rows[1:]:
        description, amount = _cell(row, columns["description"]), read_value("kroner", _cell(row, columns["amount"]))
        if re.search(reading_words()["sums"], description.casefold()):
            total = amount.value * factor if amount else None
            continue
        if not description or amount is None:
            certain = certain and not row.text
            continue
        item, sure = _item(row, columns, description)
        items.append({"description": description, "amount": amount.value * factor, **item})
        certain = certain and sure and amount.certain
    if items:
        adds_up = total is None or abs(sum(item["amount"] for item in items) - total) <= 1
        yield Candidate("budget.items", items, _span(rows), rows[0].page, certain and adds_up, LABEL)


def _item(row: Block, columns: dict[str, int], description: str) -> tuple[dict[str, Any], bool]:
    """What else a row says of its item; not sure where a kind is only guessed from the description."""
    item: dict[str, Any] = {}
    sure = True
    kind = read_value("budget.items.kind", _cell(row, columns["kind"])) if "kind" in columns else None
    if kind is None:
        kind, sure = read_value("budget.items.kind", description), False
    if kind:
        item["kind"] = kind.value
        sure = sure and kind.certain
    for name, measure in (("financed_by", "budget.items.financed_by"), ("in_ordinary_operations", "yes_no")):
        value = read_value(measure, _cell(row, columns[name])) if name in columns else None
        if value:
            item[name] = value.value
    return item, sure


def _of_items(items: list[Block]) -> Iterator[Candidate]:
    pairs = []
    for item in items:
        matched = _BRACKETED.fullmatch(item.text)
        pairs.append((matched["name"], matched["type"]) if matched else (item.text, ""))
    if items:
        yield from _partners(pairs, items)


def _partners(pairs: list[tuple[str, str]], blocks: list[Block]) -> Iterator[Candidate]:
    partners, certain = [], True
    for name, said in pairs:
        kind = read_value("partners.type", said) if said else None
        kind = kind or read_value("partners.type", name)
        certain = certain and kind is not None and kind.certain
        partners.append({"name": name, **({"type": kind.value} if kind else {})})
    if partners:
        yield Candidate("partners", partners, _span(blocks), blocks[0].page, certain, LABEL)


def _span(blocks: list[Block]) -> Snippet:
    """A list is shown by its first lines."""
    text = " ".join(block.text for block in blocks)
    whole = Block(BlockKind.TEXT, text, page=blocks[0].page)
    return snippet_of(whole, 0, len(text))
