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


def place_of(block: Block, words: str) -> tuple[int, int]:
    """Where `words` stand in a block; the whole of it where they stand apart."""
    found = re.search(re.escape(words), block.text) if words else None
    return found.span() if found else (0, len(block.text))
