"""DOCX through python-docx: body, tables and what is in them, headers, footers, footnotes. Not deleted text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from assistant.reading.blocks import Block, BlockKind, plain, row_block

LOWEST = 9  # the level of a heading that only its bold type tells
LONGEST_BOLD = 90  # characters


def word_blocks(content: bytes) -> Iterator[Block]:
    """The blocks in reading order. Raises whatever a damaged file makes python-docx raise."""
    from docx import Document

    document = Document(io.BytesIO(content))
    tables = count()
    yield from _container(document, tables)
    for section in document.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous:
                yield from _container(part, tables)
    yield from _footnotes(document)


def _container(container: Any, tables: Iterator[int]) -> Iterator[Block]:
    from docx.table import Table

    for inner in container.iter_inner_content():
        if isinstance(inner, Table):
            yield from _table(inner, tables)
        else:
            yield from _paragraph(inner)


def _table(table: Any, tables: Iterator[int]) -> Iterator[Block]:
    number = next(tables)
    for row in table.rows:
        cells, nested, seen = [], [], set()
        for cell in row.cells:
            if id(cell._tc) in seen:  # noqa: SLF001 - a merged cell comes once for each column that it covers
                continue
            seen.add(id(cell._tc))  # noqa: SLF001
            cells.append("\n".join(_text(paragraph) for paragraph in cell.paragraphs))
            nested.extend(cell.tables)
        yield row_block(cells, number)
        for inner in nested:
            yield from _table(inner, tables)


def _paragraph(paragraph: Any) -> Iterator[Block]:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    text = _text(paragraph)
    if (level := _heading_level(style)) is not None or _is_bold_line(paragraph, text):
        if plain(text):
            yield Block(BlockKind.HEADING, plain(text), level=LOWEST if level is None else level)
        return
    kind = BlockKind.ITEM if style.startswith(("List", "Liste")) else BlockKind.TEXT
    for line in text.split("\n"):
        if plain(line):
            yield Block(kind, plain(line))


def _heading_level(style: str) -> int | None:
    """ "Heading 2" gives 2, a title 0; None for any other style."""
    if not style.startswith(("Heading", "Title", "Overskrift")):
        return None
    number = re.search(r"\d", style)
    return int(number[0]) if number else 0


def _is_bold_line(paragraph: Any, text: str) -> bool:
    """A short line all in bold is a heading to whoever reads it, where it holds no label's colon or box."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    short = (
        len(plain(text)) <= LONGEST_BOLD and "\n" not in text.strip() and not re.search(r"[:☒☐]|[.!]$", text.strip())
    )
    return short and bool(runs) and all(run.bold for run in runs)


def _text(paragraph: Any) -> str:
    """All that stands in a paragraph, inserted text too; `w:delText` is another element and so left out."""
    from docx.oxml.ns import qn

    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
    parts: list[str] = []
    for element in paragraph._p.iter():  # noqa: SLF001 - python-docx leaves out insertions, links and ticked boxes
        if element.tag == qn("w:t"):
            parts.append(element.text or "")
        elif element.tag == qn("w:sym"):
            parts.append("☒" if element.get(qn("w:char"), "").upper() in {"F0FE", "F0FD", "F052", "F053"} else "☐")
        elif element.tag in signs:
            parts.append(signs[element.tag])
    return "".join(parts)


def _footnotes(document: Any) -> Iterator[Block]:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes"):
            root = parse_xml(relation.target_part.blob)
            for note in root.iter(qn("w:p")):
                text = plain("".join(run.text or "" for run in note.iter(qn("w:t"))))
                if text:
                    yield Block(BlockKind.TEXT, text)
