"""Finds Norwegian identity numbers in free text, so that they can be taken out of a question.

An identity number has eleven digits: a birth date (ddmmyy), three digits that tell people apart, two check digits.
A number that is missed is kept for good; one taken in vain costs a question a few digits. So:

- Eleven digits in one run, or six and five, are taken when the first six can be a birth date, also where the check
  digits are wrong: one mistyped digit still tells who it is. The price: three in ten of other eleven-digit runs, such
  as account numbers without dots, are taken too. Those say nothing about the conditions of a grant.
- Digits spread over more groups are taken only when people write identity numbers in such groups, the check digits
  agree, and the groups are not part of a longer row: sums, telephone numbers and tables look the same.
- Never taken are 4.2.5 (an account number), 2 3 3 3 (a sum) and runs of twelve digits or more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

LENGTH = 11

# Added to the day: 40 in a D-number. Added to the month: 40 in a hospital's H-number and in NAV's test numbers (Dolly),
# 65 in the health network's test numbers, 80 in the tax administration's (Tenor).
# github.com/navikt/fnrvalidator/issues/116, github.com/bekkopen/NoCommons/issues/57
DAY_ADDED = (0, 40)
MONTH_ADDED = (0, 40, 65, 80)
# NAV's own numbers (NPID) and their test numbers. Only with right check digits: as a "month" 21-32 is also how case
# numbers begin, by their year: 2025...
MONTH_ADDED_BY_NAV = (20, 60)
# 29 February in any year: the century is not in the number.
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# The weighted sums over all eleven digits, modulo 11. The second is 0; the first is 0, and from 2032 also 1, 2 or 3.
# skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0)
FIRST_RESTS = (0, 1, 2, 3)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

Sizes = tuple[int, ...]
WHOLE = (11,)
DATE_AND_NUMBER = (6, 5)
SHORT_DATE_AND_NUMBER = (2, 2, 2, 5)
# How many groups come before the join of date and number.
PARTED: dict[Sizes, int] = {
    date + number: len(date)
    for date, number in product(
        [(6,), (2, 2, 2), (1,) * 6],
        [(5,), (3, 2), (2, 2, 1), (1,) * 5],
    )
}
# With the year in full: 01.01.1990 12345.
FULL_YEAR: frozenset[Sizes] = frozenset({(8, 5), (2, 2, 4, 5)})
CENTURIES = ("18", "19", "20")
# With one sign between all groups: these cut across the join, or have the five digits as a sum has them, 12 345.
EVEN: frozenset[Sizes] = frozenset({(4, 4, 3), (3, 3, 3, 2), (3, 3, 5), (9, 2), (6, 2, 3), (2, 2, 2, 2, 3)})

# What may stand between the groups of a date, or of the five digits after it.
WITHIN = frozenset({" ", ".", "-", "/", ". ", " - "})
# What may stand between six and five digits that are taken whatever their check digits.
PLAIN_JOINS = frozenset({" ", ".", "-", " -", "- ", " - "})
LONGEST_GAP = 3

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Marks that do not show (zero width, soft hyphen, variation selectors) count as nothing; Pd are the dashes.
BY_CATEGORY = {"Cc": "", "Cf": "", "Mn": "", "Me": "", "Pd": "-"}
LOOKALIKES = {**dict.fromkeys("·•․‧∙．。", "."), **dict.fromkeys("−⁃", "-")}
DIGITS = re.compile("[0-9]+")
BLANK = re.compile("[ \n]+")


@dataclass(frozen=True)
class Place:
    """Where a number stands: text[start:end], in Unicode code points, from its first digit to its last."""

    start: int
    end: int


@dataclass(frozen=True)
class Group:
    """Digits with nothing visible between them.

    `gap` is what stands between the group before and this one; None where that is words, much, or nothing before.
    """

    digits: str
    place: Place
    gap: str | None
    after_plus: bool


def find_identity_numbers(text: str) -> tuple[Place, ...]:
    """The places of identity numbers, in order, without overlap; in time linear in the length of the text."""
    groups = _groups(text)
    places: list[Place] = []
    at = found_until = 0
    while at < len(groups):
        window = _window(groups, at)
        left_free = at == found_until or _is_left_free(window)
        if window and _is_taken(window, left_free, _is_right_free(groups, at, window)):
            places.append(Place(window[0].place.start, window[-1].place.end))
            at = found_until = at + len(window)
        else:
            at += 1
    return tuple(places)


def without_identity_numbers(text: str, instead: str) -> str:
    """The text with `instead` in the place of each identity number."""
    kept: list[str] = []
    end = 0
    for place in find_identity_numbers(text):
        kept += text[end : place.start], instead
        end = place.end
    return "".join([*kept, text[end:]])


def _groups(text: str) -> list[Group]:
    shown = [(plain, at) for at, char in enumerate(text) if (plain := _plain(char))]
    line = "".join(plain for plain, _ in shown)
    groups: list[Group] = []
    end = 0
    for match in DIGITS.finditer(line):
        place = Place(shown[match.start()][1], shown[match.end() - 1][1] + 1)
        between = line[end : match.start()]
        groups.append(Group(match[0], place, _gap(between) if groups else None, between.endswith("+")))
        end = match.end()
    return groups


def _plain(char: str) -> str:
    """A digit of any script as 0-9; a blank, dash or dot as the plainest of its kind; what does not show as nothing."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char.isspace():
        return "\n" if char in LINE_BREAKS else " "
    return BY_CATEGORY.get(unicodedata.category(char), LOOKALIKES.get(char, char))


