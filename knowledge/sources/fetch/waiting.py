"""How long a host asks to be left alone: the header Retry-After."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime


def seconds_to_wait(value: str, now: float) -> float | None:
    """Seconds from `now` (seconds since 1970), by RFC 9110, section 10.2.3; None where the value is neither a number
    nor a date."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - now)
