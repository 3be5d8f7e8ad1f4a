"""Errors of who may do what."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UsageError


class SignInNeeded(UsageError):
    """Facts: none."""

    code: ClassVar[str] = "sign_in_needed"
    http_status: ClassVar[int] = 401


class PasswordChangeNeeded(UsageError):
    """A one-time password must be changed first. Facts: none."""

    code: ClassVar[str] = "password_change_needed"
    http_status: ClassVar[int] = 403


class NotAllowed(UsageError):
    """The account's role is not enough. Facts: none."""

    code: ClassVar[str] = "not_allowed"
    http_status: ClassVar[int] = 403


class CrossSite(UsageError):
    """A page of another site sent this. Facts: none."""

    code: ClassVar[str] = "cross_site"
    http_status: ClassVar[int] = 403


class HostUnknown(UsageError):
    """The service is not to be reached by this name. Facts: `host`."""

    code: ClassVar[str] = "host_unknown"
    http_status: ClassVar[int] = 400


class WrongPassword(UsageError):
    """Facts: none: not even if there is such an account."""

    code: ClassVar[str] = "wrong_password"


class NoProvider(UsageError):
    """No provider is named in the settings. Facts: none."""

    code: ClassVar[str] = "no_provider"
    http_status: ClassVar[int] = 404
