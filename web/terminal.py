"""How the commands write: plain lines that fit the terminal, colour only where it is wanted, errors in one line."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from typing import TextIO

WIDEST = 100  # longer lines are hard to read
NARROWEST = 40
UNSEEN_WIDTH = 80  # where the output is no terminal

_STYLES = {"strong": "1", "faint": "2", "accent": "36", "warning": "33"}


class Page:
    """Text on its way to a terminal or a file."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        on_terminal = out.isatty()
        self._coloured = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size((UNSEEN_WIDTH, 24)).columns if on_terminal else UNSEEN_WIDTH
        self.width = max(NARROWEST, min(columns, WIDEST))

    def line(self, text: str = "", style: str = "", first: str = "", rest: str | None = None) -> None:
        """`text` wrapped, its first line begun with `first` and the others with `rest` (as wide, if left out)."""
        indent = " " * len(first) if rest is None else rest
        wrapped = textwrap.fill(
            text, self.width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
        )
        self.raw(self.styled(wrapped or first.rstrip(), style))

    def raw(self, text: str) -> None:
        self._out.write(f"{text}\n")

    def styled(self, text: str, style: str) -> str:
        return f"\033[{_STYLES[style]}m{text}\033[0m" if style and self._coloured else text


def complain(text: str) -> None:
    """One line on standard error. Characters that steer a terminal are shown, not sent."""
    one_line = " ".join(text.split())
    plain = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c)[0] == "C" else c for c in one_line)
    sys.stderr.write(f"tuki: {plain}\n")
    sys.stderr.flush()
