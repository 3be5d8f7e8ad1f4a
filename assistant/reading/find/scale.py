"""Amounts in thousands or millions: where a document says so, and what a plain amount is then."""

from __future__ import annotations

import re
from functools import cache

from assistant.reading.blocks import Context
from assistant.reading.find.value import Value
from assistant.reading.find.vocabulary import reading_words

LARGEST_PLAIN = 100_000  # an amount from here on is in kroner, also where a heading says thousands
LARGEST_SURE = 60_000_000  # kroner; the whole scheme has 51.5 million to give
SMALLEST_SURE = 10_000  # kroner; a smaller one may be in thousands, unless it is nil
_UNIT = re.compile(r"\b(kr|kroner|nok|mill\w*|mnok|tusen|tkr|tnok)\b|,-|,–", re.IGNORECASE)


@cache
def _patterns(name: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((int(factor), re.compile(pattern)) for factor, pattern in reading_words()[name].items())


def scale_of_label(text: str) -> int:
    """What a plain amount counts by a label, a heading or a table's head: "Beløp (i hele tusen)" gives 1000."""
    return next((factor for factor, pattern in _patterns("scales") if pattern.search(text.casefold())), 1)


def scale_of_line(text: str) -> int:
    """The same for a line that says it of what follows: "Alle tall i 1000 kr"."""
    return next((factor for factor, pattern in _patterns("scale_lines") if pattern.search(text.casefold())), 1)


def scaled(value: Value, written: str, context: Context, own: int = 1) -> Value:
    """An amount in kroner; `own` is the scale that its label has. Not certain where the scale cannot be told."""
    amount = value.value
    factor = own if own > 1 else context.scale
    if amount == 0:
        return value
    if factor > 1:
        if not _UNIT.search(written) and amount < LARGEST_PLAIN and amount * factor <= LARGEST_SURE:
            return Value(_plain(amount * factor), value.certain, value.words)
        return Value(amount, certain=False, words=value.words)
    in_doubt = context.scale_in_doubt and amount < LARGEST_PLAIN and not _UNIT.search(written)
    sure = SMALLEST_SURE <= amount <= LARGEST_SURE and not in_doubt
    return Value(amount, value.certain and sure, value.words)


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number
