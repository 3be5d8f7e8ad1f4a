from __future__ import annotations

from datetime import date

import pytest

from assistant.checklist.base_amount import base_amounts, load_base_amounts


@pytest.mark.parametrize(
    ("day", "kroner"),
    [
        (date(2023, 5, 1), 118_620),
        (date(2024, 4, 30), 118_620),
        (date(2024, 5, 1), 124_028),
        (date(2025, 4, 30), 124_028),
        (date(2025, 5, 1), 130_160),
        (date(2026, 1, 1), 130_160),
    ],
)
def test_an_amount_holds_from_its_date_until_the_next(day: date, kroner: int) -> None:
    found = load_base_amounts().on(day)
    assert found is not None
    assert found.kroner == kroner


def test_nothing_is_assumed_before_the_first() -> None:
    assert load_base_amounts().on(date(2023, 4, 30)) is None


def test_the_order_of_the_lines_does_not_matter() -> None:
    lines = {date(2024, 5, 1): 2, date(2023, 5, 1): 1}
    assert base_amounts(lines) == base_amounts(dict(reversed(lines.items())))
