"""Words that make what is said less than certain: a negation, a condition, a part of the whole, another project."""

from __future__ import annotations

import re
from functools import cache

from assistant.reading.find.vocabulary import reading_words


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(reading_words()["doubt"][name])


def holds(name: str, text: str) -> bool:
    """If a text holds any of the words that words.yaml has under `doubt.<name>`."""
    return _pattern(name).search(text.casefold()) is not None


def is_negated(text: str) -> bool:
    """If something in a text is denied or left out."""
    return holds("negation", text)


def is_conditional(text: str) -> bool:
    """If a text says that something holds only under a condition, for some, or perhaps."""
    return any(holds(name, text) for name in ("condition", "some", "perhaps"))
