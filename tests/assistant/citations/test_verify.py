from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations.citation import Citation, cite
from assistant.citations.verify import is_verbatim
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv


def clause(rundskriv: Rundskriv) -> Citation:
    return cite(next(c for c in rundskriv.clauses if c.id == "vilkar-tilskudd-3"))


def test_every_clause_can_be_cited(rundskriv: Rundskriv, library: Library) -> None:
    assert all(is_verbatim(cite(c), library) for c in rundskriv.clauses)


@pytest.mark.parametrize(
    "quote",
    [
        "Prosjektet må ha minimum to deltakere.",
        "Prosjektet må ha minimum ti deltakere",
        "",
        "prosjektet må ha minimum ti deltakere.",
    ],
)
def test_a_quote_with_one_changed_word_or_sign_is_rejected(rundskriv: Rundskriv, library: Library, quote: str) -> None:
    assert not is_verbatim(replace(clause(rundskriv), quote=quote), library)


def test_a_citation_of_a_rundskriv_that_is_not_there_is_rejected(rundskriv: Rundskriv, library: Library) -> None:
    assert not is_verbatim(replace(clause(rundskriv), document="01-1901"), library)


@given(start=st.integers(-50, 20_000), end=st.integers(-50, 20_000), quote=st.text(max_size=60))
def test_only_what_stands_at_its_offsets_is_verbatim(start: int, end: int, quote: str) -> None:
    library = Library()
    text = library.show("08-2025").text
    citation = Citation("08-2025", "x", (), quote, start, end)
    stands = 0 <= start < end <= len(text) and text[start:end] == quote
    assert is_verbatim(citation, library) == stands


@given(st.data())
def test_any_part_of_the_text_is_verbatim_at_its_place_and_nowhere_beside_it(data: st.DataObject) -> None:
    library = Library()
    text = library.show("08-2025").text
    start = data.draw(st.integers(0, len(text) - 20))
    citation = Citation("08-2025", "x", (), text[start : start + 20], start, start + 20)
    assert is_verbatim(citation, library)
    moved = replace(citation, start=start + 1, end=start + 21)
    assert is_verbatim(moved, library) == (text[start + 1 : start + 21] == citation.quote)
