from __future__ import annotations

import pytest

from knowledge.sources.fetch.waiting import seconds_to_wait

NOON = 1_763_985_600.0  # 24 November 2025, 12:00 UTC


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 24 Nov 2025 12:00:30 GMT", 30.0),
        ("Mon, 24 Nov 2025 11:00:00 GMT", 0.0),
        ("", None),
        ("-1", None),
        ("²", None),
        ("soon", None),
    ],
)
def test_a_time_to_wait_is_a_number_or_a_date(value: str, seconds: float | None) -> None:
    assert seconds_to_wait(value, NOON) == seconds
