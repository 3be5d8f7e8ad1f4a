from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

import assistant.errors
import knowledge.errors
from assistant.answering.answer import AnswerStatus
from assistant.texts import LANGUAGES, Texts, load_texts
from knowledge.errors import TukiError


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


def keys(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from keys(below, f"{path}.{key}")
    else:
        yield path


def errors() -> list[type[TukiError]]:
    found = [value for module in (knowledge.errors, assistant.errors) for value in vars(module).values()]
    return [value for value in found if isinstance(value, type) and issubclass(value, TukiError)]


def test_no_language_lacks_a_text_that_another_has(texts: Texts) -> None:
    first, *others = ({*keys(texts._by_language[lang])} for lang in LANGUAGES)
    assert all(other == first for other in others)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_has_its_sentence(texts: Texts, lang: str) -> None:
    assert all(texts.get(lang, f"errors.{error.code}") for error in errors())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_shouts(texts: Texts, lang: str) -> None:
    def all_texts(value: Any) -> Iterator[str]:
        below = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
        yield from [value] if isinstance(value, str) else [text for part in below for text in all_texts(part)]

    assert not [text for text in all_texts(texts._by_language[lang]) if "!" in text]


def test_dates_are_written_as_each_language_does(texts: Texts) -> None:
    assert texts.day("nb", date(2025, 2, 19)) == "19. februar 2025"
    assert texts.day("en", date(2025, 2, 19)) == "19 February 2025"


def test_the_contracts_statuses_are_those_of_the_code() -> None:
    assert {status.value for status in AnswerStatus} == {
        "answered",
        "not_stated",
        "out_of_scope",
        "needs_clarification",
    }
