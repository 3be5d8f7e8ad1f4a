"""`tuki backup`: all that is in the database in one file, taken while the server runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import UnavailableError
from web.commands.accounts import SYSTEM
from web.commands.opening import read_settings
from web.terminal import Page, complain
from web.wording import DEFAULT_LANGUAGE, all_texts

if TYPE_CHECKING:
    from assistant.database.backup_file import Manifest
    from assistant.records import Records


def run(args: argparse.Namespace) -> int:
    """Raises NothingToBackUp, BackupUnwritable or DatabaseUnusable."""
    from assistant.bootstrap import LateRecords
    from assistant.database.backup_sql import back_up
    from assistant.database.errors import NothingToBackUp

    settings, path = read_settings(), Path(args.file)
    kept = LateRecords(settings)
    try:
        records = kept.any()
        if records is None:
            raise NothingToBackUp(path=settings.data_dir)
        manifest = back_up(records.database, path)
        note(records, "backup_made", path)
    finally:
        kept.close()
    tell("cli.backed_up", manifest, path)
    return 0


def note(records: Records, action: str, path: Path) -> None:
    """In the log; a database that is full or locked makes what is done no less done."""
    try:
        records.audit.note(SYSTEM, action, path.name)
    except UnavailableError as failure:
        complain(all_texts().error(DEFAULT_LANGUAGE, failure))


def tell(key: str, manifest: Manifest, path: Path) -> None:
    """When the backup was made, and how many of each kind are in it."""
    from assistant.dates import OSLO

    texts, made = all_texts(), manifest.made.astimezone(OSLO)
    at = texts.get(
        DEFAULT_LANGUAGE, "operations.at", day=texts.day(DEFAULT_LANGUAGE, made.date()), time=made.strftime("%H:%M")
    )
    page, names = Page(sys.stdout), texts.value(DEFAULT_LANGUAGE, "operations.tables")
    page.line(texts.get(DEFAULT_LANGUAGE, key, path=path, at=at), "strong")
    for table, count in manifest.counts.items():
        page.line(f"{names.get(table, table)}: {count}", first="  ")
