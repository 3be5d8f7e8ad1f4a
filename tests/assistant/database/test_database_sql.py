"""One database, SQLite or PostgreSQL, that writes all or nothing and says plainly when it cannot be used."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, select, text

from assistant.database.database_sql import Database
from assistant.database.errors import DatabaseAddressUnfit, DatabaseNewer, DatabaseUnusable
from assistant.database.tables_sql import audit, metadata
from assistant.helpdesk.counts_sql import Count, CountStore

ENTRY = {"at": datetime(2026, 1, 1, tzinfo=UTC), "who": "a", "action": "b", "about": ""}


def entries(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_block_that_fails_leaves_nothing_behind(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(insert(audit).values(ENTRY))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert entries(database) == 0


def test_many_writers_at_once_lose_nothing(database: Database) -> None:
    store, day = CountStore(database), date(2026, 1, 1)
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda _: store.add(day, [Count("topic", "frist"), Count("topic", "frist")]), range(50)))
    assert store.totals("topic", day, day) == {("frist", ""): 100}


def test_it_is_ready_when_it_answers(database: Database) -> None:
    assert database.ready()


def test_a_database_of_a_later_version_is_not_touched(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    later = Database(database.url.render_as_string(hide_password=False))
    with pytest.raises(DatabaseNewer), later.reading():
        pass
    assert not later.ready()
    later.close()


def test_one_that_another_process_has_locked_says_so_and_works_again_when_it_is_free(tmp_path: Path) -> None:
    file = tmp_path / "tuki.db"
    database = Database(f"sqlite:///{file}?timeout=0.1")
    assert entries(database) == 0
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnusable, match="locked"), database.writing():
        pass
    assert entries(database) == 0
    other.execute("ROLLBACK")
    other.close()
    with database.writing() as connection:
        connection.execute(insert(audit).values(ENTRY))
    assert entries(database) == 1
    database.close()


def test_one_that_is_full_says_so_and_keeps_what_it_has(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tuki.db'}")
    with database.writing() as connection:
        connection.execute(insert(audit).values(ENTRY))
    with database.reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def write_too_much() -> None:
        with database.writing() as connection:
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
            connection.execute(insert(audit).values({**ENTRY, "about": "x" * 1_000_000}))

    with pytest.raises(DatabaseUnusable, match="full"):
        write_too_much()
    assert entries(database) == 1
    database.close()


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "tuki.db").write_bytes(b"no database" * 1000)
    database = Database(f"sqlite:///{tmp_path / 'tuki.db'}")
    with pytest.raises(DatabaseUnusable), database.reading():
        pass
    database.close()


def test_a_server_that_is_away_says_so() -> None:
    database = Database("postgresql://nobody@/none?host=/nowhere")
    with pytest.raises(DatabaseUnusable), database.reading():
        pass


@pytest.mark.parametrize("address", ["", "mysql://root@localhost/x", "no address"])
def test_what_is_no_address_of_a_database_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(DatabaseAddressUnfit) as refused:
        Database(address)
    assert refused.value.facts == {}
