"""A document as its blocks: headings, paragraphs and table rows in reading order, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"


class About(StrEnum):
    """What the words around a block say that it tells of."""

    THIS = "this"  # the project applied for
    BACKGROUND = "background"  # something near it: no sentence is read, no label is certain
    PARTNERS = "partners"  # those who take part: no name and no number there is the applicant's
    EARLIER = "earlier"  # another project: nothing of it is this one's


@dataclass(frozen=True)
class Context:
    """What is known of a block from outside it. `scale` is what plain amounts in it count, 1000 for "i hele tusen".

    `scale_in_doubt` where thousands are spoken of elsewhere in the document.
    """

    about: About = About.THIS
    scale: int = 1
    scale_in_doubt: bool = False


@dataclass(frozen=True)
class Block:
    """One block. A row has `cells` and is of table number `table`; `page` counts from 1, None where there is none.

    A heading has a `level`, the lower the wider; levels only compare within one document. Cells keep their lines.
    """

    kind: BlockKind
    text: str
    cells: tuple[str, ...] = ()
    table: int = -1
    page: int | None = None
    level: int = 0
    context: Context = Context()


def plain(text: str) -> str:
    """White space normalised, soft hyphens taken out."""
    return " ".join(text.replace("\u00ad", "").split())


def row_block(cells: list[str], table: int, page: int | None = None) -> Block:
    """A table row; its text is its cells, as they are read across."""
    cleaned = tuple("\n".join(filter(None, map(plain, cell.split("\n")))) for cell in cells)
    return Block(BlockKind.ROW, plain(" ".join(cleaned)), cleaned, table, page)
