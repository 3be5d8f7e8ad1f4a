"""The types of a draft's fields. Each takes a value as YAML or JSON gave it, or says in one code what it expected.

Nothing is coerced: `true` is no number, "12 deltakere" is none, 1 is no yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

# What a 64-bit float holds, 1e308: above it JSON readers give infinity, and 1e999999999 would fill the memory.
LARGEST_EXPONENT = 308
SMALLEST_EXPONENT = -400
FOCUS_AREAS = range(1, 6)
DECIMALS_OF_KRONER = 2  # øre
ORGANISATION_NUMBER_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def wrong(code: str, **facts: object) -> PydanticCustomError:
    """The error that `draft.py` turns into a Problem with Expected(code, facts)."""
    return PydanticCustomError(code, "{code}", {"code": code, "facts": facts})


def as_number(value: object) -> Decimal | None:
    """A finite number, exactly as written; None for anything else, `true` and "12" too."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or number.adjusted() > LARGEST_EXPONENT:
        return None
    return None if int(number.as_tuple().exponent) < SMALLEST_EXPONENT else number


def as_whole(value: object) -> int | None:
    """A whole number, `10.0` too; None for anything else."""
    number = as_number(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _decimals(number: Decimal) -> int:
    return len(f"{number:f}".partition(".")[2].rstrip("0"))


def _text(value: object) -> str:
    # JSON can spell half a surrogate pair ("\ud800"), which no file can hold: it could not be saved again.
    if not isinstance(value, str) or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise wrong("text")
    return value


def _given_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise wrong("given_text")
    return _text(value)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong("true_or_false")
    return value


def _count(value: object) -> int:
    number = as_whole(value)
    if number is None or number < 0:
        raise wrong("count")
    return number


def _area(value: object) -> int:
    number = as_whole(value)
    if number is None or number not in FOCUS_AREAS:
        raise wrong("focus_area")
    return number


def _years(value: object) -> Decimal:
    number = as_number(value)
    if number is None or number <= 0:
        raise wrong("years")
    return number


def _kroner(value: object) -> Decimal:
    number = as_number(value)
    if number is None or number < 0 or _decimals(number) > DECIMALS_OF_KRONER:
        raise wrong("kroner")
    return abs(number)  # JSON can write -0


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise wrong("date")


def _organisation_number(value: object) -> str:
    whole = as_whole(value)
    written = str(whole) if whole is not None else value
    digits = "".join(written.split()) if isinstance(written, str) else ""
    if not re.fullmatch(r"[0-9]{9}", digits) or not _has_valid_check_digit(digits):
        raise wrong("organisation_number")
    return digits


def _has_valid_check_digit(digits: str) -> bool:
    """Modulus 11, as Brønnøysundregistrene describe it: a remainder of 1 has no check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, ORGANISATION_NUMBER_WEIGHTS, strict=False))
    return (total + int(digits[8])) % 11 == 0


def _list(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise wrong("list")
    return value


def one_of(*choices: str) -> BeforeValidator:
    """A text out of `choices`; goes before a Literal, so that the error names them in our words."""

    def choose(value: object) -> object:
        if not isinstance(value, str) or value not in choices:
            raise wrong("one_of", choices=", ".join(choices))
        return value

    return BeforeValidator(choose)


def _before(read: Callable[[object], Any]) -> BeforeValidator:
    return BeforeValidator(read)


Text = Annotated[str, _before(_text)]
GivenText = Annotated[str, _before(_given_text)]
YesOrNo = Annotated[bool, _before(_yes_or_no)]
Count = Annotated[int, _before(_count)]
Area = Annotated[int, _before(_area)]
Years = Annotated[Decimal, _before(_years)]
Kroner = Annotated[Decimal, _before(_kroner)]
Day = Annotated[date, _before(_day)]
OrganisationNumber = Annotated[str, _before(_organisation_number)]
LIST = _before(_list)
