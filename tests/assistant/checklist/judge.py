"""Where a ruleset departs from the contract: its table, the oracle over all boundary values, and the examples."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from assistant.checklist.check import check
from assistant.checklist.draft import Draft
from assistant.checklist.outcome import Situation
from assistant.checklist.reading import read_draft
from assistant.checklist.ruleset import Rule, Ruleset
from knowledge.sources.library import Library

from .boundaries import points

DATA = Path(__file__).parent / "data"
# The one quote that stands twice in the rundskriv; the second place is the whole one.
STANDS_TWICE = "diversity-plans"


@dataclass(frozen=True)
class Example:
    """A draft of the contract's, and the results that it must give."""

    name: str
    content: bytes
    as_of: date
    verdict: str
    results: Mapping[str, str]

    @property
    def draft(self) -> Draft:
        return read_draft(self.content, self.name)


@cache
def examples() -> tuple[Example, ...]:
    drafts = sorted(path for path in (DATA / "examples").iterdir() if not path.name.endswith(".expected.json"))
    return tuple(_example(path) for path in drafts)


def _example(path: Path) -> Example:
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text("utf-8"))
    as_of = date.fromisoformat(expected["as_of"])
    return Example(path.name, path.read_bytes(), as_of, expected["verdict"], expected["results"])


@dataclass(frozen=True)
class Row:
    """A rule as the contract's table has it: its quotes by focus area, under None where there is one for all."""

    id: str
    kind: str
    quotes: Mapping[int | None, str]
    columns: Mapping[str, str]


@cache
def table() -> tuple[Row, ...]:
    with (DATA / "rules-08-2025.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(_row(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _row(row: dict[str, str]) -> Row:
    quotes: dict[int | None, str] = {None: row["quote"]}
    if row["quote"].startswith("1: "):
        parts = (part.split(": ", 1) for part in row["quote"].split(" | "))
        quotes = {int(area): quote for area, quote in parts}
    return Row(row["id"], row["kind"], quotes, row)


@cache
def _text() -> str:
    return Library().show("08-2025").text


def disagreement(ruleset: Ruleset, rule: str = "") -> str | None:
    """The first thing that is not as the contract has it, else None; of one rule only, where it is named."""
    if [found.id for found in ruleset.rules] != [row.id for row in table()]:
        return "table: other rules, or in another order"
    judged = [(found, row) for found, row in zip(ruleset.rules, table(), strict=True) if rule in ("", found.id)]
    for found, row in judged:
        if fault := _fault_of_row(found, row) or _fault_at_a_point(found, ruleset):
            return fault
    return _fault_of_example(ruleset)


def _fault_of_row(rule: Rule, row: Row) -> str | None:
    if rule.kind != row.kind:
        return f"table: {rule.id} is {rule.kind}, not {row.kind}"
    cited = {(case.citation.quote, case.citation.start) for case in rule.cases}
    find = _text().rfind if rule.id == STANDS_TWICE else _text().find
    expected = {(quote, find(quote)) for quote in row.quotes.values()}
    return None if cited == expected else f"table: {rule.id} rests on another place"


def _fault_at_a_point(rule: Rule, ruleset: Ruleset) -> str | None:
    for point in points(rule.id):
        result, _ = rule.judge(Situation(point.answers, point.as_of, ruleset.base_amounts))
        if result != point.expected:
            return f"oracle: {rule.id} is {result}, not {point.expected}, for {point.draft} on {point.as_of}"
    return None


def _fault_of_example(ruleset: Ruleset) -> str | None:
    for example in examples():
        report = check(example.draft, ruleset, example.as_of)
        if report.results != example.results or report.verdict != example.verdict:
            return f"examples: {example.name}"
    return None
