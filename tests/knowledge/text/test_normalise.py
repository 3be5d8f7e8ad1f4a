from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.normalise import join_lines, read_lines

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)


@given(TEXTS)
def test_every_word_of_any_text_stands_at_its_offsets(source: str) -> None:
    lines = read_lines(source)
    text = join_lines(lines)
    assert all(text[word.start : word.end] == word.text for line in lines for word in line.words)


@given(TEXTS)
def test_no_word_of_any_text_is_changed_added_or_left_out(source: str) -> None:
    composed = unicodedata.normalize("NFC", source).replace("\u00ad", "")
    assert join_lines(read_lines(source)).split() == composed.split()


def test_a_line_that_is_page_furniture_is_taken_out() -> None:
    lines = read_lines("Før\n  mailto:post@imdi.no \nEtter mailto:post@imdi.no", {"mailto:post@imdi.no"})
    assert join_lines(lines) == "Før Etter mailto:post@imdi.no"


def test_empty_lines_above_a_line_are_counted() -> None:
    assert [line.empty_lines_above for line in read_lines("en\n\n \nto\ntre")] == [0, 2, 0]


def test_decomposed_letters_are_composed_and_soft_hyphens_taken_out() -> None:
    assert join_lines(read_lines("pa\u030a til\u00adskudd")) == "på tilskudd"
