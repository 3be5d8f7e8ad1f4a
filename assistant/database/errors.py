"""Errors of the database."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UnavailableError, UsageError


class DatabaseUnusable(UnavailableError):
    """The database is locked, full, damaged or away. Facts: `reason`, which quotes no value."""

    code: ClassVar[str] = "database_unusable"


class DatabaseNewer(UnavailableError):
    """The database was made by a later version. Facts: `found`, the revision."""

    code: ClassVar[str] = "database_newer"


class DatabaseAddressUnfit(UsageError):
    """The setting is no address of SQLite or PostgreSQL. Facts: none, since it may hold a password."""

    code: ClassVar[str] = "database_address_unfit"


class DatabaseNotEmpty(UsageError):
    """Restoring would replace what is there, and nobody said that it may. Facts: none."""

    code: ClassVar[str] = "database_not_empty"


class NothingToBackUp(UsageError):
    """There is no database yet. Facts: `path`, where it would be."""

    code: ClassVar[str] = "nothing_to_back_up"


class BackupUnwritable(UnavailableError):
    """The backup cannot be written there. Facts: `path`, `reason`."""

    code: ClassVar[str] = "backup_unwritable"


class BackupUnreadable(UsageError):
    """The file cannot be opened or read. Facts: `path`, `reason`."""

    code: ClassVar[str] = "backup_unreadable"


class BackupDamaged(UsageError):
    """The file is no backup, not a whole one, or not what it says. Facts: `path`, and `part`, what is at fault."""

    code: ClassVar[str] = "backup_damaged"


class BackupNewer(UsageError):
    """The backup was made by a later version. Facts: `path`, `found`, its format or revision."""

    code: ClassVar[str] = "backup_newer"
