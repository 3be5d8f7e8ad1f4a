from __future__ import annotations

import pytest

from assistant.texts import LANGUAGES, load_texts
from knowledge.sources.fetch import errors
from knowledge.sources.fetch.errors import FetchFailed, FetchRefused

ALL = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, FetchRefused | FetchFailed)
]
FACTS = {
    "address": "https://imdi.no/",
    "host": "imdi.no",
    "allowed": "imdi.no",
    "port": 22,
    "content_type": "image/png",
}
FACTS |= {"seconds": 60, "largest": 1_000, "redirects": 5, "status": 500}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_has_its_sentence_filled_with_its_facts(lang: str) -> None:
    texts = load_texts()
    sentences = [texts.error(lang, error(**FACTS)) for error in ALL]
    assert len({*sentences}) == len(ALL) == 17
    assert not [sentence for sentence in sentences if "{" in sentence or "!" in sentence]


def test_what_is_refused_is_bad_usage_and_what_failed_may_be_tried_again() -> None:
    assert {error.exit_status for error in ALL if issubclass(error, FetchRefused)} == {64}
    assert {error.exit_status for error in ALL if issubclass(error, FetchFailed)} == {75}
