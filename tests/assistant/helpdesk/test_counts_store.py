"""Counts add up, whoever counts at the same time, in either database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from assistant.database.database_sql import Database
from assistant.helpdesk.counts_sql import CLAUSE, STATUS, TOPIC, Count, CountStore

MONDAY = date(2025, 2, 3)
TUESDAY = MONDAY + timedelta(days=1)
ANSWERED = Count(STATUS, "answered", "08-2025")
NOT_STATED = Count(STATUS, "not_stated", "08-2025")


@pytest.fixture
def store(database: Database) -> CountStore:
    return CountStore(database)


def test_what_is_counted_again_is_added_to_what_was(store: CountStore) -> None:
    store.add(MONDAY, [ANSWERED, ANSWERED, NOT_STATED])
    store.add(MONDAY, [ANSWERED])
    assert sorted(store.rows(MONDAY, MONDAY)) == [
        (MONDAY, STATUS, "answered", "08-2025", 3),
        (MONDAY, STATUS, "not_stated", "08-2025", 1),
    ]


def test_nothing_counted_is_nothing_kept(store: CountStore) -> None:
    store.add(MONDAY, [])
    assert store.rows(date.min, date.max) == []


def test_totals_are_over_the_days_from_the_first_to_the_last_both_included(store: CountStore) -> None:
    for passed in range(4):
        store.add(MONDAY + timedelta(days=passed), [ANSWERED])
    assert store.totals(STATUS, TUESDAY, TUESDAY + timedelta(days=1)) == {("answered", "08-2025"): 2}


def test_totals_begin_with_the_largest_and_keep_the_rundskriv_apart(store: CountStore) -> None:
    other = Count(STATUS, "answered", "07-2024")
    store.add(MONDAY, [NOT_STATED, other, other, ANSWERED, ANSWERED, ANSWERED])
    assert list(store.totals(STATUS, MONDAY, MONDAY).items()) == [
        (("answered", "08-2025"), 3),
        (("answered", "07-2024"), 2),
        (("not_stated", "08-2025"), 1),
    ]


def test_each_day_is_counted_for_itself_over_all_rundskriv(store: CountStore) -> None:
    store.add(TUESDAY, [ANSWERED, NOT_STATED])
    store.add(MONDAY, [ANSWERED, Count(STATUS, "answered", "07-2024"), Count(TOPIC, "deadline", "08-2025")])
    by_day = store.by_day(STATUS, MONDAY, TUESDAY)
    assert list(by_day.items()) == [(MONDAY, {"answered": 2}), (TUESDAY, {"answered": 1, "not_stated": 1})]


def test_a_name_is_no_longer_than_its_column(store: CountStore) -> None:
    store.add(MONDAY, [Count(CLAUSE, "x" * 300)])
    assert store.rows(MONDAY, MONDAY) == [(MONDAY, CLAUSE, "x" * 200, "", 1)]


def count_at_once(store: CountStore, rounds: list[list[Count]]) -> None:
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(store.add, MONDAY, counted) for counted in rounds]:
            done.result()


def test_nothing_is_lost_when_many_count_at_once(store: CountStore) -> None:
    clause = Count(CLAUSE, "slik-soker-3", "08-2025")
    count_at_once(store, [[ANSWERED, clause] if turn % 2 else [clause, NOT_STATED, NOT_STATED] for turn in range(200)])
    assert sorted(store.rows(MONDAY, MONDAY)) == [
        (MONDAY, CLAUSE, "slik-soker-3", "08-2025", 200),
        (MONDAY, STATUS, "answered", "08-2025", 100),
        (MONDAY, STATUS, "not_stated", "08-2025", 200),
    ]


def test_two_who_count_the_same_in_another_order_do_not_wait_for_each_other(store: CountStore) -> None:
    pair = [Count(CLAUSE, "slik-soker-3", "08-2025"), Count(CLAUSE, "slik-soker-3", "07-2024")]
    count_at_once(store, [pair if turn % 2 else pair[::-1] for turn in range(60)])
    assert {number for *_, number in store.rows(MONDAY, MONDAY)} == {60}
