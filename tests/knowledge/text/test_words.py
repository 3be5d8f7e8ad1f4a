from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.sources.rundskriv import Rundskriv
from knowledge.text.words import content_words, stem, stems, word_table


@pytest.mark.parametrize("word", ["ikke", "ikkje", "kan", "skal", "må", "bare", "kun", "not", "only"])
def test_words_that_turn_a_sentence_are_never_taken_out(word: str) -> None:
    assert word not in word_table().function_words
    assert word in content_words(f"dette {word} det")


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("søkje om tilskot", "søke om tilskudd"),
        ("deadline", "søknadsfrist"),
        ("soke", "søke"),
        ("deltakarar", "deltakere"),
    ],
)
def test_nynorsk_english_and_bare_letters_meet_bokmal(asked: str, written: str) -> None:
    assert set(stems(written)) <= set(stems(asked))


def test_a_question_of_function_words_keeps_them() -> None:
    assert content_words("hva er det") == ["hva", "er", "det"]


def test_many_threads_get_the_same_stems_as_one(rundskriv: Rundskriv) -> None:
    found = rundskriv.text.lower().split()
    expected = [stem(word) for word in found]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        for result in pool.map(lambda _: [stem.__wrapped__(word) for word in found], range(8)):
            assert result == expected
