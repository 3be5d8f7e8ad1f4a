"""The facts of a situation told in a question, read as the fields of a draft. Deterministic: patterns, no guesses."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.form.paths import put_at
from assistant.form.typed import typed_day, typed_kroner
from knowledge.data import read_yaml

APPLICANT, PARTNERS = "applicant.type", "partners.type"
MONTHS_A_YEAR = 12
_SUM = r"(?P<sum>(?<!\d)\d[\d .]{0,20}(?:,\d{1,9})?\s*(?:mill\w*\.?|kroner|kr\b\.?))"


@dataclass(frozen=True)
class FactPatterns:
    """`counted` reads numbers, `sums` kroner and `days` dates, each by the draft's field; `applicants` tells who
    applies, and `partners` with whom, by what they find; `said` are fields with the value that some words give."""

    numbers: Mapping[str, int]
    counted: Mapping[str, tuple[re.Pattern[str], ...]]
    applicants: Mapping[str, tuple[re.Pattern[str], ...]]
    partners: Mapping[str, tuple[re.Pattern[str], ...]]
    sums: Mapping[str, tuple[re.Pattern[str], ...]]
    days: Mapping[str, tuple[re.Pattern[str], ...]]
    said: tuple[tuple[str, Any, re.Pattern[str]], ...]
    deciding: frozenset[str]
    conditions: frozenset[str]
    yes_or_no: re.Pattern[str]
    presumed_topic: str
    presumed_day: re.Pattern[str]
    other_day: re.Pattern[str]
    presumed: tuple[tuple[str, re.Pattern[str]], ...]


def read_facts(text: str, year: int | None = None) -> dict[str, Any]:
    """The draft's fields that a question tells of, as a draft object. A field told of in two ways is left out.

    A day without a year is one of `year`; without that, days are not read.
    """
    patterns = fact_patterns()
    told = text.lower()
    found: dict[str, Any] = {}
    for field, ways in patterns.counted.items():
        values = {_number(match["n"], patterns) for way in ways for match in way.finditer(told)}
        if len(values) == 1:
            found[field] = values.pop()
    kinds = {kind for kind, ways in patterns.applicants.items() if any(way.search(told) for way in ways)}
    if len(kinds) == 1:
        found["applicant"] = {"type": kinds.pop()}
    partners = [kind for kind, ways in patterns.partners.items() if any(way.search(told) for way in ways)]
    if partners:
        found["partners"] = [{"type": kind} for kind in partners]
    for path, value in _single_values(told, year).items():
        put_at(found, path, value)
    return found


def _single_values(told: str, year: int | None) -> dict[str, Any]:
    """Sums, days and what some words say outright, by the field's path; none that is told of in two ways."""
    patterns = fact_patterns()
    values: dict[str, set[Any]] = {}
    for path, ways in patterns.sums.items():
        read = [typed_kroner(match["sum"].strip(" .")) for way in ways for match in way.finditer(told)]
        values[path] = {value for value in read if not isinstance(value, str)}
    for path, ways in patterns.days.items() if year else ():
        read = [typed_day(f"{match['day']}. {match['month']} {year}") for way in ways for match in way.finditer(told)]
        values[path] = {value for value in read if str(value)[:4] == str(year)}
    for path, value, way in patterns.said:
        if way.search(told):
            values.setdefault(path, set()).add(value)
    return {path: found.pop() for path, found in values.items() if len(found) == 1}


def presumes_another_day(text: str, days: Collection[tuple[int, int]], months: Sequence[str]) -> bool:
    """If a text takes a day for the deadline that is none of `days`, each a month and a day of it.

    `months` are the names of the twelve months, in order, in each language after the other.
    """
    patterns, told = fact_patterns(), text.lower()
    if patterns.other_day.search(told):
        return False
    found = [(match["month"], int(match["day"])) for match in patterns.presumed_day.finditer(told)]
    named = [(months.index(month) % MONTHS_A_YEAR + 1, day) for month, day in found if month in months]
    return any(day not in days for day in named)


def presumed_numbers(text: str) -> list[tuple[str, float]]:
    """What a text takes for granted, as numbers, each with the topic that it is about."""
    patterns, told = fact_patterns(), text.lower()
    return [(topic, _amount(match["n"], patterns)) for topic, way in patterns.presumed for match in way.finditer(told)]


def _amount(word: str, patterns: FactPatterns) -> float:
    return float(word.replace(",", ".")) if word[0].isdigit() else float(patterns.numbers[word])


def asks_yes_or_no(text: str) -> bool:
    """If a text asks for a yes or a no: "…, kan vi søke på område 2?", "Går det?"."""
    return bool(fact_patterns().yes_or_no.search(text.lower()))


def _number(word: str, patterns: FactPatterns) -> int:
    return int(word) if word.isdigit() else patterns.numbers[word]


@cache
def fact_patterns() -> FactPatterns:
    data = read_yaml(files("assistant.answering") / "facts.yaml")
    number = "|".join(data["numbers"])
    fields = dict(data["fields"])
    applicants, partners = fields.pop(APPLICANT), fields.pop(PARTNERS)
    return FactPatterns(
        numbers=data["numbers"],
        counted={field: _compiled(ways, number) for field, ways in fields.items()},
        applicants={kind: _compiled(ways, number) for kind, ways in applicants.items()},
        partners={kind: _compiled(ways, number) for kind, ways in partners.items()},
        sums={path: _compiled(ways, number) for path, ways in data["sums"].items()},
        days={path: _compiled(ways, number) for path, ways in data["days"].items()},
        said=tuple(
            (entry["path"], entry["value"], way) for entry in data["said"] for way in _compiled(entry["ways"], number)
        ),
        deciding=frozenset(data["deciding"]),
        conditions=frozenset(data["conditions"]),
        presumed_topic=data["presumed_day"]["topic"],
        presumed_day=re.compile(data["presumed_day"]["about"]),
        other_day=re.compile(data["presumed_day"]["not_about"]),
        presumed=tuple(
            (topic, way) for topic, ways in data["presumed_numbers"].items() for way in _compiled(ways, number)
        ),
        yes_or_no=re.compile(rf"(?:^|[.,;:!?]\s+|\b(?:og|men|and|but)\s+)(?:{'|'.join(data['yes_or_no'])})\b[^.?!]*\?"),
    )


def _compiled(ways: list[str], number: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(way.replace("{number}", number).replace("{sum}", _SUM)) for way in ways)
