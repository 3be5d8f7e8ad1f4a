"""What was read for a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Value:
    """A draft's plain value. Not certain where it is hedged or more than one thing could be meant.

    `words` are those of the answer that it comes from, where that is not the whole of it.
    """

    value: Any
    certain: bool = True
    words: str = ""
