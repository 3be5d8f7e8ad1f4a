"""The log of who did what: the newest first, filtered, page by page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from assistant.database.database_sql import Database
from assistant.helpdesk.audit_sql import AuditLog, Wanted


def note(database: Database, at: datetime, who: str, action: str, about: str = "") -> None:
    AuditLog(database, clock=lambda: at).note(who, action, about)


@pytest.fixture
def log(database: Database) -> AuditLog:
    # 23.30 UTC is half past midnight in Oslo, and so the next day.
    note(database, datetime(2026, 11, 24, 12, tzinfo=UTC), "ola", "signed_in")
    note(database, datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "ola", "signed_out")
    note(database, datetime(2026, 11, 25, 12, tzinfo=UTC), "kari", "signed_in", "x" * 300)
    return AuditLog(database)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["kari signed_in", "ola signed_out", "ola signed_in"]),
        (Wanted(who="ola"), ["ola signed_out", "ola signed_in"]),
        (Wanted(action="signed_in"), ["kari signed_in", "ola signed_in"]),
        (Wanted(since=date(2026, 11, 25)), ["kari signed_in", "ola signed_out"]),
        (Wanted(until=date(2026, 11, 24)), ["ola signed_in"]),
        (Wanted(who="ola", since=date(2026, 11, 25), until=date(2026, 11, 25)), ["ola signed_out"]),
        (Wanted(who="nobody"), []),
    ],
)
def test_it_is_filtered_by_who_what_and_whole_days_in_oslo(log: AuditLog, wanted: Wanted, expected: list[str]) -> None:
    found = log.page(wanted, 1, 50)
    assert [f"{entry.who} {entry.action}" for entry in found.entries] == expected
    assert found.count == len(expected)


def test_it_is_read_page_by_page_and_past_the_last_page_is_the_last(log: AuditLog) -> None:
    pages = [log.page(Wanted(), number, 2) for number in (1, 2, 99, -1)]
    assert [page.number for page in pages] == [1, 2, 2, 1]
    assert [len(page.entries) for page in pages] == [2, 1, 1, 2]
    assert pages[0].pages == 2


def test_it_tells_who_has_done_anything_and_what(log: AuditLog) -> None:
    assert log.people() == ["kari", "ola"]
    assert log.actions() == ["signed_in", "signed_out"]


def test_the_last_of_one_action_is_found(log: AuditLog) -> None:
    last = log.last("signed_in")
    assert last is not None
    assert (last.who, len(last.about)) == ("kari", 200)
    assert log.last("restored") is None
    assert [entry.who for entry in log.newest(2)] == ["kari", "ola"]
