"""What a document states: pairs of label and value, and sentences, each with the block that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.blocks import Block, BlockKind

LONGEST_LABEL = 90  # characters
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-z]\)|nr\.? ?\d+)\s*", re.IGNORECASE)
_PAIR = re.compile(r"(?P<label>[^:☒☐]{2,90}?)(?::\s+|:$|\s*\.{4,}\s*|\s*_{3,}\s*|\t+)(?P<value>.*)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])")
TICKED, UNTICKED = "☒", "☐"
_BOXES = re.compile(r"([☒☐])\s*([^☒☐]*)")


@dataclass(frozen=True)
class Statement:
    """A label, what stands beside it, and the block that both stand in."""

    label: str
    value: str
    block: Block


def label_words(text: str) -> str:
    """A label as rules read it: lower case, without its number, brackets around units and closing signs."""
    plain = _NUMBERING.sub("", text).casefold()
    plain = re.sub(r"\((?:kr|nok|år|i kr|i kroner|antall år|years|beløp)\)", "", plain)
    return re.sub(r"[?:.*]+$", "", plain.strip()).strip()


def statements(blocks: Sequence[Block]) -> Iterator[Statement]:
    """All pairs that the blocks hold, in reading order."""
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.ROW:
            yield from _of_row(block, _head(blocks, number))
        elif block.kind is not BlockKind.HEADING:
            yield from _of_line(block)
            yield from _of_answer(blocks, number)


def _head(blocks: Sequence[Block], number: int) -> Block | None:
    """The first row of the table that `blocks[number]` is in, None where it is that row itself."""
    table = blocks[number].table
    first = next(block for block in blocks if block.kind is BlockKind.ROW and block.table == table)
    return None if first is blocks[number] else first


def _of_row(row: Block, head: Block | None) -> Iterator[Statement]:
    cells = list(row.cells)
    if len(cells) >= 3 and re.fullmatch(r"\d{1,2}[.)]?", cells[0]) and _counts_rows(head):  # noqa: PLR2004 - see below
        cells = cells[1:]  # number, question, answer
    if ticked := _ticked_column(row, head):
        yield Statement(cells[0], ticked, row)
    elif len(cells) == 2 and cells[0]:  # noqa: PLR2004 - label and answer
        yield Statement(cells[0], cells[1], row)
    elif head is not None and len(head.cells) == len(row.cells) > 2:  # noqa: PLR2004 - a label above each answer
        for label, value in zip(head.cells, row.cells, strict=True):
            if label and value:
                yield Statement(label, value, row)


def _counts_rows(head: Block | None) -> bool:
    """If a table's first column numbers its rows, so far as its first row tells."""
    return head is None or re.match(r"(nr|no|#|$|1[.)]?$)", head.cells[0].casefold()) is not None


def _ticked_column(row: Block, head: Block | None) -> str | None:
    """The head of the one column that is ticked, "Ja" for instance."""
    ticked = [number for number, cell in enumerate(row.cells) if cell.startswith(TICKED) or cell.lower() == "x"]
    if head is None or len(ticked) != 1 or ticked[0] >= len(head.cells):
        return None
    return head.cells[ticked[0]]


def _of_line(block: Block) -> Iterator[Statement]:
    if (matched := _PAIR.fullmatch(block.text)) and matched["value"].strip():
        yield Statement(matched["label"], matched["value"].strip(), block)
        for _, sentence in list(sentences(block))[1:]:
            if (inner := _PAIR.fullmatch(sentence)) and inner["value"].strip():
                yield Statement(inner["label"], inner["value"].strip(), block)
    elif (split := re.match(r"(?P<label>[^?]{5,90}\?)\s+(?P<value>\S.*)", block.text)) and len(
        split["value"]
    ) < LONGEST_LABEL:
        yield Statement(split["label"], split["value"], block)


def _of_answer(blocks: Sequence[Block], number: int) -> Iterator[Statement]:
    """A question or label on a line of its own, with its answer in the block below; ticked items count as one."""
    block = blocks[number]
    if number + 1 >= len(blocks) or len(block.text) > LONGEST_LABEL or blocks[number + 1].kind is BlockKind.ROW:
        return
    below = blocks[number + 1]
    boxed = list(_boxed(blocks[number + 1 :]))
    if boxed and not _BOXES.search(block.text):
        yield Statement(block.text, "; ".join(boxed), below)
    elif block.text.endswith(("?", ":")) and below.kind is not BlockKind.HEADING and not below.text.endswith("?"):
        yield Statement(block.text, below.text, below)


def _boxed(blocks: Sequence[Block]) -> Iterator[str]:
    """The ticked options in the lines of boxes that come first."""
    for block in blocks:
        found = _BOXES.findall(block.text)
        if not found or not block.text.startswith((TICKED, UNTICKED)):
            return
        yield from (words.strip() for box, words in found if box == TICKED)


def sections(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    """Each heading with the blocks below it, up to the next; first those above any heading."""
    heading: Block | None = None
    below: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if heading or below:
                yield heading, below
            heading, below = block, []
        else:
            below.append(block)
    yield heading, below


def sentences(block: Block) -> Iterator[tuple[int, str]]:
    """The sentences of a block, each with where it begins."""
    start = 0
    for gap in _SENTENCE.finditer(block.text):
        yield start, block.text[start : gap.start()]
        start = gap.end()
    yield start, block.text[start:]
