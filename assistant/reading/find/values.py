"""Words of a document as values of a field, with how certain they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.checklist.wording import wording_in
from assistant.form.typed import typed_day, typed_number
from assistant.texts import LANGUAGES
from knowledge.data import read_yaml

MONTHS_A_YEAR = 12
LONGEST_NAME = 6  # words
_FACTORS = {"mill": 1_000_000, "million": 1_000_000, "millioner": 1_000_000, "millionar": 1_000_000, "mnok": 1_000_000,
            "tusen": 1_000, "000": 1_000}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d+)?"
_KRONER = re.compile(
    rf"(?:kr\.?|nok)?\s*(?P<number>{_DIGITS}|[a-zæøå]+)\s*(?P<factor>mill(?:ion(?:er|ar)?)?\.?|mnok|tusen)?\s*"
    r"(?:kr\.?|kroner|nok)?\s*(?:,-|,–|\.-)?\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Value:
    """What was read, as a draft's plain value. Not certain where it is hedged or more than one thing could be meant."""

    value: Any
    certain: bool = True


@cache
def reading_words() -> Mapping[str, Any]:
    """The vocabularies in `words.yaml`."""
    words: Mapping[str, Any] = read_yaml(files("assistant.reading.find") / "words.yaml")
    return words


def is_unknown(text: str) -> bool:
    """If an answer says that there is none yet."""
    return not text.strip() or re.search(reading_words()["unknown"], text.strip().casefold()) is not None


def read_value(kind: str, text: str) -> Value | None:
    """The value of an answer; None where it holds none. `kind` is a widget of the form, or `area`, `years`, or the
    path whose options words.yaml has."""
    text = text.strip().rstrip(".") if kind not in {"text", "long_text", "lines"} else text.strip()
    if is_unknown(text):
        return None
    readers = {
        "whole": _whole,
        "years": _years,
        "kroner": _kroner,
        "day": _day,
        "yes_no": _yes_or_no,
        "area": _area,
        "organisation_number": _organisation_number,
        "lines": _lines,
        "name": _name,
    }
    if kind in readers:
        return readers[kind](text)
    return _chosen(kind, text) if kind in reading_words()["options"] else Value(text)


def _hedged(text: str) -> bool:
    return re.search(reading_words()["hedged"], text.casefold()) is not None


def _number(text: str) -> Decimal | None:
    """Digits, or a small number as a word in any of the languages."""
    found = typed_number(text.replace("\u202f", " "))
    if isinstance(found, int | Decimal):
        return Decimal(found)
    for lang in LANGUAGES:
        if (number := wording_in(lang).word_number(text.casefold())) is not None:
            return Decimal(number)
    return None


def _first_number(text: str) -> tuple[Decimal, bool] | None:
    """The number in an answer, and if it is the only one."""
    found = re.finditer(rf"{_DIGITS}|[^\W\d_]+", text)
    numbers = [number for match in found if (number := _number(match[0])) is not None]
    return (numbers[0], len(numbers) == 1) if numbers else None


def _whole(text: str) -> Value | None:
    found = _first_number(text)
    if found is None or found[0] != found[0].to_integral_value():
        return None
    return Value(int(found[0]), found[1] and not _hedged(text))


def _years(text: str) -> Value | None:
    found = _first_number(text)
    if found is None:
        return None
    number, alone = found
    if re.search(r"\bm(ån|nd|onths?)", text.casefold()):
        number /= MONTHS_A_YEAR
    plain = int(number) if number == number.to_integral_value() else float(number)
    return Value(plain, alone and not _hedged(text))


def _kroner(text: str) -> Value | None:
    hedged = _hedged(text)
    bare = re.sub(reading_words()["hedged"] + r"\.?", "", text, flags=re.IGNORECASE).strip()
    matched = _KRONER.fullmatch(bare)
    number = _number(matched["number"]) if matched else None
    if matched is None or number is None:
        return _kroner_within(text)
    factor = _FACTORS.get((matched["factor"] or "").rstrip(".").casefold(), 1)
    return Value(_plain_number(number * factor), not hedged)


def _kroner_within(text: str) -> Value | None:
    """A sum among other words is never certain."""
    matched = re.search(rf"({_DIGITS})\s*(mill\w*|tusen)?", text, re.IGNORECASE)
    number = _number(matched[1]) if matched else None
    if matched is None or number is None:
        return None
    return Value(_plain_number(number * _FACTORS.get((matched[2] or "").casefold(), 1)), certain=False)


def _plain_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _day(text: str) -> Value | None:
    whole = typed_day(text)
    if whole != text:
        return Value(whole)
    for match in re.finditer(DAY, text):
        if (found := typed_day(match[0])) != match[0]:
            return Value(found, certain=False)
    return Value(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None


DAY = r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}|\d{1,2}\.? [^\W\d_]+ \d{4}"
NUMBER = rf"(?:{_DIGITS}|[a-zæøå]+)"
SUM = rf"(?:kr\.?|nok)?\s*(?:{_DIGITS}|null)\s*(?:mill(?:ion(?:er|ar)?)?\.?|tusen)?\s*(?:kr\b|kroner|nok|,-)?"


def _yes_or_no(text: str) -> Value | None:
    plain = text.casefold()
    yes = re.search(reading_words()["yes"], plain) is not None
    no = re.search(reading_words()["no"], plain) is not None
    if yes == no:
        return None
    return Value(yes, certain=not re.search(r"\b(men|delvis|bortsett|unntatt|but|partly)\b", plain))


def _area(text: str) -> Value | None:
    found = re.findall(r"(?<![\d.,/])([1-5])(?![\d/])", text)
    if not found or not re.match(
        r"(?:satsings?n?s?område |område |delområde |nr\.? |focus area |area )?[1-5]\b", text.casefold()
    ):
        return Value(int(found[0]), certain=False) if len(set(found)) == 1 else None
    return Value(int(found[0]), certain=len(set(found)) == 1)


def _organisation_number(text: str) -> Value | None:
    found = re.findall(r"(?<!\d)\d{3}[ \u00a0.]?\d{3}[ \u00a0.]?\d{3}(?!\d)", text)
    return Value(re.sub(r"\D", "", found[0]), certain=len(found) == 1) if found else None


def _name(text: str) -> Value | None:
    """A name ends where a number, a bracket or a comma begins; what is longer than a name is not certain."""
    name = re.split(r"[(,;]|\s[–-]\s|\borg|\d|\.\s", text, maxsplit=1)[0].strip()
    return Value(name, certain=len(name.split()) <= LONGEST_NAME) if name else None


def _lines(text: str) -> Value | None:
    parts = [part.strip() for part in re.split(r"[;\n•]", text) if part.strip()]
    return Value(parts, certain=len(parts) > 1) if parts else None


def _chosen(path: str, text: str) -> Value | None:
    options: Mapping[str, str] = reading_words()["options"][path]
    plain = text.casefold()
    fitting = [option for option, pattern in options.items() if re.search(pattern, plain)]
    if path in {"target_groups", "welcome.dialogue_with"}:
        return Value(fitting, certain="ikke" not in plain.split() and "ikkje" not in plain.split()) if fitting else None
    return Value(fitting[0], certain=len(fitting) == 1) if fitting else None
