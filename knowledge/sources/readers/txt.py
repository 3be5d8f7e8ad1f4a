"""Plain text."""

from __future__ import annotations


def read_txt(content: bytes) -> str:
    """The text of a UTF-8 file; a byte order mark is allowed. Raises UnicodeDecodeError."""
    return content.decode("utf-8-sig")
