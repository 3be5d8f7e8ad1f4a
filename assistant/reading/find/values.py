"""Words of a document as values of a field, with how certain they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.form.typed import typed_day
from assistant.reading.find.amounts import read_kroner
from assistant.reading.find.boxes import has_box, ticked
from assistant.reading.find.choices import read_choice, read_choices
from assistant.reading.find.doubt import holds, is_conditional, is_negated
from assistant.reading.find.numbers import DAY, read_whole, read_years
from assistant.reading.find.value import Value
from assistant.reading.find.vocabulary import reading_words

LONGEST_NAME = 6  # words
SEVERAL = frozenset({"target_groups", "welcome.dialogue_with"})
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-](\d{2})(?![\d.])")
_NAME_ENDS = re.compile(r"[(,;:/\n]|\s[–-]\s|\bv/|\borg\b|\d|\.\s", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[(,;:\s–-]*(org\w*[. ]*(nr|nummer)?[.: ]*)?[\d\s.]*\)?\.?", re.IGNORECASE)


def is_unknown(text: str) -> bool:
    """If an answer says that there is none yet, or is what the form's maker put there to be written over."""
    words = reading_words()
    plain = " ".join(text.casefold().split())
    return not plain or any(re.search(words[name], plain) for name in ("unknown", "placeholder"))


def read_answer(kind: str, text: str) -> Value | None:
    """The value of an answer that may be a row of boxes; of those, only what is ticked counts."""
    if has_box(text):
        return _read_ticked(kind, ticked(text))
    return read_value(kind, text)


def read_value(kind: str, text: str) -> Value | None:
    """The value of an answer; None where it holds none. `kind` is a widget of the form, or `area`, `years`, or the
    path whose options words.yaml has."""
    text = text.strip().rstrip(".") if kind not in {"text", "long_text", "lines"} else text.strip()
    if is_unknown(text) and not (kind == "kroner" and read_kroner(text) == Value(0)):
        return None
    readers = {
        "whole": read_whole,
        "years": read_years,
        "kroner": read_kroner,
        "day": _day,
        "yes_no": _yes_or_no,
        "area": _area,
        "organisation_number": _organisation_number,
        "lines": _lines,
        "name": _name,
    }
    if kind in readers:
        return readers[kind](text)
    if kind in SEVERAL:
        return read_choices(kind, text)
    return read_choice(kind, text) if kind in reading_words()["options"] else Value(text)


def _read_ticked(kind: str, options: Sequence[str]) -> Value | None:
    if not options:
        return None
    if kind in SEVERAL:
        return _together([read_value(kind, option) for option in options])
    if kind in {"lines", "text", "long_text"}:
        return Value(list(options) if kind == "lines" else "; ".join(options))
    if kind == "yes_no" and options == ["☒"]:
        return Value(value=True)
    value = read_value(kind, options[0])
    if value is None or (kind == "yes_no" and len(options) > 1):
        return None
    return Value(value.value, value.certain and len(options) == 1, options[0])


def _together(values: Sequence[Value | None]) -> Value | None:
    known = [value for value in values if value is not None]
    chosen = list(dict.fromkeys(option for value in known for option in value.value))
    certain = len(known) == len(values) and all(value.certain for value in known)
    return Value(chosen, certain) if chosen else None


def _day(text: str) -> Value | None:
    found = [(each, day) for each in re.findall(DAY, text) if (day := typed_day(each)) != each or "-" in each]
    if not found:
        return _short_year(text)
    words, day = found[0]
    if typed_day(words) == words and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return None
    rest = text.replace(words, " ").casefold()
    alone = len(found) == 1 and re.fullmatch(reading_words()["around_a_day"], " ".join(re.findall(r"\w+", rest)))
    return Value(day, bool(alone), words)


def _short_year(text: str) -> Value | None:
    """A year of two digits is of this century, but then day and month may stand the other way round."""
    found = _SHORT_YEAR.search(text)
    day = typed_day(f"{found[1]}.{found[2]}.20{found[3]}") if found else None
    return Value(day, certain=False, words=found[0]) if found and re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(day)) else None


def _yes_or_no(text: str) -> Value | None:
    plain = text.casefold()
    yes = re.search(reading_words()["yes"], plain)
    no = re.search(reading_words()["no"], plain)
    both = all(re.search(rf"\b({words})\b", plain) for words in ("ja|yes", "nei|no"))
    if bool(yes) == bool(no) or both:
        return None
    rest = plain[(yes or no).end() :]  # type: ignore[union-attr]
    doubted = is_conditional(rest) or (yes is not None and (is_negated(rest) or holds("future", rest)))
    return Value(yes is not None, certain=not doubted)


def _area(text: str) -> Value | None:
    found = re.findall(r"(?<![\d.,/])([1-5])(?![\d/])", text)
    alone = len(set(found)) == 1
    if not found or not re.match(
        r"(?:satsings?n?s?område |område |delområde |nr\.? |focus area |area )?[1-5]\b", text.casefold()
    ):
        return Value(int(found[0]), certain=False) if alone and not is_negated(text) else None
    return Value(int(found[0]), certain=alone and not is_negated(text) and not is_conditional(text))


def _organisation_number(text: str) -> Value | None:
    found = re.findall(r"(?<!\d)\d{3}[ \u00a0.]?\d{3}[ \u00a0.]?\d{3}(?!\d)", text)
    if not found:
        return None
    return Value(re.sub(r"\D", "", found[0]), len(found) == 1 and not holds("partner", text), found[0])


def _name(text: str) -> Value | None:
    """A name ends where a number, a bracket or a comma begins; it is certain only where nothing but the number of the
    organisation comes after it."""
    end = _NAME_ENDS.search(text)
    name = text[: end.start()].strip() if end else text
    rest = text[len(name) :] if end else ""
    sure = len(name.split()) <= LONGEST_NAME and _AFTER_NAME.fullmatch(rest) is not None and not holds("partner", name)
    is_kind = re.fullmatch(reading_words()["kinds_of_applicant"], name.casefold())  # "Kommune" names nobody
    return Value(name, sure, name) if name and not is_kind else None


def _lines(text: str) -> Value | None:
    parts = [part.strip() for part in re.split(r"[;\n•]", text) if part.strip()]
    return Value(parts, certain=len(parts) > 1) if parts else None
