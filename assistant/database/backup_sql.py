"""Takes a consistent copy of the database while it is used, and puts one in a database's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, inspect, literal, select, text
from sqlalchemy.exc import DataError, IntegrityError

from assistant.database.backup_file import BackupReader, BackupWriter, Manifest, Part, Row, Value, written_aside
from assistant.database.database_sql import Database, migrations
from assistant.database.errors import DatabaseNotEmpty
from assistant.database.sound_sql import unsound_table
from assistant.database.tables_sql import metadata

if TYPE_CHECKING:
    from alembic.config import Config

# Who is signed in is no part of a backup: a session that was ended since would come to life again.
LEFT_OUT = frozenset({"sessions", "sign_ins"})
_AT_ONCE = 500  # rows in memory
_INTEGERS = range(-(2**31), 2**31)  # PostgreSQL's INTEGER
_VERSION_TABLE = "alembic_version"
_POSTGRESQL = "postgresql"


def back_up(database: Database, path: Path) -> Manifest:
    """Writes a backup, whole or not at all. Raises BackupUnwritable, or DatabaseUnusable."""
    with written_aside(path) as out, database.reading() as connection:
        if not database.is_sqlite:
            # One view for all that follows; SQLite's transactions have it anyway.
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        writer = BackupWriter(out)
        for table in _reflected(connection, set(metadata.tables) - LEFT_OUT).sorted_tables:
            writer.add(table.name, _rows(connection, table))
        revision = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar_one()  # noqa: S608
        return writer.finish(revision, database.url.get_backend_name(), datetime.now(UTC))


def restore(database: Database, path: Path, force: bool) -> Manifest:
    """Puts a backup in the place of all that the database holds, or changes nothing.

    One of an older revision is brought up to date. Raises DatabaseNotEmpty without `force`, BackupUnreadable,
    BackupDamaged, BackupNewer, or DatabaseUnusable.
    """
    with BackupReader(path) as backup, migrations() as config:
        revision = backup.manifest.revision
        if revision not in _known(config):
            raise backup.newer(revision)
        backup.verify()
        with database.writing() as connection:
            if not force and _holds_anything(connection):
                raise DatabaseNotEmpty
            others = _empty(connection)
            _migrate(config, connection, revision)
            _load(connection, backup, set(inspect(connection).get_table_names()) - others)
            _migrate(config, connection, "head")
            if unsound := unsound_table(connection):
                raise backup.damaged(unsound)
    return backup.manifest


# Out of the database


def _reflected(connection: Connection, names: set[str]) -> MetaData:
    """The tables as they stand, not as this version's code knows them: points in time are the text that is kept."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in names)
    return found


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    found = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    for row in connection.execute(found).mappings():
        yield {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


# Into it


def _holds_anything(connection: Connection) -> bool:
    tables = metadata.sorted_tables
    return any(connection.execute(select(literal(1)).select_from(table).limit(1)).first() for table in tables)


def _empty(connection: Connection) -> set[str]:
    """Drops our tables; the names of those that are not ours."""
    metadata.drop_all(connection)
    connection.execute(text(f"DROP TABLE {_VERSION_TABLE}"))
    return {*inspect(connection).get_table_names(), _VERSION_TABLE}


def _load(connection: Connection, backup: BackupReader, names: set[str]) -> None:
    parts = {part.table: part for part in backup.manifest.parts}
    if parts.keys() != names - LEFT_OUT:
        raise backup.damaged("manifest.json")
    for table in _reflected(connection, names - LEFT_OUT).sorted_tables:
        _fill(connection, table, backup, parts[table.name])


def _fill(connection: Connection, table: Table, backup: BackupReader, part: Part) -> None:
    on_server = connection.dialect.name == _POSTGRESQL
    rows = (_typed(table, _without_nul(row) if on_server else row) for row in backup.rows(part))
    try:
        while some := list(islice(rows, _AT_ONCE)):
            connection.execute(insert(table), some)
    except (IntegrityError, DataError, ValueError) as unfit:
        raise backup.damaged(part.name) from unfit
    if part.rows and on_server and _is_numbered(table):
        # Rows that come with their number leave the counter behind where it was.
        connection.execute(select(func.setval(_counter(table), select(func.max(table.c.id)).scalar_subquery())))


def _is_numbered(table: Table) -> bool:
    keys = list(table.primary_key.columns)
    return len(keys) == 1 and keys[0].name == "id" and isinstance(keys[0].type, Integer)


def _counter(table: Table) -> Any:
    return func.pg_get_serial_sequence(table.name, "id")


def _without_nul(row: Row) -> Row:
    """PostgreSQL keeps every character but this one, which means nothing to a reader."""
    return {name: value.replace("\0", "\ufffd") if isinstance(value, str) else value for name, value in row.items()}


def _typed(table: Table, row: Row) -> dict[str, object]:
    """Raises ValueError where the row is not one of the table."""
    if {*row} != {*table.columns.keys()}:
        raise ValueError(table.name)
    return {column.name: _value(column, row[column.name]) for column in table.columns}


def _value(column: Column[Any], value: Value) -> object:
    kind = column.type.python_type
    if value is None and column.nullable:
        return None
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if type(value) is not kind or (type(value) is int and value not in _INTEGERS):
        raise ValueError(column.name)
    if isinstance(value, str):
        value.encode()  # a half of a surrogate pair is no text
    return value


# The revisions of the tables


def _known(config: Config) -> Iterable[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}


def _migrate(config: Config, connection: Connection, revision: str) -> None:
    from alembic import command

    config.attributes["connection"] = connection
    command.upgrade(config, revision)
