from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.answer import AnswerStatus, Question
from assistant.answering.facts import presumed_numbers
from assistant.bootstrap import Services

BEFORE = date(2025, 2, 1)


@pytest.mark.parametrize(
    ("text", "presumed"),
    [
        ("Hvorfor krever dere minst 25 deltakere?", [("minimum-participants", 25.0)]),
        ("Siden klagefristen er seks uker, venter vi", [("complaint-deadline", 6.0)]),
        ("Pengene utbetales jo i tre rater", [("payment-two-instalments", 3.0)]),
        ("Rammen er på 100 mill. kroner, ikke sant?", [("total-frame", 100.0)]),
        ("Vi får jo støtte i fem år", [("multi-year-up-to-three-years", 5.0)]),
        ("Vi er 25 deltakere", []),
    ],
)
def test_numbers_that_a_question_takes_for_granted_are_read(text: str, presumed: list[tuple[str, float]]) -> None:
    assert presumed_numbers(text) == presumed


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        ("Hvorfor krever dere minst 25 deltakere?", "Prosjektet må ha minimum ti deltakere."),
        ("Siden klagefristen er seks uker, kan vi vente?", "Klagefristen er tre uker fra mottakeren får vedtaket"),
        ("Why are payments made in four instalments?", "utbetales i to terminer"),
    ],
)
def test_a_number_that_the_rundskriv_contradicts_is_corrected_first(services: Services, asked: str, quote: str) -> None:
    answer = services.ask(Question(asked, BEFORE))
    assert answer.status is AnswerStatus.ANSWERED
    assert any(quote in citation.quote for citation in answer.citations)


def test_a_number_that_is_right_corrects_nothing(services: Services) -> None:
    answer = services.ask(Question("Stemmer det at dere krever minst ti deltakere?", BEFORE))
    assert answer.citations[0].quote == "Prosjektet må ha minimum ti deltakere."
