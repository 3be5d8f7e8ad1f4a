"""Layouts as files: DOCX, ODT, PDF and text, each by a library of its own."""

from __future__ import annotations

import io
import json
from importlib.resources import files

from evals.documents.layout import Layout


def write_document(layout: Layout) -> bytes:
    """The bytes of the document in the layout's format."""
    return {"docx": _docx, "odt": _odt, "pdf": _pdf, "txt": _text}[layout.format](layout)


def _docx(layout: Layout) -> bytes:
    from docx import Document

    document = Document()
    for block in layout.blocks:
        (kind, content), *_ = block.items()
        if kind in {"h1", "h2"}:
            document.add_heading(content, int(kind[1]))
        elif kind == "table":
            table = document.add_table(rows=0, cols=len(content[0]))
            for row in content:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif kind == "pagebreak":
            document.add_page_break()  # type: ignore[no-untyped-call]
        else:
            document.add_paragraph(content, style="List Bullet" if kind == "li" else None)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _odt(layout: Layout) -> bytes:
    from odfdo import Document, Header, List, ListItem, Paragraph, Table

    document = Document("text")
    body = document.body
    body.clear()
    for block in layout.blocks:
        (kind, content), *_ = block.items()
        if kind in {"h1", "h2"}:
            body.append(Header(int(kind[1]), content))
        elif kind == "table":
            table = Table("Skjema")
            for number, row in enumerate(content):
                table.set_row_values(number, row)
            body.append(table)
        elif kind == "li":
            listed = List()
            listed.append(ListItem(content))
            body.append(listed)
        else:
            body.append(Paragraph(content))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _pdf(layout: Layout) -> bytes:
    import typst

    template = (files("evals.documents") / "document.typ").read_bytes()
    data = json.dumps({"columns": layout.columns, "blocks": list(layout.blocks)}, ensure_ascii=False)
    return typst.compile(template, format="pdf", sys_inputs={"document": data}, ignore_system_fonts=True)


def _text(layout: Layout) -> bytes:
    text = "\n\n".join(str(next(iter(block.values()))) for block in layout.blocks) + "\n"
    return (text.replace("\n", "\r\n") if layout.crlf else text).encode(layout.encoding)
