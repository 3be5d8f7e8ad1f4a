"""From a source's lines to its text: page furniture out, white space normalised, no word changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Word:
    """A word of the text: `text[start:end]`, with no white space in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A printed line of the source that holds words, how many empty lines stood above it, and if it is set in."""

    words: tuple[Word, ...]
    empty_lines_above: int
    indented: bool

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def read_lines(source: str, furniture: Collection[str] = ()) -> tuple[Line, ...]:
    """The lines of `source` that hold words, with offsets in its normalised text.

    A line that is nothing but a piece of `furniture` is dropped. Composed characters are used throughout (NFC)
    and soft hyphens, which are layout, are taken out.
    """
    lines: list[Line] = []
    empty_lines = 0
    offset = 0
    for raw in unicodedata.normalize("NFC", source).replace(SOFT_HYPHEN, "").splitlines():
        parts = raw.split()
        if " ".join(parts) in furniture:
            continue
        if not parts:
            empty_lines += 1
            continue
        words = []
        for part in parts:
            words.append(Word(part, offset, offset + len(part)))
            offset += len(part) + 1
        lines.append(Line(tuple(words), empty_lines, raw[:1].isspace()))
        empty_lines = 0
    return tuple(lines)


def join_lines(lines: tuple[Line, ...]) -> str:
    """The text of a rundskriv: its words in order, one space between them."""
    return " ".join(line.text for line in lines)
