from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.checklist.checks_answers import InArea, OneOf
from assistant.checklist.checks_limits import AtMost, OnOrBefore
from assistant.checklist.errors import RulesetError
from assistant.checklist.grounding import Grounds, ground
from assistant.checklist.outcome import Check
from assistant.citations.citation import Citation
from knowledge.sources.rundskriv import Rundskriv


def stands(check: Check, quote: str, section: str = "", **words: list[str]) -> bool:
    citation = Citation("08-2025", "x", (section,), quote, 0, len(quote))
    try:
        ground([], [([check], citation)], {}, Grounds("08-2025", {}, words))
    except RulesetError:
        return False
    return True


def number(value: int) -> Check:
    return AtMost("budget.applied_amount", Decimal(value))


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        (10, "minimum ti deltakere"),
        (10, "minst 10 deltakere"),
        (3, "inntil Tre år"),
        (1, "opptil 1G per deltaker"),
        (51_500_000, "inntil 51,5 mill. kroner"),
        (51_500_000, "inntil 51 500 000 kroner"),
        (2_000_000, "inntil 2 millioner"),
        (5, "område 1, 2 og 5."),
    ],
)
def test_a_number_is_read_as_digits_or_as_a_word(value: int, quote: str) -> None:
    assert stands(number(value), quote)


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        (10, "tiltak"),
        (10, "minst 100 deltakere"),
        (10, "i 2010"),
        (51, "inntil 51,5 mill. kroner"),
        (5, "inntil 51,5 mill. kroner"),
        (1, "etter en totalvurdering"),
        (51_500_001, "inntil 51,5 mill. kroner"),
        (515_000_000, "inntil 51,5 mill. kroner"),
    ],
)
def test_a_part_of_another_number_or_word_is_no_reading(value: int, quote: str) -> None:
    assert not stands(number(value), quote)


@pytest.mark.parametrize(
    ("day", "found"), [(date(2025, 2, 19), True), (date(2025, 2, 18), False), (date(2025, 2, 9), False)]
)
def test_a_day_is_read_in_words_or_digits(day: date, found: bool) -> None:
    check = OnOrBefore("submission_date", day)
    assert stands(check, "Søknadsfristen er 19. februar 2025.") is found
    assert stands(check, "Søknadsfrist: 19.02.2025") is found


def test_an_area_may_be_read_in_the_heading_and_other_numbers_may_not() -> None:
    assert stands(InArea((2,)), "Målgruppe", section="Satsingsområde 2: Tiltak som gir psykisk støtte")
    assert not stands(number(2), "Målgruppe", section="Satsingsområde 2: Tiltak som gir psykisk støtte")


def test_a_choice_is_read_by_the_beginning_of_one_of_its_words() -> None:
    check = OneOf("applicant.type", ("municipality",))
    assert stands(check, "Alle kommuner kan søke", municipality=["kommun"])
    assert not stands(check, "Bare fylkeskommuner kan søke", municipality=["kommun"])
    assert not stands(check, "Alle kommuner kan søke")


def test_a_citation_has_the_exact_offsets_of_its_quote(rundskriv: Rundskriv) -> None:
    citation = Grounds.of(rundskriv, {}).citation("vilkar-tilskudd-3", "minimum ti deltakere")
    assert rundskriv.text[citation.start : citation.end] == "minimum ti deltakere"
    assert citation.section == ("Vilkår for å få tilskudd",)
