"""Amounts in kroner, as they may be written. A percentage is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.reading.find.numbers import DIGITS, blanked, number_of
from assistant.reading.find.value import Value
from assistant.reading.find.vocabulary import reading_words

_FACTORS = {"mill": 1_000_000, "mnok": 1_000_000, "tusen": 1_000, "tkr": 1_000, "tnok": 1_000}
_FACTOR = r"(?P<factor>mill(?:ion(?:er|ar)?)?\b\.?|mnok\b|tusen\b|tkr\b|tnok\b)?"
_WHOLE = re.compile(
    rf"(?:kr\.?|nok)?\s*(?P<number>{DIGITS}|[a-zæøå]+)\s*{_FACTOR}\s*(?:kr\.?|kroner|nok)?\s*(?:,-|,–|\.-)?\.?",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"(?P<unit>\b(?:kr\.?|nok)\s*)?(?<![\d.,])(?P<number>{DIGITS})\s*{_FACTOR}", re.IGNORECASE)
_PERCENTAGE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|prosent\b|pst\b|per ?cent\b)", re.IGNORECASE)
_SHARE = re.compile(rf"{_PERCENTAGE.pattern}\s+(?:av|of)\b", re.IGNORECASE)  # of an amount that is another
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s*(?:kr|,-))")
_AMBIGUOUS = re.compile(r"\d,\d{3}(?!\d)")  # English thousands, or three decimals
SMALLEST_WITHIN = 1_000  # kroner; a smaller number among other words counts something else
# A sum within a sentence, for the patterns of sentences.yaml; no percentage.
SUM = (
    rf"(?:(?:kr\.?|nok)\s*)?(?:{DIGITS}|null|[a-zæøå]+(?=\s+mill))(?![\d.,]*\d|\s*(?:%|prosent|pst|per ?cent))"
    r"\s*(?:mill(?:ion(?:er|ar)?)?\b\.?|tusen\b)?\s*(?:kr\b|kroner|nok|,-)?"
)


def read_kroner(text: str) -> Value | None:
    """The amount in an answer; certain where the answer is nothing else, and not hedged."""
    words = reading_words()
    if nothing := re.fullmatch(words["nothing"], text.casefold()):
        return Value(0, certain=nothing["sure"] is not None)
    bare = re.sub(words["hedged"] + r"\.?", "", text, flags=re.IGNORECASE).strip()
    matched = _WHOLE.fullmatch(bare)
    number = number_of(matched["number"]) if matched else None
    if matched is None or number is None:
        return _within(text)
    sure = bare == text.strip() and not _AMBIGUOUS.search(matched["number"])
    return Value(_plain(number * _factor(matched)), sure)


def _within(text: str) -> Value | None:
    """An amount among other words is never certain; the one called a total is taken before others."""
    found = list(_amounts(blanked(text)))
    if not found or _SHARE.search(text):
        return None
    total = re.search(reading_words()["totals"], text.casefold())
    after = [each for at, each in found if total and at >= total.end()]
    return replace((after or [each for _, each in found])[0], certain=False)


def _amounts(text: str) -> Iterator[tuple[int, Value]]:
    text = _PERCENTAGE.sub(lambda found: " " * len(found[0]), text)
    text = _YEAR.sub(lambda found: " " * len(found[0]), text)
    for found in _WITHIN.finditer(text):
        number = number_of(found["number"])
        if number is not None and (found["unit"] or number * _factor(found) >= SMALLEST_WITHIN):
            yield found.start(), Value(_plain(number * _factor(found)), words=found[0].strip())


def _factor(found: re.Match[str]) -> int:
    said = (found["factor"] or "").rstrip(".").casefold()
    return next((factor for word, factor in _FACTORS.items() if said.startswith(word)), 1)


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
