"""Errors of fetching. Facts `address` and `host` say what was asked for, without user and password."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UnavailableError, UsageError


class FetchRefused(UsageError):
    """What may not be fetched. Facts: `address`."""

    code: ClassVar[str] = "fetch_refused"


class FetchAddressUnfit(FetchRefused):
    """Not a plain address with http or https. Facts: `address`."""

    code = "fetch_address_unfit"


class FetchHostNotAllowed(FetchRefused):
    """Facts: `address`, `host`, `allowed` (hosts, comma-separated)."""

    code = "fetch_host_not_allowed"


class FetchPortNotAllowed(FetchRefused):
    """Facts: `address`, `port`."""

    code = "fetch_port_not_allowed"


class FetchNotPublic(FetchRefused):
    """The host's name leads to an address that is not public. Facts: `address`, `host`."""

    code = "fetch_not_public"


class FetchInsecureRedirect(FetchRefused):
    """A redirect leads from https to http. Facts: `address` (that it leads to)."""

    code = "fetch_insecure_redirect"


class FetchDisallowedByRobots(FetchRefused):
    """Facts: `address`."""

    code = "fetch_disallowed_by_robots"


class FetchTypeUnreadable(FetchRefused):
    """Facts: `address`, `content_type`."""

    code = "fetch_type_unreadable"


class FetchFailed(UnavailableError):
    """What may be fetched, and is not to be had. Facts: `address`."""

    code: ClassVar[str] = "fetch_failed"


class FetchUnreachable(FetchFailed):
    """No name, no connection, or no secure one. Facts: `address`, `host`."""

    code = "fetch_unreachable"


class FetchTimedOut(FetchFailed):
    """Facts: `address`, `seconds` (that there were in all)."""

    code = "fetch_timed_out"


class FetchTooLarge(FetchFailed):
    """Facts: `address`, `largest` (bytes)."""

    code = "fetch_too_large"


class FetchGarbled(FetchFailed):
    """What came is no answer by HTTP, or is not whole. Facts: `address`."""

    code = "fetch_garbled"


class FetchTooManyRedirects(FetchFailed):
    """Facts: `address` (the last one), `redirects`."""

    code = "fetch_too_many_redirects"


class FetchBusy(FetchFailed):
    """The host asks to come back later (429, 503). Facts: `address`."""

    code = "fetch_busy"


class FetchGone(FetchFailed):
    """The document is not there any more, or never was (404, 410). Facts: `address`."""

    code = "fetch_gone"


class FetchStatus(FetchFailed):
    """Facts: `address`, `status`."""

    code = "fetch_status"
