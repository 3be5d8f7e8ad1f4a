"""Passwords, kept as argon2id hashes (RFC 9106, its second recommended setting: 64 MiB, 3 passes)."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12  # characters; NIST SP 800-63B asks for length, and for no mix of kinds
LONGEST = 200
# No I, l, 1, O and 0: a one-time password is read off a screen.
_READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
_ONE_TIME_LENGTH = 20  # 116 bits

_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """Verified where there is no account, so that a wrong name takes as long as a wrong password."""
    return _hasher.hash(secrets.token_urlsafe())


def new_one_time_password() -> str:
    return "".join(secrets.choice(_READABLE) for _ in range(_ONE_TIME_LENGTH))


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """If `kept` is its hash. Without one it is never, after the same work."""
    nobody = _nobody()
    try:
        return _hasher.verify(kept or nobody, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_fit(password: str, name: str) -> bool:
    """If it may be chosen: long enough, and not the account's own name over and over."""
    return SHORTEST <= len(password) <= LONGEST and password.lower().replace(name.lower(), "").strip() != ""
