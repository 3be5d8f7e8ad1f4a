"""Numbers, sums and days as Norwegians type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.form.typed import typed_value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 250 000", 1_250_000),
        ("1.250.000 kr", 1_250_000),
        ("kr 500 000,-", 500_000),
        ("1\u00a0250\u00a0000 kroner", 1_250_000),
        ("NOK 12,50", Decimal("12.50")),
        ("0", 0),
    ],
)
def test_a_sum_is_read(typed: str, value: object) -> None:
    assert typed_value("kroner", typed) == value


@pytest.mark.parametrize(
    ("typed", "kroner"), [("1,25 mill.", 1_250_000), ("2 millioner kroner", 2_000_000), ("kr 1 250 000,-", 1_250_000)]
)
def test_a_sum_may_be_told_in_millions(typed: str, kroner: int) -> None:
    assert typed_value("kroner", typed) == kroner


def test_not_known_yet_is_an_answer_that_answers_nothing() -> None:
    assert typed_value("choice", "unknown") is None


@pytest.mark.parametrize("typed", ["mye", "1.25", "12 deltakere", "1 25 000", "-5", "1e9", "9" * 5_000, "1,2,3"])
def test_what_is_no_sum_stays_text(typed: str) -> None:
    assert typed_value("kroner", typed) == typed


@pytest.mark.parametrize(
    "typed", ["2025-02-19", "19.02.2025", "19. februar 2025", "19 February 2025", "19.02.25", "19 feb. 2025"]
)
def test_a_day_is_read(typed: str) -> None:
    assert typed_value("day", typed) == "2025-02-19"


@pytest.mark.parametrize("typed", ["31.02.2025", "i morgen", "19. ma 2025", "17. februar"])
def test_what_is_no_day_stays_text(typed: str) -> None:
    assert typed_value("day", typed) == typed


def test_a_blank_is_not_answered() -> None:
    assert typed_value("whole", " \u00a0 ") is None
