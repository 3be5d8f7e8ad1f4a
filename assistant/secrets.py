"""Secrets that lead to what is kept. The database has their hashes, so that reading it opens nothing."""

from __future__ import annotations

import re
import secrets
from hashlib import sha256

SECRET_BYTES = 24
_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")


def new_secret() -> str:
    """192 random bits as 32 characters that an address can hold."""
    return secrets.token_urlsafe(SECRET_BYTES)


def is_secret(text: str) -> bool:
    """If `text` could be one that `new_secret` made."""
    return _SECRET.fullmatch(text) is not None


def hashed(secret: str) -> str:
    """What the database knows a secret by. One of 192 random bits needs no salt."""
    return sha256(secret.encode()).hexdigest()
