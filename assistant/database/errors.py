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
