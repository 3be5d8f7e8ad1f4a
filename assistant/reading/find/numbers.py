"""Numbers of people and of years, and the dates that are no numbers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.checklist.wording import wording_in
from assistant.form.typed import typed_day, typed_number
from assistant.reading.find.value import Value
from assistant.reading.find.vocabulary import reading_words
from assistant.texts import LANGUAGES

DIGITS = (
    r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)(?:,\d{1,2})?|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?"
)  # fmt: skip
NUMBER = rf"(?:{DIGITS}|[a-zæøå]+)"
DAY = r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}|\d{1,2}\.? [^\W\d_]+ \d{4}"
MONTHS_A_YEAR = 12
DAYS_A_MONTH = Decimal("30.4375")  # the mean of four years
LONGEST_PROJECT = 10  # years; what is longer is a year or a slip
_TOKEN = re.compile(rf"{DIGITS}|[^\W\d_]+")
_YEARS_AND_MONTHS = re.compile(r"\b(\w+) (?:år|years?),? (?:og|and) (\w+) (?:m[åa]n\w*|mnd|months?)")
_SPAN_OF_YEARS = re.compile(r"\b(20\d\d)\s*(?:[–—-]|til|to)\s*(20\d\d)\b")


def number_of(text: str) -> Decimal | None:
    """Digits, or a small number as a word in any of the languages."""
    plain = text.replace("\u202f", " ")
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}", plain):
        plain = plain.replace(",", "")
    found = typed_number(plain)
    if isinstance(found, int | Decimal):
        return Decimal(found)
    for lang in LANGUAGES:
        if (number := wording_in(lang).word_number(text.casefold())) is not None:
            return Decimal(number)
    return None


def is_hedged(text: str) -> bool:
    """If a number in a text is said to be about so many."""
    return re.search(reading_words()["hedged"], text.casefold()) is not None


def blanked(text: str) -> str:
    """A text with spaces for its dates, so that none of their digits is taken for a number."""
    return re.sub(DAY, lambda found: " " * len(found[0]) if _is_day(found[0]) else found[0], text)


def _is_day(text: str) -> bool:
    return typed_day(text) != text or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None or text.count(".") > 1


def read_whole(text: str) -> Value | None:
    """How many people; certain where the answer says nothing else."""
    found = _numbers(re.sub(r"\d+\s*(%|prosent)", "", blanked(text)))
    if not found or found[0][1] != found[0][1].to_integral_value():
        return None
    words, number = found[0]
    rest = text.replace(words, " ", 1).casefold()
    alone = len(found) == 1 and re.fullmatch(reading_words()["people"], " ".join(re.findall(r"\w+", rest))) is not None
    return Value(int(number), alone and not is_hedged(text), words)


def read_years(text: str) -> Value | None:
    """A length in years: said in years or months, or from two dates or years, which is never certain."""
    span = _span(text)
    said = _halves(_SPAN_OF_YEARS.sub(" ", blanked(text)).casefold())
    said = _YEARS_AND_MONTHS.sub(_as_years, said)
    found = _numbers(said)
    if not found:
        return Value(span, certain=False) if span is not None and 0 < span <= LONGEST_PROJECT else None
    words, number = found[0]
    if re.search(r"\bm(ån|nd|onths?)", said):
        number /= MONTHS_A_YEAR
    if not 0 < number <= LONGEST_PROJECT:
        return None
    rest = " ".join(re.findall(r"\w+", said.replace(words, " ", 1)))
    alone = len(found) == 1 and re.fullmatch(reading_words()["lengths"], rest) is not None
    agrees = span is None or abs(Decimal(span) - number) <= Decimal("0.1") or bool(_SPAN_OF_YEARS.search(text))
    plain = int(number) if number == number.to_integral_value() else float(number)
    return Value(plain, alone and agrees and not is_hedged(text), words if words in text else "")


def _as_years(found: re.Match[str]) -> str:
    """ "2 år og 6 måneder" as "2,5 år"."""
    years, months = number_of(found[1]), number_of(found[2])
    if years is None or months is None:
        return found[0]
    return f"{round(float(years + months / MONTHS_A_YEAR), 2):g} år".replace(".", ",")


def _numbers(text: str) -> list[tuple[str, Decimal]]:
    return [(each[0], number) for each in _TOKEN.finditer(text) if (number := number_of(each[0])) is not None]


def _halves(text: str) -> str:
    for pattern, digits in reading_words()["halves"].items():
        text = re.sub(pattern, digits, text)
    return re.sub(
        r"\b(\w+),5\b", lambda found: f"{number_of(found[1])},5" if number_of(found[1]) is not None else found[0], text
    )


def _span(text: str) -> int | float | None:
    """The years between two dates, to the month, or those from one year to another with both."""
    days = [date.fromisoformat(str(day)) for each in re.findall(DAY, text) if (day := typed_day(each)) != each]
    if len(days) == 2:  # noqa: PLR2004 - a first and a last day
        months = round(Decimal((days[1] - days[0]).days + 1) / DAYS_A_MONTH)
        years = Decimal(months) / MONTHS_A_YEAR
        return int(years) if years == years.to_integral_value() else round(float(years), 2)
    if not days and (found := _SPAN_OF_YEARS.search(text)):
        return int(found[2]) - int(found[1]) + 1
    return None
