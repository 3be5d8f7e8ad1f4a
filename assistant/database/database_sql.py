"""One database, SQLite or PostgreSQL: opened, brought up to date, and read and written in short transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Insert, Table, create_engine, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from assistant.database.errors import DatabaseAddressUnfit, DatabaseNewer, DatabaseUnusable
from knowledge.errors import DataFolderUnusable, UnavailableError

if TYPE_CHECKING:
    from alembic.config import Config

BUSY_SECONDS = 5.0
# As many as a server has threads that answer (AnyIO's 40); a thread never waits for a connection.
CONNECTIONS = 40
_SQLITE, _POSTGRESQL = "sqlite", "postgresql"
# One lock for all servers that start at once, so that one of them migrates: any number will do.
_MIGRATION_LOCK = 7_815_001


class Database:
    """Safe between threads, and between processes on one database. Nothing is opened before it is used."""

    def __init__(self, address: str) -> None:
        """`address` as SQLAlchemy writes it. Raises DatabaseAddressUnfit."""
        self.url = _read_address(address)
        self._engine: Engine | None = None
        self._opening = Lock()
        # SQLite has one writer. Waiting in line here is fairer and faster than its busy handler's growing sleeps.
        self._writer = Lock()

    @property
    def file(self) -> Path | None:
        """Where SQLite keeps it; None for a server."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == _SQLITE

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction, to read in. Raises DatabaseUnusable."""
        with _translated(), self._opened().connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All that is done in the block, or none of it; on the disk when it ends. Raises DatabaseUnusable."""
        engine = self._opened()
        with _translated(), self._in_line(), engine.connect() as connection:
            connection = connection.execution_options(writes=True)  # noqa: PLW2901
            with connection.begin():
                yield connection

    @contextmanager
    def _in_line(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_SECONDS):
            raise DatabaseUnusable(reason="busy")
        try:
            yield
        finally:
            self._writer.release()

    def ready(self) -> bool:
        """If it answers."""
        try:
            with self.reading() as connection:
                connection.execute(text("SELECT 1 FROM accounts LIMIT 1"))
        except UnavailableError:
            return False
        return True

    def insert(self, table: Table) -> Any:
        """An insert that knows ON CONFLICT, in the database's own dialect."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()

    def _opened(self) -> Engine:
        with self._opening:
            if self._engine is None:
                engine = self._open()
                try:
                    with _translated():
                        self._migrate(engine)
                except Exception:
                    engine.dispose()
                    raise
                self._engine = engine
            return self._engine

    def _open(self) -> Engine:
        if not self.is_sqlite:
            return create_engine(self.url, pool_size=CONNECTIONS, pool_pre_ping=True, hide_parameters=True)
        if self.file is not None:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                # For its owner alone: it holds what people asked. SQLite's files beside it follow.
                self.file.touch(mode=0o600, exist_ok=True)
            except OSError as failure:
                raise DataFolderUnusable(path=self.file.parent, reason=failure) from failure
        engine = create_engine(
            self.url, pool_size=CONNECTIONS, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _migrate(self, engine: Engine) -> None:
        """Brings the tables up to the newest revision. Raises DatabaseNewer."""
        from alembic import command
        from alembic.script import ScriptDirectory
        from alembic.util import CommandError

        with migrations() as config, engine.connect() as connection:
            connection = connection.execution_options(writes=True)  # noqa: PLW2901
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
                found = _revision(connection)
                if found == ScriptDirectory.from_config(config).get_current_head():
                    return
                config.attributes["connection"] = connection
                try:
                    command.upgrade(config, "head")
                except CommandError as unknown:
                    raise DatabaseNewer(found=found) from unknown


@contextmanager
def migrations() -> Iterator[Config]:
    """Where Alembic finds the steps."""
    from alembic.config import Config

    with as_file(files("assistant.database") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config


def new_id(connection: Connection, statement: Insert) -> int:
    """Runs an insert of one row; the id that the row got."""
    key = connection.execute(statement).inserted_primary_key
    assert key is not None, "an insert of one row gives its key"
    return int(key[0])


def _read_address(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as unfit:
        raise DatabaseAddressUnfit from unfit
    if url.get_backend_name() == _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == _SQLITE:
        return url.set(drivername=_SQLITE)
    raise DatabaseAddressUnfit


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions of its own accord: `_begin_sqlite` does.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its place at once: one that had read first could not wait for another writer to be done.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as failure:
        # The driver's own words, without the statement and its values.
        raise DatabaseUnusable(reason=str(failure.orig).splitlines()[0][:200] if failure.orig else "") from failure
    except (PoolTimeout, SQLAlchemyError) as failure:
        raise DatabaseUnusable(reason=type(failure).__name__) from failure
