"""A document as its blocks: headings, paragraphs and table rows in reading order, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True)
class Block:
    """One block. A row has `cells` and is of table number `table`; `page` counts from 1, None where there is none."""

    kind: BlockKind
    text: str
    cells: tuple[str, ...] = ()
    table: int = -1
    page: int | None = None


def plain(text: str) -> str:
    """White space normalised, soft hyphens taken out."""
    return " ".join(text.replace("\u00ad", "").split())


def row_block(cells: list[str], table: int, page: int | None = None) -> Block:
    """A table row; its text is its cells, as they are read across."""
    cleaned = tuple(plain(cell) for cell in cells)
    return Block(BlockKind.ROW, " ".join(cell for cell in cleaned if cell), cleaned, table, page)
