"""Errors of running the service."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UsageError


class AccountNotLocal(UsageError):
    """Another provider keeps the account's password, or gives its role. Facts: `name`."""

    code: ClassVar[str] = "account_not_local"
