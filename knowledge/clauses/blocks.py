"""Printed lines joined into blocks: a paragraph, a heading or one list item each.

A text that comes out of a PDF has hard line breaks, and empty lines that mean nothing. What tells the end of a block
is that the next line's first word would still have fitted, or that a list marker follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.clauses.language import LayoutWords
from knowledge.text.normalise import Line, Word

BULLETS = {"•": 1, "▪": 1, "●": 1, "‣": 1, "·": 1, "-": 1, "–": 1, "*": 1, "o": 2, "◦": 2, "○": 2}
# Bullets of the symbol fonts, as PDF readers give them.
BULLETS |= {"\uf0b7": 1, "\uf0a7": 1, "\uf0d8": 1, "\uf02d": 2}
SHORTEST_ITEM_WORDS = 2
NUMBERED = re.compile(r"\d{1,2}[.)]$|[a-zæøå]\)$")
TERMINAL = re.compile(r"[.?!:;][»”\")\]]*$")
LABELLED = re.compile(r"^[A-ZÆØÅ]\w+ \d{1,2}[:.–-]")
# Widths are taken from lines that surely wrapped; a few of those are odd, so the narrowest tenth is left out.
NARROWEST_SHARE = 0.1
ROOMY = 0.97


@dataclass(frozen=True)
class Block:
    """Words that belong together. `marker` is the bullet, which is no word of the text; a number is kept in `words`."""

    words: tuple[Word, ...]
    list_level: int
    marker: Word | None
    lines: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def ends_sentence(self) -> bool:
        return bool(TERMINAL.search(self.words[-1].text))


def read_blocks(lines: Sequence[Line], layout: LayoutWords) -> list[Block]:
    """The blocks of a text, in order; every word of every line is in exactly one, as a word or as its marker."""
    width = _wrap_width(lines, layout)
    blocks: list[Block] = []
    current: list[Line] = []
    for line in lines:
        if current and (list_level(line, layout) or _ends_block(current[-1], line, width)):
            blocks.append(_block(current, layout))
            current = []
        current.append(line)
    if current:
        blocks.append(_block(current, layout))
    return blocks


def list_level(line: Line, layout: LayoutWords) -> int:
    """1 or more where the line opens a list item, else 0."""
    if len(line.words) < SHORTEST_ITEM_WORDS:
        return 0
    first, second = line.words[0].text, line.words[1].text
    if first in BULLETS:
        return BULLETS[first]
    is_date = second.lower().rstrip(".,") in layout.months
    return 1 if NUMBERED.match(first) and not is_date else 0


def _block(lines: list[Line], layout: LayoutWords) -> Block:
    words = tuple(word for line in lines for word in line.words)
    level = list_level(lines[0], layout)
    if level and words[0].text in BULLETS:
        return Block(words[1:], level, words[0], len(lines))
    return Block(words, level, None, len(lines))


def _ends_block(previous: Line, line: Line, width: int) -> bool:
    first = line.words[0].text
    roomy = len(previous.text) + 1 + len(first) <= width * ROOMY
    if LABELLED.match(line.text) and (roomy or line.empty_lines_above > 1):
        return True
    if first[0].islower() and "@" not in first:
        return False
    apart = roomy or line.empty_lines_above > 1
    if TERMINAL.search(previous.words[-1].text):
        return apart or line.indented  # the first line of a page is set in
    return apart


def _wrap_width(lines: Sequence[Line], layout: LayoutWords) -> int:
    """How many characters a line would have needed to hold one more word, at the least, in this text."""
    needed = sorted(
        len(line.text) + 1 + len(after.words[0].text)
        for line, after in pairwise(lines)
        if after.words[0].text[0].islower() and not list_level(after, layout)
    )
    return needed[int(len(needed) * NARROWEST_SHARE)] if needed else 0
