"""The body of an answer, read part by part within its limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from knowledge.sources.fetch.errors import FetchGarbled, FetchTooLarge

_STEP = 65_536  # bytes unpacked at a time, so that a bomb is noticed before it has gone off
_GZIP = zlib.MAX_WBITS | 16
# What RFC 9110, section 8.4.1, calls it; only gzip is asked for.
PLAIN = {"", "identity"}
PACKED = {"gzip", "x-gzip"}


def read_body(parts: Iterable[bytes], coding: str, largest: int, address: str) -> bytes:
    """All of the body, unpacked. Raises FetchTooLarge over `largest` bytes, FetchGarbled where it is not whole or in
    another `coding` than was asked for."""
    if coding not in PLAIN | PACKED:
        raise FetchGarbled(address=address)
    body = bytearray()
    try:
        for part in _unpacked(parts) if coding in PACKED else parts:
            body += part
            if len(body) > largest:
                raise FetchTooLarge(address=address, largest=largest)
    except (zlib.error, EOFError):
        raise FetchGarbled(address=address) from None
    return bytes(body)


def _unpacked(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The members of a gzip file, one after another. Raises zlib.error, and EOFError where the last one is cut."""
    member = zlib.decompressobj(_GZIP)
    for part in parts:
        left = part
        while left:
            if member.eof:
                member = zlib.decompressobj(_GZIP)
            unpacked = member.decompress(left, _STEP)
            yield unpacked
            left = member.unused_data if member.eof else member.unconsumed_tail
            # All of the input may be taken in while output is still to come.
            while not left and not member.eof and len(unpacked) == _STEP:
                unpacked = member.decompress(b"", _STEP)
                yield unpacked
    if not member.eof:
        raise EOFError
