"""`tuki restore`: puts a backup in the place of what is in the database, or changes nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from web.commands.backup import note, tell
from web.commands.opening import read_settings


def run(args: argparse.Namespace) -> int:
    """Raises DatabaseNotEmpty, BackupUnreadable, BackupDamaged, BackupNewer or DatabaseUnusable."""
    from assistant.bootstrap import LateRecords
    from assistant.database.backup_sql import restore

    path = Path(args.file)
    kept = LateRecords(read_settings())
    try:
        manifest = restore(kept.records.database, path, args.force)
        note(kept.records, "restored", path)
    finally:
        kept.close()
    tell("cli.restored", manifest, path)
    return 0
