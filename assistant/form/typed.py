"""What a person types, as the value that a draft holds: "1 250 000 kr" as 1250000, "19.02.2025" as a date.

A text that cannot be read is passed on as it is, so that the draft's own types name it and what they expected.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from assistant.form.form import NO, UNKNOWN, YES, Widget
from assistant.texts import LANGUAGES, load_texts

LONGEST_NUMBER = 40  # characters; a longer one is no number that anybody means
_GROUPED = re.compile(r"[0-9]{1,3}([ .][0-9]{3})+(,[0-9]+)?|[0-9]+([.,][0-9]+)?")
_KRONER = re.compile(r"(kr\.?|nok)? ?(?P<number>.+?) ?(kr\.?|kroner|nok|,-)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./-] ?([0-9]{1,2})[./-] ?([0-9]{4}|[0-9]{2})")
_WRITTEN = re.compile(r"([0-9]{1,2})\.? ([^\W\d_]{3,})\.? ([0-9]{4})")
# "1.25" could be an amount in millions, or kroner and øre: nobody writes either so.
_POINT_DECIMALS = re.compile(r"[0-9]+[.][0-9]{1,2}")
_MILLIONS = re.compile(r"(?P<number>.+?) ?(mill|million|millioner|millionar|mnok)\.?", re.IGNORECASE)
MILLION = 1_000_000
CENTURY = "20"
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def typed_value(widget: Widget, text: str) -> object:
    """The value of one field's text; None for a blank one and for "not known yet"."""
    text = text.strip()
    if not text:
        return None
    if widget == "choice" and text == UNKNOWN:
        return None
    if widget in {"yes_no", "given"}:
        return {YES: True, NO: False}.get(text)
    if widget in {"whole", "number"}:
        return typed_number(text)
    if widget == "kroner":
        return typed_kroner(text)
    return typed_day(text) if widget == "day" else text


def typed_number(text: str) -> object:
    """A number as Norwegians write it: "1 250", "1.250.000", "2,5", "2.5"; else the text."""
    plain = re.sub(r"\s", " ", text)
    if len(plain) > LONGEST_NUMBER or not _GROUPED.fullmatch(plain):
        return text
    digits = plain.replace(" ", "")
    if "," in digits or re.fullmatch(r"[0-9]{1,3}([.][0-9]{3})+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    number = Decimal(digits)
    return int(number) if number == number.to_integral_value() else number


def typed_kroner(text: str) -> object:
    """An amount with or without its unit: "kr 500 000,-", "500.000 kroner", "1,25 mill."; else the text."""
    matched = _KRONER.fullmatch(re.sub(r"\s", " ", text).replace(",-", "").replace(",–", "").strip())
    written = matched["number"] if matched else text
    millions = _MILLIONS.fullmatch(written)
    if not millions and _POINT_DECIMALS.fullmatch(written):
        return text
    number = typed_number(millions["number"] if millions else written)
    if not isinstance(number, int | Decimal):
        return text
    amount = number * MILLION if millions else number
    return int(amount) if amount == int(amount) else amount


def typed_day(text: str) -> object:
    """A date written 2025-02-19, 19.02.2025, 19/2-25, "19. februar 2025" or "19 feb 2025"; else the text."""
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif (found := _WRITTEN.fullmatch(text)) and (number := _month(found[2].lower())):
        day, month, year = found[1], str(number), found[3]
    else:
        return text
    try:
        return date(int(year if len(year) > len(CENTURY) else CENTURY + year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def _month(name: str) -> int | None:
    """The number of a month by its name or the beginning of it, in any of the languages."""
    return next((number for month, number in _months().items() if month.startswith(name)), None)


@cache
def _months() -> dict[str, int]:
    texts = load_texts()
    return {
        name.lower(): number for lang in LANGUAGES for number, name in enumerate(texts.value(lang, "months"), start=1)
    }
