"""A real Chromium, and a server of its own to look at, signed in as an administrator."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.accounts.account import Role
from assistant.bootstrap import LateRecords
from assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PASSWORD = "en lang setning som passord"  # noqa: S105 - of an account in a folder that is deleted again
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ARGUMENTS += ["--disable-component-update", "--disable-sync"]


@dataclass(frozen=True)
class Served:
    """`address` is where it is served, `session` the cookie's value of an administrator, `process` the server's id."""

    address: str
    session: str
    process: int
    folder: Path


@contextmanager
def served(**settings: str) -> Iterator[Served]:
    """A server on an empty data folder; nobody is limited in how often they ask. `settings` are variables' endings."""
    with tempfile.TemporaryDirectory() as folder:
        records = LateRecords(Settings(data_dir=Path(folder))).records
        records.accounts.add("kari", "Kari Nordmann", Role.ADMIN)
        records.accounts.set_password("kari", PASSWORD)
        session = records.sessions.begin(records.accounts.find("kari"), "evals")
        records.database.close()
        given = {"DATA_DIR": folder, "REQUESTS_PER_MINUTE": "1000000", "REQUESTS_PER_MINUTE_IN_ALL": "1000000"}
        environment = os.environ | {f"TUKI_{name}": value for name, value in (given | settings).items()}
        command = [sys.executable, "-m", "web.cli", "serve", "--port", "0"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                yield Served(server.stdout.readline().split()[-1], session, server.pid, Path(folder))
            finally:
                server.terminate()


def _program() -> str:
    return next(path for path in ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium") if Path(path).exists())


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's, without a window: its headless shell where that is installed, which draws no window of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=ARGUMENTS)
        yield browser
        browser.close()
