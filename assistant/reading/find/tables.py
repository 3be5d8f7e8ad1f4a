"""What the rows of a table state: label and answer side by side, crosses, labels above answers, and sums of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.reading.blocks import Block, BlockKind, plain
from assistant.reading.find.amounts import read_kroner
from assistant.reading.find.boxes import has_box, ticked
from assistant.reading.find.label import path_of_label
from assistant.reading.find.scale import scale_of_label
from assistant.reading.find.statement import Statement
from assistant.reading.find.vocabulary import reading_words

_YEAR = re.compile(r"(år )?(19|20)\d\d")
PAIR = 2  # cells: a label and its answer


def tables(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The rows of each table, in order. A row that runs across it all is a heading and left out."""
    found: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind is BlockKind.ROW and len(block.cells) > 1:
            found.setdefault(block.table, []).append(block)
    yield from found.values()


def row_statements(rows: Sequence[Block]) -> Iterator[Statement]:
    """All pairs of label and value that a table holds."""
    for row in rows:
        yield from _of_row(row, rows)


def _of_row(row: Block, rows: Sequence[Block]) -> Iterator[Statement]:
    head = rows[0] if row is not rows[0] else None
    cells = list(row.cells)
    if len(cells) > PAIR and re.fullmatch(r"\d{1,2}[.)]?", cells[0]) and _counts_rows(head):
        cells = cells[1:]  # number, question, answer
    if answer := _ticked_column(row, head):
        yield Statement(cells[0], answer, row)
    elif head is not None and (years := _year_columns(head)):
        yield from _of_years(row, head, years)
    elif len(cells) > PAIR and any(map(has_box, cells[1:])):
        yield Statement(cells[0], plain(" ".join(cells[1:])), row)
    elif len(cells) == PAIR and cells[0]:
        if head is not None or path_of_label(cells[1]) is None:
            yield Statement(cells[0], cells[1], row, _scale_of_head(head))
    elif head is not None and len(head.cells) == len(row.cells) > PAIR:
        yield from _below_labels(row, head, alone=len(rows) == PAIR)


def _counts_rows(head: Block | None) -> bool:
    """If a table's first column numbers its rows, so far as its first row tells."""
    return head is None or re.match(r"(nr|no|#|$|1[.)]?$)", head.cells[0].casefold()) is not None


def _ticked_column(row: Block, head: Block | None) -> str | None:
    """The head of the one column that is ticked, "Ja" for instance."""
    crossed = [number for number, cell in enumerate(row.cells) if ticked(cell) == ["☒"] or cell.strip().lower() == "x"]
    if head is None or len(crossed) != 1 or not 0 < crossed[0] < len(head.cells):
        return None
    return head.cells[crossed[0]] or None


def _scale_of_head(head: Block | None) -> int:
    """What the amounts below a head count, where it is a head and no row with an amount of its own."""
    return scale_of_label(head.cells[1]) if head is not None else 1


def _year_columns(head: Block) -> list[int]:
    found = [number for number, cell in enumerate(head.cells) if number and _YEAR.fullmatch(cell.casefold())]
    return found if len(found) > 1 else []


def _of_years(row: Block, head: Block, years: Sequence[int]) -> Iterator[Statement]:
    """The sum of a row's years, sure where they add up to it. Without a sum, no year is the whole."""
    sums = [number for number, cell in enumerate(head.cells) if re.search(reading_words()["sums"], cell.casefold())]
    if len(sums) != 1 or len(row.cells) != len(head.cells) or not row.cells[0]:
        return
    amounts = [read_kroner(row.cells[number]) for number in [*years, *sums]]
    known = [amount.value for amount in amounts if amount is not None]
    adds_up = len(known) == len(amounts) and abs(sum(known[:-1]) - known[-1]) <= 1
    scale = scale_of_label(head.text) if scale_of_label(head.text) > 1 else scale_of_label(row.cells[0])
    yield Statement(row.cells[0], plain(row.cells[sums[0]]), row, scale, sure=adds_up, total=True)


def _below_labels(row: Block, head: Block, *, alone: bool) -> Iterator[Statement]:
    """A label above each answer, where there is one row of answers; of several, only the row that sums them up."""
    total = not alone and any(re.search(reading_words()["sums"], cell.casefold()) for cell in row.cells[:2])
    if alone or total:
        for label, value in zip(head.cells, row.cells, strict=True):
            if label and value:
                yield Statement(label, plain(value), row, total=total)
