"""Banners stand from when to when they are meant to, and until they are taken down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assistant.database.database_sql import Database
from assistant.helpdesk.banners_sql import BannerStore

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TEXTS = {"nb": "Nede", "nn": "Nede i kveld", "en": "Down"}
HOUR = timedelta(hours=1)


def at(database: Database, moment: datetime) -> BannerStore:
    return BannerStore(database, clock=lambda: moment)


def test_one_stands_from_its_start_and_until_its_end(database: Database) -> None:
    at(database, NOW).put_up("warning", TEXTS, NOW + HOUR, NOW + 2 * HOUR, "ola")
    assert [len(at(database, NOW + n * HOUR).standing()) for n in range(4)] == [0, 1, 0, 0]
    (kept,) = at(database, NOW).all()
    assert (kept.kind, kept.texts, kept.made_by) == ("warning", TEXTS, "ola")


def test_one_without_times_stands_at_once_and_until_it_is_taken_down(database: Database) -> None:
    banner = at(database, NOW).put_up("info", TEXTS, None, None, "ola")
    assert len(at(database, NOW + 1000 * HOUR).standing()) == 1
    at(database, NOW + HOUR).take_down(banner)
    assert at(database, NOW + HOUR).standing() == []


def test_taking_down_one_that_has_ended_changes_nothing(database: Database) -> None:
    store = at(database, NOW)
    banner = store.put_up("info", TEXTS, NOW - 2 * HOUR, NOW - HOUR, "ola")
    store.take_down(banner)
    store.take_down(banner + 1)
    assert store.all()[0].ends == NOW - HOUR


def test_one_that_is_taken_down_before_it_begins_never_stands(database: Database) -> None:
    banner = at(database, NOW).put_up("info", TEXTS, NOW + HOUR, None, "ola")
    at(database, NOW).take_down(banner)
    assert at(database, NOW + 2 * HOUR).standing() == []


def test_the_newest_comes_first(database: Database) -> None:
    store = at(database, NOW)
    numbers = [store.put_up("info", TEXTS, None, None, "ola") for _ in range(3)]
    assert [banner.id for banner in store.standing()] == numbers[::-1]