def _gap(between: str) -> str | None:
    starts_telephone_number = between.endswith((" +", "\n+"))
    if starts_telephone_number or any(char.isalnum() for char in between):
        return None
    # Two blanks stand for any more: a column, not a space.
    gap = BLANK.sub(lambda blank: "\n" if "\n" in blank[0] else blank[0][:2], between)
    return gap if len(gap) <= LONGEST_GAP else None


def _window(groups: Sequence[Group], at: int) -> Sequence[Group]:
    """The groups from here on that make up one number, by their sizes and gaps; none where they cannot."""
    size = 0
    for end in range(at, len(groups)):
        if end > at and groups[end].gap is None:
            break
        size += len(groups[end].digits)
        if size >= LENGTH:
            window = groups[at : end + 1]
            return window if _is_written_as_one(window) else ()
    return ()


def _is_written_as_one(window: Sequence[Group]) -> bool:
    sizes = _sizes(window)
    gaps = [group.gap for group in window[1:]]
    if sizes in EVEN:
        return _is_one_sign(gaps)
    if sizes in FULL_YEAR:
        return _is_one_sign(gaps[:-1]) and gaps[-1] in PLAIN_JOINS
    return sizes == WHOLE or (sizes in PARTED and _parts_hold_together(gaps, PARTED[sizes]))


def _parts_hold_together(gaps: Sequence[str | None], date_groups: int) -> bool:
    """If one sign parts the date, and one the five digits: a blank, or the sign that joins the two."""
    date, join, number = gaps[: date_groups - 1], gaps[date_groups - 1], gaps[date_groups:]
    return _is_one_sign(date) and _is_one_sign(number) and set(number) <= {" ", join}


def _is_one_sign(gaps: Sequence[str | None]) -> bool:
    return set(gaps) <= WITHIN and len(set(gaps)) <= 1


def _sizes(window: Sequence[Group]) -> Sizes:
    return tuple(len(group.digits) for group in window)


def _is_left_free(window: Sequence[Group]) -> bool:
    """If no longer row, and no sum, goes on into the window: the gap before it is none of theirs."""
    return len(window) <= 1 or window[0].gap not in {window[1].gap, "."}


def _is_right_free(groups: Sequence[Group], at: int, window: Sequence[Group]) -> bool:
    """If the window ends its row and is no sum's beginning, or if what follows may be another number."""
    after = at + len(window)
    if after == len(groups) or _window(groups, after):
        return True
    gap = groups[after].gap
    return gap is None or gap not in {window[-1].gap, ".", ","}


def _is_taken(window: Sequence[Group], left_free: bool, right_free: bool) -> bool:
    sizes = _sizes(window)
    digits = "".join(group.digits for group in window)
    if sizes in FULL_YEAR:
        return left_free and digits[4:6] in CENTURIES and _is_valid(digits[:4] + digits[6:])
    stands_alone = left_free and right_free
    if _may_be_mistyped(window, stands_alone) and _looks_like_one(digits):
        return True
    # Five digits in one are an end whatever comes after; six and five, a beginning too.
    in_its_own_right = sizes in (WHOLE, DATE_AND_NUMBER) or (left_free and sizes[-1:] == DATE_AND_NUMBER[-1:])
    return (stands_alone or in_its_own_right) and _is_valid(digits)


def _may_be_mistyped(window: Sequence[Group], stands_alone: bool) -> bool:
    """If the number is written as hardly anything else is, so that its check digits may be wrong."""
    sizes = _sizes(window)
    if window[0].after_plus:  # a telephone number abroad: +46 and nine digits
        return False
    if sizes == DATE_AND_NUMBER:
        return stands_alone and window[1].gap in PLAIN_JOINS
    return sizes == WHOLE or (sizes == SHORT_DATE_AND_NUMBER and stands_alone and window[-1].gap == "-")


def _looks_like_one(digits: str) -> bool:
    """If the first six digits can be a birth date and the whole is not a round sum, or two."""
    is_round = digits.endswith("000") or digits[4:6] == digits[-2:] == "00"
    return not is_round and _is_dated(digits, MONTH_ADDED)


def _is_valid(digits: str) -> bool:
    """If date and check digits agree with any series, and with either rule for the first check digit."""
    first, second = _rest(digits, FIRST_WEIGHTS), _rest(digits, SECOND_WEIGHTS)
    return first in FIRST_RESTS and second == 0 and _is_dated(digits, MONTH_ADDED + MONTH_ADDED_BY_NAV)


def _rest(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def _is_dated(digits: str, month_added: tuple[int, ...]) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    return any(
        1 <= month - to_month <= len(DAYS) and 1 <= day - to_day <= DAYS[month - to_month - 1]
        for to_day, to_month in product(DAY_ADDED, month_added)
    )
