"""Plain text: UTF-8, UTF-16 with its mark, or else Windows-1252. A line is a block; a blank line ends a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.blocks import Block, BlockKind, plain

_MARKDOWN = re.compile(r"(?P<level>#{1,6}) +(?P<text>.+?) *#*")
_BULLET = re.compile(r"[-*•–] +(.+)")
_COLON_OR_DOTS = re.compile(r":|\.{4,}|\?$|[.!]$")
_GOES_ON = re.compile(r"[a-zæøå(0-9«]")
_LABEL = re.compile(r"[^.:]{2,60}(:|\.{4,})")
LONGEST_HEADING = 60  # characters
SHORTEST_BROKEN = 60  # characters: a line broken by hand is as long as the others
LOWEST = 9  # the level of a heading that only its place tells


def text_blocks(content: bytes) -> Iterator[Block]:
    """The blocks, in order. Every file can be read as some text."""
    lines = list(_unbroken(_decoded(content).splitlines()))
    for number, line in enumerate(lines):
        if not plain(line):
            continue
        if matched := _MARKDOWN.fullmatch(line.strip()):
            yield Block(BlockKind.HEADING, plain(matched["text"]), level=len(matched["level"]))
        elif matched := _BULLET.fullmatch(line.strip()):
            yield Block(BlockKind.ITEM, plain(matched[1]))
        else:
            heading = _stands_alone(lines, number)
            yield Block(BlockKind.HEADING if heading else BlockKind.TEXT, plain(line), level=LOWEST if heading else 0)


def _unbroken(lines: list[str]) -> Iterator[str]:
    """The lines, with those that were broken by hand in the middle of a sentence put together again."""
    gathered: str | None = None
    for line in lines:
        if gathered is not None and len(gathered) >= SHORTEST_BROKEN and _goes_on(gathered, line):
            gathered = f"{gathered} {line.strip()}"
            continue
        if gathered is not None:
            yield gathered
        gathered = line
    if gathered is not None:
        yield gathered


def _goes_on(line: str, below: str) -> bool:
    ended = line.rstrip().endswith((".", ":", "!", "?"))
    amount_last = re.search(r"\s{3,}[\d .]+$", line) is not None  # a budget's columns
    return not ended and not amount_last and bool(_GOES_ON.match(below)) and not _LABEL.match(below)


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
