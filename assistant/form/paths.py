"""Fields of a draft object by their paths: "budget.applied_amount"."""

from __future__ import annotations

from typing import Any


def put_at(found: dict[str, Any], path: str, value: object) -> None:
    """Puts `value` at a draft's `path` in `found`; one that is not answered (None) is left out."""
    if value is None:
        return
    *above, last = path.split(".")
    for part in above:
        found = found.setdefault(part, {})
    found[last] = value
