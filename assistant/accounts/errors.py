"""Errors of accounts and of signing in."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UnavailableError, UsageError


class NameUnfit(UsageError):
    """Facts: `name`."""

    code: ClassVar[str] = "name_unfit"


class AccountTaken(UsageError):
    """Facts: `name`."""

    code: ClassVar[str] = "account_taken"


class AccountUnknown(UsageError):
    """Facts: `name`."""

    code: ClassVar[str] = "account_unknown"


class AccountNotLocal(UsageError):
    """Another provider keeps the account's password, or gives its role. Facts: `name`."""

    code: ClassVar[str] = "account_not_local"


class PasswordUnfit(UsageError):
    """A password that nobody should have. Facts: `shortest` and `longest`, in characters."""

    code: ClassVar[str] = "password_unfit"


class LastAdministrator(UsageError):
    """Nobody would be left to give the role back. Facts: none."""

    code: ClassVar[str] = "last_administrator"


class SignInRefused(UsageError):
    """A provider's answer does not hold, or its user has no role here. Facts: `reason`, a code."""

    code: ClassVar[str] = "sign_in_refused"
    http_status: ClassVar[int] = 403


class SignInUnavailable(UnavailableError):
    """The provider does not answer as one. Facts: `reason`, which holds no token."""

    code: ClassVar[str] = "sign_in_unavailable"
