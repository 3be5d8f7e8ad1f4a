"""What is refused before or while it is opened, and what comes out of each format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml import OxmlElement

from assistant.reading.blocks import BlockKind
from assistant.reading.errors import (
    DocumentEmpty,
    DocumentEncrypted,
    DocumentExpands,
    DocumentMacros,
    DocumentNoText,
    DocumentTooLarge,
    DocumentTooManyPages,
    DocumentUnreadable,
    DocumentWrongType,
)
from assistant.reading.extract.document import read_blocks
from assistant.reading.extract.kind import OLE
from assistant.reading.limits import load_limits

LIMITS = load_limits()


def archive(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def with_macros() -> bytes:
    written = io.BytesIO(docx("Hei"))
    with zipfile.ZipFile(written, "a") as made:
        made.writestr("word/vbaProject.bin", b"x")
    return written.getvalue()


def pdf(pages: int = 1, text: str = "Deltakere: 12") -> bytes:
    import typst

    body = "\n#pagebreak()\n".join([text] * pages).encode()
    return typst.compile(body or b"#rect()", format="pdf")


REFUSED: dict[str, tuple[Callable[[], bytes], type[DocumentUnreadable]]] = {
    "empty": (lambda: b"", DocumentEmpty),
    "blank": (lambda: b" \n\t ", DocumentEmpty),
    "too large": (lambda: b"a" * (LIMITS.largest_file + 1), DocumentTooLarge),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", DocumentWrongType),
    "rtf": (lambda: b"{\\rtf1 hei}", DocumentWrongType),
    "old word": (lambda: OLE + b"\x00" * 600, DocumentWrongType),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), DocumentEncrypted),
    "other archive": (lambda: archive(a=b"x"), DocumentWrongType),
    "damaged archive": (lambda: docx("Hei")[:200], DocumentUnreadable),
    "macros": (with_macros, DocumentMacros),
    "bomb": (lambda: archive(word__document=b"", big=b"\x00" * (LIMITS.largest_unpacked + 1)), DocumentExpands),
    "many members": (
        lambda: archive(**{f"m{number}": b"" for number in range(LIMITS.most_members + 1)}),
        DocumentExpands,
    ),
    "damaged docx": (lambda: archive(**{"word__document.xml": b"<no"}), DocumentUnreadable),
    "damaged pdf": (lambda: b"%PDF-1.7\n" + b"junk" * 50, DocumentUnreadable),
    "no text layer": (lambda: pdf(text="#rect()"), DocumentNoText),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_document_is_refused_for_what_is_wrong_with_it(case: str) -> None:
    made, error = REFUSED[case]
    with pytest.raises(error) as raised:
        read_blocks(made(), "søknad.docx", LIMITS)
    assert type(raised.value) is error


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(DocumentTooManyPages):
        read_blocks(pdf(pages=3), "lang.pdf", replace(LIMITS, most_pages=2))


def test_an_entity_bomb_is_not_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"A" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'
    document = (
        bomb + b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>'
    )
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx("Hei"))) as old, zipfile.ZipFile(content, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, document if entry.filename == "word/document.xml" else old.read(entry))
    with pytest.raises(DocumentUnreadable):
        read_blocks(content.getvalue(), "søknad.docx", LIMITS)


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    document = Document()
    paragraph = document.add_paragraph("Deltakere: ")
    for tag, inner, text in (("w:del", "w:delText", "8"), ("w:ins", "w:t", "12")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    written = io.BytesIO()
    document.save(written)
    assert [block.text for block in read_blocks(written.getvalue(), "d.docx", LIMITS)] == ["Deltakere: 12"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    content = "Søker: Ås kommune\r\n".encode(encoding)
    assert [block.text for block in read_blocks(content, "d.txt", LIMITS)] == ["Søker: Ås kommune"]


def test_what_a_file_is_called_does_not_matter() -> None:
    assert [block.text for block in read_blocks(docx("Hei"), "bilde.png", LIMITS)] == ["Hei"]


def test_a_pdf_tells_the_page() -> None:
    blocks = read_blocks(pdf(pages=2), "d.pdf", LIMITS)
    assert [(block.text, block.page) for block in blocks if block.kind is not BlockKind.HEADING] == [
        ("Deltakere: 12", 1),
        ("Deltakere: 12", 2),
    ]
