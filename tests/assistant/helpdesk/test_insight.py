"""What counts add up to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.helpdesk.counts_sql import APPROVED, CLAUSE, LANGUAGE, REASON, STATUS, THUMB, TOPIC, UNANSWERED
from assistant.helpdesk.insight import (
    HEAT_STEPS,
    LONGEST_BY_DAY,
    LONGEST_BY_WEEK,
    Grain,
    Period,
    Row,
    gain_insight,
    heat_bounds,
    heat_step,
    of_document,
)

MONDAY = date(2025, 2, 3)
WEEK = Period(MONDAY, MONDAY + timedelta(days=6))
NUMBER = "08-2025"
ROWS: list[Row] = [
    (MONDAY, STATUS, "answered", NUMBER, 5),
    (MONDAY, STATUS, "not_stated", NUMBER, 2),
    (MONDAY, STATUS, "answered", "07-2024", 1),
    (MONDAY + timedelta(days=2), STATUS, "answered", NUMBER, 3),
    (MONDAY, TOPIC, "rare", NUMBER, 1),
    (MONDAY, TOPIC, "common", NUMBER, 4),
    (MONDAY + timedelta(days=2), TOPIC, "rare", NUMBER, 1),
    (MONDAY, UNANSWERED, "", NUMBER, 1),
    (MONDAY, UNANSWERED, "rare", NUMBER, 1),
    (MONDAY, CLAUSE, "slik-soker-3", NUMBER, 5),
    (MONDAY, CLAUSE, "slik-soker-3", "07-2024", 1),
    (MONDAY, CLAUSE, "malet-ordningen-1", NUMBER, 1),
    (MONDAY, THUMB, "up", NUMBER, 3),
    (MONDAY, THUMB, "down", NUMBER, 1),
    (MONDAY, REASON, "wrong", NUMBER, 1),
    (MONDAY, LANGUAGE, "nn", NUMBER, 2),
    (MONDAY, APPROVED, "given", NUMBER, 2),
]


def test_numbers_add_up_by_name_the_largest_first() -> None:
    insight = gain_insight(ROWS, WEEK)
    assert insight.questions == 11
    assert (insight.answered, insight.not_stated, insight.approved) == (9, 2, 2)
    assert list(insight.topics.items()) == [("common", 4), ("rare", 2)]
    assert insight.unanswered == {"": 1, "rare": 1}
    assert (insight.thumbs, insight.reasons, insight.languages) == ({"up": 3, "down": 1}, {"wrong": 1}, {"nn": 2})


def test_a_clause_is_counted_for_the_rundskriv_that_it_stands_in() -> None:
    insight = gain_insight(ROWS, WEEK)
    assert insight.most_cited_document == NUMBER
    assert insight.cited(NUMBER) == {"slik-soker-3": 5, "malet-ordningen-1": 1}
    assert insight.cited("07-2024") == {"slik-soker-3": 1}


def test_one_rundskriv_can_be_looked_at_alone() -> None:
    assert gain_insight(of_document(ROWS, "07-2024"), WEEK).statuses == {"answered": 1}
    assert of_document(ROWS, None) == ROWS


def test_a_day_without_questions_has_its_column_too() -> None:
    use = gain_insight(ROWS, WEEK).over_time
    assert [each.span.since for each in use] == WEEK.days
    assert [each.total for each in use] == [8, 0, 3, 0, 0, 0, 0]
    assert use[0].by_status == {"answered": 6, "not_stated": 2}


def test_without_counts_it_is_empty() -> None:
    insight = gain_insight([], WEEK)
    assert insight.is_empty
    assert insight.most_cited_document is None
    assert insight.questions == 0


def test_feedback_alone_is_not_nothing() -> None:
    assert not gain_insight([(MONDAY, THUMB, "up", NUMBER, 1)], WEEK).is_empty


@pytest.mark.parametrize(
    ("length", "grain"),
    [
        (1, Grain.DAY),
        (LONGEST_BY_DAY, Grain.DAY),
        (LONGEST_BY_DAY + 1, Grain.WEEK),
        (LONGEST_BY_WEEK, Grain.WEEK),
        (LONGEST_BY_WEEK + 1, Grain.MONTH),
    ],
)
def test_a_longer_period_has_wider_columns(length: int, grain: Grain) -> None:
    assert Period(MONDAY, MONDAY + timedelta(days=length - 1)).grain is grain


def test_weeks_begin_on_monday_and_are_cut_off_by_the_period() -> None:
    wednesday = MONDAY + timedelta(days=2)
    spans = Period(wednesday, wednesday + timedelta(days=34)).spans()
    assert (spans[0].since, spans[0].until) == (wednesday, MONDAY + timedelta(days=6))
    assert all(span.since.weekday() == 0 for span in spans[1:])
    assert spans[-1].until == wednesday + timedelta(days=34)


def test_months_are_those_of_the_calendar() -> None:
    spans = Period(date(2024, 7, 15), date(2025, 3, 2)).spans()
    assert [(span.since.month, span.since.day) for span in spans] == [
        (7, 15),
        *((m, 1) for m in (8, 9, 10, 11, 12, 1, 2, 3)),
    ]


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(1, 1_100),
    st.lists(st.tuples(st.integers(0, 1_099), st.integers(1, 1_000))),
)
def test_the_columns_hold_each_day_once_and_each_question(
    since: date, length: int, asked: list[tuple[int, int]]
) -> None:
    period = Period(since, since + timedelta(days=length - 1))
    rows: list[Row] = [(since + timedelta(days=day % length), STATUS, "answered", NUMBER, n) for day, n in asked]
    insight = gain_insight(rows, period)
    assert [day for use in insight.over_time for day in use.span.days] == period.days
    assert sum(use.total for use in insight.over_time) == insight.questions == sum(n for _, n in asked)


@pytest.mark.parametrize(
    ("numbers", "bounds"),
    [
        ([], ()),
        ([0], ()),
        ([1], (1,)),
        ([1, 2], (2,)),
        ([1, 5], (2, 3, 5)),
        ([27], (3, 9, 27)),
        ([3, 1000], (10, 100, 1000)),
    ],
)
def test_each_step_of_heat_reaches_as_many_times_further(numbers: list[int], bounds: tuple[int, ...]) -> None:
    assert heat_bounds(numbers) == bounds


@given(st.lists(st.integers(1, 10**6), min_size=1))
def test_every_number_has_its_step_and_a_larger_one_is_never_fainter(numbers: list[int]) -> None:
    bounds = heat_bounds(numbers)
    steps = [heat_step(number, bounds) for number in sorted(numbers)]
    assert 1 <= len(bounds) <= HEAT_STEPS
    assert steps == sorted(steps)
    assert steps[0] >= 1
    assert steps[-1] == len(bounds)


def test_what_was_never_cited_has_no_heat() -> None:
    assert heat_step(0, (3, 9, 27)) == 0
