from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.ambiguous import topics_meant
from assistant.answering.answer import Question, Turn
from assistant.bootstrap import Services

BEFORE = date(2025, 2, 1)


@pytest.mark.parametrize("asked", ["Hva er fristen?", "frister", "Når er fristen?", "When is the deadline?"])
def test_a_bare_deadline_could_be_any_of_them(asked: str) -> None:
    assert topics_meant(asked) == ("application-deadline", "reporting-deadlines", "complaint-deadline")


@pytest.mark.parametrize("asked", ["Når er søknadsfristen?", "Hva er fristen for å rapportere?", "fristen for klage"])
def test_one_that_says_which_is_not_ambiguous(asked: str) -> None:
    assert topics_meant(asked) == ()


def test_the_likeliest_is_answered_first_and_the_others_after_it(services: Services) -> None:
    quotes = [citation.quote for citation in services.ask(Question("Hva er fristen?", BEFORE)).citations]
    assert quotes[0] == "Søknadsfristen er 19. februar 2025."
    assert "1. september 2025 – statusrapport om gjennomføring av prosjektet" in quotes
    assert any("tre uker" in quote for quote in quotes)


def test_in_a_conversation_it_is_the_deadline_spoken_of(services: Services) -> None:
    history = (Turn("Kan vi klage når søknaden blir avvist?"),)
    answer = services.ask(Question("Og hva er fristen da?", BEFORE, history))
    assert any("tre uker" in citation.quote for citation in answer.citations)
