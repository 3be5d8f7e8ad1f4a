from __future__ import annotations

import pytest

from knowledge.encoder.words import KnownWords

DOMAIN = ["søknadsfrist", "deltaker", "egenandel", "handlingsplan", "når", "frist"]
KNOWN = KnownWords([*DOMAIN, "barne", "vogn", "sko"], len(DOMAIN))


def meant(word: str) -> list[str]:
    words = [*DOMAIN, "barne", "vogn", "sko"]
    return [words[row] for row in KNOWN.rows(word)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("frist", ["frist"]),
        ("soknadsfrist", ["søknadsfrist"]),
        ("eigendel", ["egenandel"]),
        ("barnevogn", ["barne", "vogn"]),
        ("egenadnel", ["egenandel"]),
        ("handligsplan", ["handlingsplan"]),
        ("søkndasfristn", ["søknadsfrist"]),
        ("søxxxasfristn", []),
        ("søkandsfrist", ["søknadsfrist"]),
        ("havregrøt", []),
        ("fris", []),
        ("2025", []),
    ],
)
def test_a_word_is_read_as_itself_a_variant_a_compound_or_a_typing_error(typed: str, words: list[str]) -> None:
    assert meant(typed) == words


def test_a_text_is_put_right_word_by_word_and_what_is_known_stays() -> None:
    assert KNOWN.corrected("Når er egenadnelen, Barnevogn?") == "Når er egenadnelen, Barnevogn?"
    assert KNOWN.corrected("Når er søkandsfrist?") == "Når er søknadsfrist?"


def test_among_words_equally_near_the_more_frequent_is_meant() -> None:
    known = KnownWords(["rapport", "rappert"], 2)
    assert known.rows("rappart") == (0,)
