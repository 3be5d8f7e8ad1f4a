"""What a document is, by what stands in it and never by its name; and what is refused before anything opens it."""

from __future__ import annotations

import io
import zipfile

from assistant.reading.errors import (
    DocumentEmpty,
    DocumentEncrypted,
    DocumentExpands,
    DocumentMacros,
    DocumentTooLarge,
    DocumentUnreadable,
    DocumentWrongType,
)
from assistant.reading.limits import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones behind a password
ZIP = b"PK\x03\x04"
PDF = b"%PDF-"
_PDF_HEADER_WITHIN = 1024
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1


def kind_of(content: bytes, name: str, limits: Limits) -> str:
    """`docx`, `odt`, `pdf` or `text`. Raises a DocumentUnreadable for all else."""
    if len(content) > limits.largest_file:
        raise DocumentTooLarge(name=name, largest=limits.largest_file)
    if not content.strip():
        raise DocumentEmpty(name=name)
    if content.startswith(OLE):
        raise (DocumentEncrypted if _ENCRYPTED_STREAM in content else DocumentWrongType)(name=name)
    if content.startswith(ZIP):
        return _archive(content, name, limits)
    if PDF in content[:_PDF_HEADER_WITHIN]:
        return "pdf"
    is_text = content.startswith((b"\xff\xfe", b"\xfe\xff")) or not _has_control_signs(content)
    if content.startswith(b"{\\rtf") or not is_text:
        raise DocumentWrongType(name=name)
    return "text"


def _has_control_signs(content: bytes) -> bool:
    return any(byte < 0x20 and byte not in b"\t\n\r\f\x0b" for byte in content[:100_000])  # noqa: PLR2004 - ASCII's space


def _archive(content: bytes, name: str, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            _refuse_bombs(members, name, limits)
            mimetype = archive.read("mimetype") if "mimetype" in names else b""
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as damage:
        raise DocumentUnreadable(name=name) from damage
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members) or b"encryption-data" in manifest:
        raise DocumentEncrypted(name=name)
    if b"macroEnabled" in types or any(_is_macro(each) for each in names):
        raise DocumentMacros(name=name)
    if "word/document.xml" in names:
        return "docx"
    if mimetype.strip() == _ODT_TYPE:
        return "odt"
    raise DocumentWrongType(name=name)


def _refuse_bombs(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.largest_unpacked or len(members) > limits.most_members:
        raise DocumentExpands(name=name, largest=limits.largest_unpacked)


def _is_macro(member: str) -> bool:
    return member.lower().endswith("vbaproject.bin") or member.startswith(("Basic/", "Scripts/"))
