"""The database that the stores' tests run on: SQLite, and PostgreSQL where Debian's package is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from assistant.database.database_sql import Database

ORDINARY_USER = "postgres"  # Debian's package makes it; the server refuses to run as root


def _programs() -> Path | None:
    """The newest server's programs, which Debian keeps off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the tests' own, reached by a socket in a folder of its own; without a database."""
    programs = _programs()
    if programs is None:
        pytest.skip("Debian's postgresql is not installed")
    # A socket's path may have no more than 107 characters, and pytest's folders are closed to others.
    folder = Path("/tmp") / f"tuki-pg-{uuid4().hex[:8]}"  # noqa: S108 - its name cannot be guessed
    folder.mkdir(mode=0o700)
    as_root = os.geteuid() == 0
    user = ORDINARY_USER if as_root else None
    if as_root:
        shutil.chown(folder, ORDINARY_USER, ORDINARY_USER)
    name = user or pwd.getpwuid(os.geteuid()).pw_name
    data = folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(command, user=user, capture_output=True, text=True, check=False, cwd="/")
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        run(f"{programs}/initdb", "-D", str(data), "-A", "trust", "-U", name, "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run(f"{programs}/pg_ctl", "-D", str(data), "-o", options, "-l", f"{folder}/log", "-w", "start")
        yield f"postgresql+psycopg://{name}@/{{database}}?host={folder}"
        run(f"{programs}/pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database that nobody else uses."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'new' / 'tuki.db'}")
    else:
        server = request.getfixturevalue("postgresql")
        name = f"t{uuid4().hex}"
        engine = create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        opened = Database(server.format(database=name))
    yield opened
    opened.close()
