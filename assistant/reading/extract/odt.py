"""ODT through odfdo: headings, paragraphs, lists and tables. Deleted text is not read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import Any

from assistant.reading.blocks import Block, BlockKind, plain, row_block


def odt_blocks(content: bytes) -> Iterator[Block]:
    """The blocks in reading order. Raises whatever a damaged file makes odfdo raise."""
    from odfdo import Document

    body = Document(io.BytesIO(content)).body
    yield from _within(body, BlockKind.TEXT, count())


def _within(element: Any, kind: BlockKind, tables: Iterator[int]) -> Iterator[Block]:
    for child in element.children:
        if child.tag == "text:tracked-changes":
            continue
        if child.tag == "table:table":
            yield from _table(child, next(tables))
        elif child.tag == "text:h":
            yield from _block(child, BlockKind.HEADING, int(child.get_attribute("text:outline-level") or 1))
        elif child.tag == "text:p":
            yield from _block(child, kind)
        else:
            yield from _within(child, BlockKind.ITEM if child.tag.startswith("text:list") else kind, tables)


def _block(element: Any, kind: BlockKind, level: int = 0) -> Iterator[Block]:
    for line in str(element.text_recursive).split("\n"):
        if plain(line):
            yield Block(kind, plain(line), level=level)


def _table(table: Any, number: int) -> Iterator[Block]:
    for row in table.get_elements("descendant::table:table-row"):
        cells = [str(cell.text_recursive) for cell in row.get_elements("table:table-cell")]
        if any(cell.strip() for cell in cells):
            yield row_block(cells, number)
