"""Accounts and their roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_NAME = re.compile(r"\w[\w.@+-]{0,199}")
RESERVED = frozenset({"system"})  # whom the record names where nobody did something


class Role(StrEnum):
    """What an account may do. An administrator may all that the helpdesk may."""

    HELPDESK = "helpdesk"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        return self is Role.ADMIN or self is needed


@dataclass(frozen=True)
class Account:
    """`must_change`: the password is a one-time one. `issuer` is set where another provider vouches for the account."""

    id: int
    name: str
    shown_name: str
    role: Role
    must_change: bool
    active: bool
    issuer: str | None
    created: datetime

    @property
    def is_local(self) -> bool:
        return self.issuer is None


@dataclass(frozen=True)
class Session:
    """A browser that is signed in. `key` names it to its owner without opening it."""

    key: str
    account: Account
    started: datetime
    last_seen: datetime
    browser: str


def is_name(text: str) -> bool:
    """If an account can be called that: letters, digits and `. @ + - _`."""
    return _NAME.fullmatch(text) is not None and text.lower() not in RESERVED
