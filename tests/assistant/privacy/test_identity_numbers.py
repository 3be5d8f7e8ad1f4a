"""Numbers written out here have 80 or 40 added to the month: made for tests, they are no one's."""

from __future__ import annotations

import random
from calendar import monthrange
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.privacy.identity_numbers import find_identity_numbers, without_identity_numbers

NUMBER = "17912099997"
MISTYPED = "17912099979"
INSTEAD = "[fødselsnummer]"

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

# x: the next digit; blank, dash and line break: one of their kind.
WAYS_TO_WRITE = [
    "xxxxxxxxxxx",
    "xxxxxx xxxxx",
    "xxxxxx-xxxxx",
    "xxxxxx - xxxxx",
    "xxxxxx.xxxxx",
    "xxxxxx/xxxxx",
    "xxxxxx, xxxxx",
    "(xxxxxx) xxxxx",
    "xxxxxx\nxxxxx",
    "xxxxxx-\nxxxxx",
    "xxxxxx   xxxxx",
    "xx.xx.xx-xxxxx",
    "xx.xx.xx xxxxx",
    "xx.xx.xx.xxxxx",
    "xx xx xx xxxxx",
    "xx-xx-xx-xxxxx",
    "xx/xx/xx xxxxx",
    "xx. xx. xx xxxxx",
    "xx.xx.xx\nxxxxx",
    "xx xx xx xxx xx",
    "xx.xx.xx-xxx xx",
    "xx xx xx xx xxx",
    "xx xx xx xx xx x",
    "xxxxxx xxx xx",
    "xxxxxx xx xxx",
    "xxxx xxxx xxx",
    "xxx xxx xxx xx",
    "xxx xxx xxxxx",
    "xxxxxxxxx xx",
    "x x x x x x x x x x x",
    "x x x x x x - x x x x x",
]
KINDS = {" ": " \u00a0\u2009\u202f", "-": "-–—\u2010\u2011−", "\n": ["\n", "\r\n", "\u2028"], ".": ".․"}
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufe0f"]
ZEROS = "0٠०０𝟎"

BEFORE = ["", "Fnr: ", "fnr:", "fødselsnummer", "(", "Ola, f. ", "1) ", "org.nr 974 760 673, fnr ", "+47 912 34 567\n"]
AFTER = ["", ".", "?", ")", " og 150 000 kroner", "abc", "\nHilsen Kari", " søker kr 15 000,00", ";2;3"]
BETWEEN = [" ", ", ", "\n", " og ", "; ", " / "]


def check_digits(nine: str, rest: int = 0) -> str | None:
    """The two digits that make the first weighted sum `rest` modulo 11; None where they would be a ten."""
    first = (rest - sum(int(d) * w for d, w in zip(nine, FIRST_WEIGHTS, strict=True))) % 11
    second = -sum(int(d) * w for d, w in zip(f"{nine}{first}", SECOND_WEIGHTS, strict=False)) % 11
    return None if 10 in (first, second) else f"{first}{second}"


@st.composite
def dates(draw: st.DrawFn, day_added: int = 0, month_added: int = 0) -> str:
    year, month = draw(st.integers(1940, 2039)), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    return f"{day + day_added:02}{month + month_added:02}{year % 100:02}"


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """Of each series, by the rule of 1964 (rest 0) or that of 2032 (rest 0 to 3)."""
    date = draw(dates(draw(st.sampled_from([0, 40])), draw(st.sampled_from([0, 20, 40, 60, 65, 80]))))
    rest = draw(st.integers(0, 3))
    person = draw(st.integers(0, 999))
    numbers = (f"{date}{(person + more) % 1000:03}" for more in range(1000))
    return next(nine + last for nine in numbers if (last := check_digits(nine, rest)))


def write(number: str, way: str, choose: random.Random) -> str:
    digits = iter(number)
    zero = choose.choice(ZEROS) if choose.random() < 0.3 else "0"
    hidden = choose.choice(INVISIBLE) if choose.random() < 0.3 else ""
    signs = {sign: choose.choice(kinds) for sign, kinds in KINDS.items()}
    written = (chr(ord(zero) + int(next(digits))) + hidden if c == "x" else signs.get(c, c) for c in way)
    return "".join(written).removesuffix(hidden)


@st.composite
def written_numbers(draw: st.DrawFn) -> str:
    return write(draw(identity_numbers()), draw(st.sampled_from(WAYS_TO_WRITE)), draw(st.randoms()))


def found(text: str) -> list[str]:
    return [text[place.start : place.end] for place in find_identity_numbers(text)]


@settings(max_examples=1000)
@given(st.lists(written_numbers(), min_size=1, max_size=4), *map(st.sampled_from, (BEFORE, BETWEEN, AFTER)))
def test_every_number_of_any_series_is_found_whole_among_others_and_in_any_sentence(
    numbers: list[str], before: str, between: str, after: str
) -> None:
    text = before + between.join(numbers) + after
    assert found(text) == [number.strip("(") for number in numbers]
    left = without_identity_numbers(text, INSTEAD)
    assert left == before + between.join(n.replace(n.strip("("), INSTEAD) for n in numbers) + after


