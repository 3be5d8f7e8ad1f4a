from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest

from knowledge.sources.fetch.body import read_body
from knowledge.sources.fetch.errors import FetchGarbled, FetchTooLarge

ADDRESS = "https://imdi.no/"
WORDS = b"Rundskriv " * 10_000


def by_one(content: bytes) -> Iterator[bytes]:
    return (content[at : at + 1] for at in range(len(content)))


@pytest.mark.parametrize("coding", ["gzip", "x-gzip"])
def test_what_is_packed_is_unpacked_however_it_is_cut(coding: str) -> None:
    packed = gzip.compress(WORDS, mtime=0)
    assert read_body([packed], coding, len(WORDS), ADDRESS) == WORDS
    assert read_body(by_one(packed), coding, len(WORDS), ADDRESS) == WORDS


def test_several_members_are_one_body() -> None:
    packed = gzip.compress(b"a" * 70_000, mtime=0) + gzip.compress(b"", mtime=0) + gzip.compress(b"b", mtime=0)
    assert read_body(by_one(packed), "gzip", 100_000, ADDRESS) == b"a" * 70_000 + b"b"
    assert read_body([packed], "gzip", 100_000, ADDRESS) == b"a" * 70_000 + b"b"


def test_the_limit_itself_is_allowed() -> None:
    assert read_body([b"ab", b"c"], "", 3, ADDRESS) == b"abc"
    with pytest.raises(FetchTooLarge):
        read_body([b"ab", b"cd"], "", 3, ADDRESS)


def test_a_bomb_is_stopped_long_before_it_is_unpacked() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    read = 0

    def parts() -> Iterator[bytes]:
        nonlocal read
        for at in range(0, len(bomb), 1_000):
            read += 1_000
            yield bomb[at : at + 1_000]

    assert len(bomb) < 250_000
    with pytest.raises(FetchTooLarge):
        read_body(parts(), "gzip", 1_000_000, ADDRESS)
    assert read < 10_000


@pytest.mark.parametrize(
    ("content", "coding"),
    [
        (gzip.compress(WORDS, mtime=0)[:-4], "gzip"),
        (gzip.compress(WORDS, mtime=0)[:-9] + bytes(9), "gzip"),
        (b"", "gzip"),
        (WORDS, "gzip"),
        (gzip.compress(WORDS, mtime=0) + b"x" * 30, "gzip"),
        (WORDS, "br"),
        (gzip.compress(gzip.compress(WORDS, mtime=0), mtime=0), "gzip, gzip"),
    ],
)
def test_what_is_cut_damaged_or_packed_otherwise_is_no_document(content: bytes, coding: str) -> None:
    with pytest.raises(FetchGarbled):
        read_body([content], coding, 1_000_000, ADDRESS)
