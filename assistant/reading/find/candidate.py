"""A value that may be a field's, and where in the document it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.reading.blocks import Block

CONTEXT = 60  # characters to each side of what was read
LONGEST = 400


@dataclass(frozen=True)
class Snippet:
    """Words of the document as they stand there, white space normalised; `text[start:end]` is what was read."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """`path` and `value` as a draft has them. Of several, the one with the lowest `rank` stands."""

    path: str
    value: Any
    snippet: Snippet
    page: int | None
    certain: bool
    rank: int


def snippet_of(block: Block, start: int, end: int) -> Snippet:
    """The place in its block, with some words on each side."""
    first = max(start - CONTEXT, 0)
    while first > 0 and not block.text[first - 1].isspace():
        first -= 1
    last = min(max(end + CONTEXT, 0), len(block.text), start + LONGEST)
    while last < len(block.text) and not block.text[last].isspace():
        last += 1
    return Snippet(block.text[first:last], start - first, min(end, last) - first)


def place_of(block: Block, words: str, label: str = "", value: str = "") -> tuple[int, int]:
    """Where `words` stand in a block: after its label, within the answer; else the whole of either."""
    after = _after(block, label)
    answer = re.search(re.escape(value), block.text[after:]) if value else None
    start, end = (after + answer.start(), after + answer.end()) if answer else (after, len(block.text))
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", block.text[start:end]) if words else None
    if found:
        return start + found.start(), start + found.end()
    return (start, end) if answer else (0, len(block.text))


def _after(block: Block, label: str) -> int:
    plain = " ".join(label.split())
    return block.text.find(plain) + len(plain) if plain and plain in block.text else 0