@pytest.mark.parametrize("way", WAYS_TO_WRITE)
@given(number=identity_numbers(), choose=st.randoms())
def test_a_number_is_found_in_each_way_of_writing(way: str, number: str, choose: random.Random) -> None:
    written = write(number, way, choose)
    assert found(f"Kan {written} søke?") == [written.strip("(")]


@given(dates(), st.sampled_from(["", " ", "-", "."]), st.integers(1, 99999).filter(lambda n: n % 100))
def test_six_digits_of_a_birth_date_and_five_more_are_found_whatever_the_check_digits(
    date: str, join: str, number: int
) -> None:
    written = f"{date}{join}{number:05}"
    assert found(f"Født {written}") == [written]


@given(st.text(st.sampled_from("0189 .-/,\n+kr"), max_size=80))
def test_places_are_in_order_apart_and_of_eleven_digits_or_thirteen(text: str) -> None:
    places = find_identity_numbers(text)
    assert all(before.end <= after.start for before, after in pairwise(places))
    assert all(sum(map(str.isdigit, number)) in (11, 13) for number in found(text))


@given(st.lists(st.one_of(written_numbers(), st.text(max_size=9), st.sampled_from(["17 91", "2099997", " "]))))
def test_nothing_is_found_in_what_is_left(parts: list[str]) -> None:
    left = without_identity_numbers("".join(parts), INSTEAD)
    assert without_identity_numbers(left, INSTEAD) == left


FOUND = {
    "glued to words": ("fnr:17912099997.", [NUMBER]),
    "glued to letters on both sides": ("Ola17912099997Nordmann", [NUMBER]),
    "in a numbered list": ("1. 17.91.20-99997\n2. 57.91.20-75186", ["17.91.20-99997", "57.91.20-75186"]),
    "in a row of a table": ("34 179120 99997 2 barn", ["179120 99997"]),
    "after a telephone number": ("91234567 17.91.20-99997", ["17.91.20-99997"]),
    "before a sum": ("17.91.20 99997 150 000 kr", ["17.91.20 99997"]),
    "from an address": ("https://imdi.no/?fnr=17912099997&aar=2025", [NUMBER]),
    "with a plus for each blank": ("q=fnr+179120+99997", ["179120+99997"]),
    "in a quoted message": ("> 179120\n> 99997", ["179120\n> 99997"]),
    "in bold type": ("**179120** 99997", ["179120** 99997"]),
    "in cells": ("| 179120 | 99997 |", ["179120 | 99997"]),
    "with the year in full": ("Født 17.91.2020-99997", ["17.91.2020-99997"]),
    "with the year in full, in one": ("17912020 99997", ["17912020 99997"]),
    "in keycap signs": ("1️⃣7️⃣9️⃣1️⃣2️⃣0️⃣9️⃣9️⃣9️⃣9️⃣7", ["1️⃣7️⃣9️⃣1️⃣2️⃣0️⃣9️⃣9️⃣9️⃣9️⃣7"]),
    "of Dolly": ("15507600333, 69422056629", ["15507600333", "69422056629"]),
    "of Tenor, D-number": ("46879700922", ["46879700922"]),
    "mistyped": (f"Fnr {MISTYPED}", [MISTYPED]),
    "mistyped, in two parts": ("Fnr 179120-99979", ["179120-99979"]),
    "mistyped, with a dotted date": ("Fnr 17.91.20-99979", ["17.91.20-99979"]),
}

NOT_FOUND = [
    "",
    "NO 974 760 673 MVA",
    "974760673",
    "Vi har 15 000 000 000 kr, altså 15000000000 eller 12500000000",
    "12.500.000.000,00 og 1.500.000 og 12 000 000,00 og 912 000 000,00",
    "100 000 200 000 12 345",
    "310500 45000",  # two sums
    "110500 14500 12000 130700 15300",  # a budget
    "01.01.2025-31.12.2025",
    "19.02.2025 – 01.03.2026",
    "2025-02-19 12345",
    "01.01.25-31.12.25 kl. 12.30-14.00",
    "+47 912 34 567",
    "+4791234567",
    "0047 91234567",
    "004791234567",
    "912 34 567 412 34 567",
    "91234567 41234567",
    "22 07 44 55 912 34 567",
    "+46701234567",
    "17.91.20\n+47 999 97 123",
    "17.91.20 - 99 997",  # a date and a sum
    "179120999971",
    "0017912099997",
    "NO93 8601 1117 947",
    "NO9386011117947",
    "KID 17912099997000123",
    "1234.56.78903",
    "1791.20.99997",  # an account number's groups
    "17 912 099 997",  # a sum's groups
    "17 91 20 999 79",  # mistyped, in groups that much else has
    "179120 99979 12345",  # mistyped, in a longer row
    "2024/12345 og 24/01234-5",
    "Saksnummer 20251234567",
    "0150 Oslo, 5003 Bergen",
    "1 2 3 4 5 6 7 8 9 10 11",
    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11",
    "2023 2024 2025",
    "32132512345 og 17132512345 og 00012512345",  # no such day or month
    "ISBN 978-82-02-12345-6",
    "179120 eller 99997",
    "179120 ..... 99997",
]


