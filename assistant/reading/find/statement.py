"""What the lines of a document state: pairs of label and value, and sentences, each with its block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.blocks import Block, BlockKind
from assistant.reading.find.boxes import before_boxes, begins_with_box, has_box

LONGEST_LABEL = 90  # characters
_PAIR = re.compile(r"(?P<label>[^:☒☐☑]{2,90}?)(?::\s+|:$|\s*(?:\.{4,}|…{2,})\s*|\s*_{3,}\s*|\t+)(?P<value>.*)")
_NUMBERED = re.compile(r"\d{1,2}[.)] [A-ZÆØÅ].*[^.]")
_YES_OR_NO = re.compile(r"(ja|nei|yes|no)[.!]?", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])")


@dataclass(frozen=True)
class Statement:
    """A label, what stands beside it, and the block that both stand in.

    `scale` is what a plain amount counts by the label or its column. Not `sure` where a table's figures do not add up.
    Of a `total`, only amounts count.
    """

    label: str
    value: str
    block: Block
    scale: int = 1
    sure: bool = True
    total: bool = False


def as_pair(text: str) -> tuple[str, str] | None:
    """A line's label and value, parted by a colon or by dots; the value may be empty."""
    matched = _PAIR.fullmatch(text)
    return (matched["label"], matched["value"].strip(" _…\t")) if matched else None


def line_statements(blocks: Sequence[Block]) -> Iterator[Statement]:
    """All pairs that lines hold, in reading order."""
    for number, block in enumerate(blocks):
        if block.kind in {BlockKind.TEXT, BlockKind.ITEM}:
            yield from _of_line(block)
            yield from _of_answer(blocks, number)


def _of_line(block: Block) -> Iterator[Statement]:
    if (pair := as_pair(block.text)) and pair[1]:
        yield Statement(*pair, block)
        for _, sentence in list(sentences(block))[1:]:
            if (inner := as_pair(sentence)) and inner[1]:
                yield Statement(*inner, block)
    elif begins_with_box(block.text):
        return
    elif has_box(block.text):
        yield Statement(*before_boxes(block.text), block)
    elif (split := re.match(r"(?P<label>[^?]{5,90}\?)\s+(?P<value>\S.*)", block.text)) and len(
        split["value"]
    ) < LONGEST_LABEL:
        yield Statement(split["label"], split["value"], block)


def _of_answer(blocks: Sequence[Block], number: int) -> Iterator[Statement]:
    """A question or label on a line of its own, with its answer in the block below; lines of boxes count as one."""
    block = blocks[number]
    if number + 1 >= len(blocks) or len(block.text) > LONGEST_LABEL or has_box(block.text):
        return
    below = blocks[number + 1]
    if boxed := boxed_below(blocks[number + 1 :]):
        yield Statement(block.text, boxed, below)
    elif (
        (_asks(block.text) or _YES_OR_NO.fullmatch(below.text))
        and below.kind not in {BlockKind.HEADING, BlockKind.ROW}
        and not _asks(below.text)
    ):
        yield Statement(block.text, below.text, below)


def _asks(text: str) -> bool:
    return text.endswith(("?", ":")) or (len(text) <= LONGEST_LABEL and _NUMBERED.fullmatch(text) is not None)


def boxed_below(blocks: Sequence[Block]) -> str:
    """The lines that begin with a box, from the first block on, as one."""
    lines = []
    for block in blocks:
        if block.kind is BlockKind.ROW or not begins_with_box(block.text):
            break
        lines.append(block.text)
    return " ".join(lines)


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
