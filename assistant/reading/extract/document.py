"""Any document to its blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from assistant.reading.blocks import Block
from assistant.reading.errors import DocumentEmpty, DocumentUnreadable
from assistant.reading.extract.kind import kind_of
from assistant.reading.limits import Limits


def read_blocks(content: bytes, name: str, limits: Limits) -> tuple[Block, ...]:
    """The blocks of a document, at least one. Raises a DocumentUnreadable."""
    kind = kind_of(content, name, limits)
    try:
        blocks = tuple(islice(_blocks(kind, content, name, limits), limits.most_blocks))
    except (DocumentUnreadable, MemoryError):
        raise
    except Exception as damage:  # the parsers raise many kinds for a damaged file
        raise DocumentUnreadable(name=name) from damage
    if not blocks:
        raise DocumentEmpty(name=name)
    return tuple(replace(block, text=block.text[: limits.longest_block]) for block in blocks)


def _blocks(kind: str, content: bytes, name: str, limits: Limits) -> Iterator[Block]:
    if kind == "docx":
        from assistant.reading.extract.word import word_blocks

        return word_blocks(content)
    if kind == "odt":
        from assistant.reading.extract.odt import odt_blocks

        return odt_blocks(content)
    if kind == "pdf":
        from assistant.reading.extract.pdf import pdf_blocks

        return pdf_blocks(content, name, limits)
    from assistant.reading.extract.text import text_blocks

    return text_blocks(content)
