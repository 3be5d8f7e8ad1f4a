from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.answering.answer import AnswerStatus, Question
from assistant.answering.facts import asks_yes_or_no, presumes_another_day, read_facts
from assistant.bootstrap import Services


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Vi er en kommune med 8 deltakere, kan vi søke på område 2?",
            {"participants": 8, "focus_area": 2, "applicant": {"type": "municipality"}},
        ),
        (
            "Vi er en fylkeskommune med sju stykker over fire år",
            {"participants": 7, "duration_years": 4, "applicant": {"type": "county"}},
        ),
        (
            "We are a small municipality with nine participants in area 5",
            {"participants": 9, "focus_area": 5, "applicant": {"type": "municipality"}},
        ),
        ("Me er ein bydel", {"applicant": {"type": "city_district"}}),
        ("Er det minst ti deltakere som gjelder?", {}),
        ("Deltakeren er 19 år gammel", {}),
        ("Gjelder det område 1 og 2?", {}),
        ("8 deltakere i år og 12 deltakere neste år", {}),
        ("Når er fristen?", {}),
        ("Vi vil søke om 1,5 millioner kroner", {"budget": {"applied_amount": 1_500_000}}),
        ("Kan vi søke uten egenandel?", {"budget": {"own_contribution": 0}}),
        (
            "Kan vi gi 150 000 kroner i deltakerstønad per deltaker per år?",
            {"participant_support": {"per_participant_per_year": 150_000}},
        ),
        ("Kan vi gi 12 000 kroner i deltakerstønad per måned?", {}),
        ("Vi leverer søknaden 20. februar", {"submission_date": "2025-02-20"}),
        ("Når leverer vi rapporten, 1. september?", {}),
        (
            "Vi er en kommune og søker sammen med to kommuner",
            {"applicant": {"type": "municipality"}, "partners": [{"type": "municipality"}]},
        ),
    ],
)
def test_facts_are_read_only_where_they_are_told_in_one_way(text: str, facts: dict[str, Any]) -> None:
    assert read_facts(text, 2025) == facts


def test_a_day_is_not_read_where_nothing_tells_its_year() -> None:
    assert read_facts("Vi leverer søknaden 20. februar") == {}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("Vi vil søke om 60 millioner kroner, går det?", "Nei: Søknadsbeløpet på 60 000 000 kr"),
        ("Kan vi søke uten egenandel?", "Nei: Egenandelen er 0 kr"),
        ("Vi leverer søknaden 20. februar, går det?", "Nei: 20. februar 2025 er etter fristen"),
        ("Kan vi gi 150 000 kr i deltakerstønad per deltaker per år?", "Nei: 150 000 kr er mer enn 1 G"),
    ],
)
def test_sums_and_days_that_are_told_are_judged_with_their_own_numbers(
    services: Services, asked: str, says: str
) -> None:
    answer = services.ask(Question(asked, date(2025, 2, 1)))
    assert answer.text.replace("\u00a0", " ").startswith(says)


def test_a_deadline_that_has_passed_today_decides_no_other_question(services: Services) -> None:
    answer = services.ask(Question("Vi er en kommune med 12 deltakere, kan vi søke på område 2?", date(2026, 1, 1)))
    assert not answer.text.startswith("Nei")
    assert answer.notices[0].kind == "deadline_passed"


@pytest.mark.parametrize("text", ["Kan vi søke?", "Vi er åtte, kan vi søke?", "Fire år. Går det?", "May we apply?"])
def test_a_question_for_a_yes_or_a_no_is_known(text: str) -> None:
    assert asks_yes_or_no(text)


@pytest.mark.parametrize("text", ["Når kan vi søke?", "Hvem er søker?", "Vi kan søke."])
def test_another_question_is_not_taken_for_one(text: str) -> None:
    assert not asks_yes_or_no(text)


def test_a_breach_told_in_the_question_is_said_first_with_the_drafts_own_number(services: Services) -> None:
    answer = services.ask(Question("Vi er en kommune med 8 deltakere, kan vi søke på område 2?", date(2025, 2, 1)))
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.startswith("Nei: 8 deltakere er færre enn minstekravet på ti.")
    assert answer.citations[0].quote == "Prosjektet må ha minimum ti deltakere."


def test_facts_that_break_nothing_add_nothing(services: Services) -> None:
    answer = services.ask(Question("Vi er en kommune med 12 deltakere, kan vi søke på område 2?", date(2025, 2, 1)))
    assert not answer.text.startswith("Nei")


MONTHS = ["januar", "februar", "mars"] + ["-"] * 9 + ["january", "february", "march"] + ["-"] * 9


@pytest.mark.parametrize(
    ("question", "presumes"),
    [
        ("Siden fristen er 1. mars, rekker vi det?", True),
        ("The deadline is 1 March, right?", True),
        ("Er søknadsfristen 19. februar?", False),
        ("Er fristen for rapport 1. mars?", False),
        ("Klagefristen er vel 3. mars?", False),
        ("Vi har møte 1. mars. Når er fristen?", False),
    ],
)
def test_another_day_than_the_deadline_is_noticed(question: str, presumes: bool) -> None:
    assert presumes_another_day(question, {(2, 19)}, MONTHS) is presumes
