"""Readers of source files, one a format: file name's suffix -> the file's text, lines kept."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.sources.readers.txt import read_txt

READERS: dict[str, Callable[[bytes], str]] = {".txt": read_txt}
