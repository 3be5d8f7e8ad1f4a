from __future__ import annotations

import pytest

from knowledge.sources.fetch.address import LONGEST, parse, shown
from knowledge.sources.fetch.errors import FetchAddressUnfit


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://www.imdi.no", "https://www.imdi.no/"),
        ("HTTPS://WWW.IMDI.NO/Tilskudd?A=b#del", "https://www.imdi.no/Tilskudd?A=b"),
        ("http://imdi.no:80/a", "http://imdi.no/a"),
        ("http://imdi.no:8080/a", "http://imdi.no:8080/a"),
        ("https://imdi.no?side=2", "https://imdi.no/?side=2"),
        ("https://imdi.no/søk/å b", "https://imdi.no/s%C3%B8k/%C3%A5%20b"),
        ("https://imdi.no/s%C3%B8k", "https://imdi.no/s%C3%B8k"),
        ("  https://imdi.no/ ", "https://imdi.no/"),
        ("http://[2A00:1450:0:0::1]/", "http://[2a00:1450::1]/"),
    ],
)
def test_a_plain_address_is_read(text: str, read: str) -> None:
    assert parse(text).text == read


@pytest.mark.parametrize(
    "text", ["imdi.no", "ftp://imdi.no/", "https://imdi.no:0/", "https://imdi.no\\a", "https://a_b.no/"]
)
def test_all_else_is_refused(text: str) -> None:
    with pytest.raises(FetchAddressUnfit):
        parse(text)


def test_an_address_may_not_be_too_long() -> None:
    start = "https://imdi.no/"
    assert len(parse(start + "a" * (LONGEST - len(start))).text) == LONGEST
    with pytest.raises(FetchAddressUnfit):
        parse(start + "a" * (LONGEST - len(start) + 1))


@pytest.mark.parametrize(
    ("location", "read"),
    [
        ("/b", "https://imdi.no/b"),
        ("b?c", "https://imdi.no/x/b?c"),
        ("//lovdata.no/", "https://lovdata.no/"),
        ("http://lovdata.no/å", "http://lovdata.no/%C3%A5"),
    ],
)
def test_a_redirect_may_be_relative(location: str, read: str) -> None:
    assert parse("https://imdi.no/x/a").follow(location).text == read


@pytest.mark.parametrize("location", ["http://[::1", "//a@b/", "/\r\n", "file:///etc/passwd", "http://127.0.0.1⁄a/"])
def test_a_redirect_is_read_as_strictly(location: str) -> None:
    with pytest.raises(FetchAddressUnfit):
        parse("https://imdi.no/").follow(location)


def test_an_error_shows_no_password() -> None:
    assert shown("https://kari:hemmelig@imdi.no/") == "https://…@imdi.no/"
    with pytest.raises(FetchAddressUnfit) as refused:
        parse("https://kari:hemmelig@imdi.no/")
    assert "hemmelig" not in str(refused.value)