@pytest.mark.parametrize(("text", "numbers"), FOUND.values(), ids=FOUND)
def test_a_number_is_found(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_identity_number_is_left(text: str) -> None:
    assert found(text) == []
    assert without_identity_numbers(text, INSTEAD) == text


def in_groups(digits: str, sizes: tuple[int, ...], sign: str) -> str:
    rest = iter(digits)
    return sign.join("".join(next(rest) for _ in range(size)) for size in sizes)


@st.composite
def organisation_numbers(draw: st.DrawFn) -> str:
    number = draw(st.integers(800_000_000, 999_999_999))
    sign = draw(st.sampled_from(["", " ", "\u00a0", "."]))
    return in_groups(str(number), (3, 3, 3), sign) + draw(st.sampled_from(["", " MVA"]))


@st.composite
def sums(draw: st.DrawFn) -> str:
    kroner = f"{draw(st.integers(1_000, 10 ** draw(st.integers(4, 12)))):,}"
    return kroner.replace(",", draw(st.sampled_from(" .\u00a0"))) + draw(
        st.sampled_from(["", ",00", ",50", ",-", " kr"])
    )


@st.composite
def days(draw: st.DrawFn) -> str:
    day = draw(st.dates())
    return draw(st.sampled_from([f"{day:%d.%m.%Y}", f"{day:%d.%m.%y}", f"{day:%Y-%m-%d}", f"{day.day}.{day.month}."]))


@st.composite
def telephone_numbers(draw: st.DrawFn) -> str:
    digits = str(draw(st.integers(20_000_000, 99_999_999)))
    before = draw(st.sampled_from(["", "+47", "+47 ", "0047 ", "0047", "00 47 "]))
    return before + draw(
        st.sampled_from([digits, in_groups(digits, (3, 2, 3), " "), in_groups(digits, (2, 2, 2, 2), " ")])
    )


@st.composite
def account_numbers(draw: st.DrawFn) -> str:
    """Eleven digits, the last by the rule of an identity number's last: as the bank writes them, and as an IBAN."""
    ten = f"{draw(st.integers(0, 10**10 - 1)):010}"
    last = -sum(int(d) * w for d, w in zip(ten, SECOND_WEIGHTS, strict=True)) % 11 % 10
    digits = f"{ten}{last}"
    grouped = in_groups(digits, (4, 2, 5), draw(st.sampled_from(". ")))
    return draw(st.sampled_from([grouped, f"NO93{digits}", f"NO93 {in_groups(digits, (4, 4, 3), ' ')}"]))


YEARS = st.lists(st.integers(2013, 2040).map(str), min_size=2, max_size=5).map(" ".join)
CASE_NUMBERS = st.tuples(st.integers(2000, 2040), st.integers(1, 99999)).map(lambda case: f"{case[0]}/{case[1]}")
LONG_RUNS = st.text("0123456789", min_size=12, max_size=30)
COUNTING = st.integers(2, 30).map(lambda last: " ".join(map(str, range(1, last))))
OTHER_NUMBERS = st.one_of(
    organisation_numbers(),
    sums(),
    days(),
    telephone_numbers(),
    account_numbers(),
    YEARS,
    CASE_NUMBERS,
    LONG_RUNS,
    COUNTING,
)


@settings(max_examples=2000)
@given(st.lists(OTHER_NUMBERS, min_size=1, max_size=4), st.sampled_from([", ", " og ", " - ", "\n", "; ", " kr "]))
def test_other_numbers_are_never_found_alone_or_beside_others(numbers: list[str], between: str) -> None:
    assert found(f"Gjelder {between.join(numbers)} i år?") == []


@pytest.mark.parametrize("numbers", [organisation_numbers(), sums(), telephone_numbers(), account_numbers()])
@given(data=st.data())
def test_numbers_of_one_kind_are_never_found_in_a_row(numbers: st.SearchStrategy[str], data: st.DataObject) -> None:
    row = " ".join(data.draw(st.lists(numbers, min_size=2, max_size=6)))
    assert found(row) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1" * 100_000, 0),
        ("1 " * 50_000, 0),
        ("01 " * 30_000, 0),
        ("1.1-" * 25_000, 0),
        ("12 34 56 " * 10_000, 0),
        ("1\u200b" * 50_000, 0),
        ("179120" + " " * 100_000 + "99997", 1),
        ("179120" + "\n " * 50_000 + "99997", 1),
        ("179120" + "." * 100_000 + "99997", 0),
        ("179120" + "\u200b" * 100_000 + "99997", 1),
        (f"{NUMBER} " * 8_000, 8_000),
        ("17 91 20 999 97 " * 6_000, 6_000),
        ("179120 99979 " * 8_000, 8_000),
        ("17 91 20 " * 1_300 + "99997", 0),
    ],
)
def test_a_long_text_of_hostile_digits_is_read_to_its_end(text: str, count: int) -> None:
    assert len(find_identity_numbers(text)) == count
