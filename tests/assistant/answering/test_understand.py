from __future__ import annotations

import pytest

from assistant.answering.answer import Turn
from assistant.answering.understand import language, leans, split_parts


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Når er fristen?", "nb"),
        ("Kva er fristen, og korleis søkjer vi?", "nn"),
        ("When is the deadline?", "en"),
        ("Og for fylkeskommuner?", "nb"),
        ("frist", "nb"),
    ],
)
def test_the_language_is_read_from_the_words(text: str, lang: str) -> None:
    assert language(text) == lang


def test_a_question_without_marks_takes_the_conversations_language() -> None:
    assert language("deadline", (Turn("Who can apply for the grant?"),)) == "en"


def test_what_asks_something_of_its_own_is_a_part_of_its_own() -> None:
    asked = "Vi er en liten kommune. Hva skal stå i rapporten, når skal den inn, og hvem godkjenner regnskapet?"
    assert split_parts(asked) == (
        "Vi er en liten kommune.",
        "Hva skal stå i rapporten",
        "når skal den inn",
        "hvem godkjenner regnskapet?",
    )


@pytest.mark.parametrize(
    "text", ["Og for fylkeskommuner?", "Hva med bydeler?", "Gjelder det også oss?", "What about counties?"]
)
def test_a_short_continuation_leans_on_the_question_before(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hvem må godkjenne søknaden?",
        "Vi er en fylkeskommune som vil søke på område fire sammen med tre kommuner neste år, går det?",
    ],
)
def test_a_question_that_stands_alone_does_not(text: str) -> None:
    assert not leans(text)
