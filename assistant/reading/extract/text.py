"""Plain text: UTF-8, UTF-16 with its mark, or else Windows-1252. A line is a block; a blank line ends a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.blocks import Block, BlockKind, plain

_MARKDOWN = re.compile(r"#{1,6} +(.+?) *#*")
_BULLET = re.compile(r"[-*•–] +(.+)")
_COLON_OR_DOTS = re.compile(r":|\.{4,}|\?$|[.!]$")
LONGEST_HEADING = 60  # characters


def text_blocks(content: bytes) -> Iterator[Block]:
    """The blocks, in order. Every file can be read as some text."""
    lines = _decoded(content).splitlines()
    for number, line in enumerate(lines):
        if not plain(line):
            continue
        if matched := _MARKDOWN.fullmatch(line.strip()):
            yield Block(BlockKind.HEADING, plain(matched[1]))
        elif matched := _BULLET.fullmatch(line.strip()):
            yield Block(BlockKind.ITEM, plain(matched[1]))
        else:
            yield Block(BlockKind.HEADING if _stands_alone(lines, number) else BlockKind.TEXT, plain(line))


def _stands_alone(lines: list[str], number: int) -> bool:
    """A short line with a blank one above and words right below it, as headings stand in plain text."""
    line = plain(lines[number])
    blank_above = number == 0 or not lines[number - 1].strip()
    words_below = number + 1 < len(lines) and bool(lines[number + 1].strip())
    short = len(line) <= LONGEST_HEADING and not _COLON_OR_DOTS.search(line) and not line.startswith(("☒", "☐"))
    return blank_above and words_below and short


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
