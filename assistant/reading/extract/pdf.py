"""PDF through pdfplumber: tables by their lines, headings by their size, lines joined into paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from assistant.reading.blocks import Block, BlockKind, plain, row_block
from assistant.reading.errors import DocumentEncrypted, DocumentNoText, DocumentTooManyPages
from assistant.reading.limits import Limits

LARGER = 1.08  # a heading's size beside the body's
GAP = 0.9  # of a line's height: more space than this above a line begins a paragraph
_LABELLED = re.compile(r"[^.:]{2,60}:(\s|$)|.{2,60}\.{4,}|\d{1,2}[.)] |[•☒☐–-] ")
_BULLET = re.compile(r"[•▪‣–-] +")


class _Line(NamedTuple):
    text: str
    top: float
    height: float
    size: float
    bold: bool


def pdf_blocks(content: bytes, name: str, limits: Limits) -> Iterator[Block]:
    """The blocks, page by page. Raises DocumentEncrypted, DocumentTooManyPages or DocumentNoText."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        document = pdfplumber.open(io.BytesIO(content))
    except (PDFPasswordIncorrect, PdfminerException) as failure:
        if isinstance(failure, PDFPasswordIncorrect) or isinstance(failure.args[0], PDFPasswordIncorrect):
            raise DocumentEncrypted(name=name) from failure
        raise
    with document:
        if len(document.pages) > limits.most_pages:
            raise DocumentTooManyPages(name=name, most=limits.most_pages)
        tables, found = count(), False
        for number, page in enumerate(document.pages, start=1):
            for block in _page(page, number, tables):
                found = True
                yield block
            page.close()
        if not found:
            raise DocumentNoText(name=name)


def _page(page: Any, number: int, tables: Iterator[int]) -> Iterator[Block]:
    found = page.find_tables()
    boxes = [table.bbox for table in found]
    outside = page.filter(lambda each: not any(_inside(each, box) for box in boxes)) if boxes else page
    pieces: list[tuple[float, list[Block]]] = [(top, [block]) for top, block in _paragraphs(outside, number)]
    for table in found:
        index = next(tables)
        rows = [row_block(_cells(row), index, number) for row in table.extract()]
        pieces.append((table.bbox[1], [row for row in rows if row.text]))
    if boxes:  # text in columns keeps the order that it was written in
        pieces.sort(key=lambda piece: piece[0])
    for _, blocks in pieces:
        yield from blocks


def _cells(row: Sequence[str | None]) -> list[str]:
    """The cells of a row; one that runs across the whole table (the others are None then) alone."""
    given = [cell for cell in row if cell is not None]
    return given if len(given) == 1 else [cell or "" for cell in row]


def _inside(each: Any, box: tuple[float, float, float, float]) -> bool:
    middle = (each["top"] + each["bottom"]) / 2
    return bool(box[1] <= middle <= box[3] and each["x0"] >= box[0] - 1 and each["x1"] <= box[2] + 1)


def _paragraphs(page: Any, number: int) -> Iterator[tuple[float, Block]]:
    lines = [_line(line) for line in page.extract_text_lines(use_text_flow=True) if line["text"].strip()]
    if not lines:
        return
    body = Counter(line.size for line in lines for _ in line.text).most_common(1)[0][0]
    gathered: list[_Line] = []
    for line in lines:
        if gathered and _begins(gathered[-1], line, body):
            yield gathered[0].top, _block(gathered, body, number)
            gathered = []
        gathered.append(line)
    yield gathered[0].top, _block(gathered, body, number)


def _line(line: Any) -> _Line:
    signs = line["chars"]
    size = round(Counter(round(sign["size"], 1) for sign in signs).most_common(1)[0][0], 1)
    # A bold label before a plain answer makes no heading.
    bold = all("bold" in sign["fontname"].lower() for sign in signs if sign["text"].strip())
    return _Line(line["text"], line["top"], line["bottom"] - line["top"], size, bold)


def _is_heading(line: _Line, body: float) -> bool:
    return line.size > body * LARGER or (line.bold and line.size >= body)


def _begins(last: _Line, line: _Line, body: float) -> bool:
    space = line.top - (last.top + last.height)
    apart = space > GAP * line.height or space < -2 * line.height  # the latter: the next column
    if _is_heading(last, body) or _is_heading(line, body):
        return apart or not (_is_heading(last, body) and _is_heading(line, body) and last.size == line.size)
    return apart or bool(_LABELLED.match(line.text))


def _block(lines: Sequence[_Line], body: float, number: int) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        if text.endswith(("\u00ad", "-")) and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text += " " + line.text
    if _is_heading(lines[0], body):
        return Block(BlockKind.HEADING, plain(text), page=number, level=-round(lines[0].size * 10))
    kind = BlockKind.ITEM if _BULLET.match(text) else BlockKind.TEXT
    return Block(kind, plain(_BULLET.sub("", text, count=1) if kind is BlockKind.ITEM else text), page=number)
