"""A rule must be grounded in its rundskriv: its quote stands there, and what it compares with can be read in the quote.

A parameter is read as digits ("10", "51,5 mill."), as a word ("ti"), or as one of the words that the ruleset lists for a
choice (`university: universitets`). A focus area may also be read in the headings above the clause. What the quote puts
in other words stands under the rule's `reads`, with those words; what is not the clause's but ours, under `ours`, with
the reason. Both are refused where they are not needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checklist.errors import RulesetError
from assistant.checklist.outcome import Check, Parameter
from assistant.citations.citation import Citation
from knowledge.clauses.clause import Clause
from knowledge.sources.rundskriv import Rundskriv

# How a rundskriv writes small numbers and dates. Bokmål and nynorsk spell these alike, but for "én/ein" and "syv/sju".
NUMBER_WORDS = (
    "null",
    "én|ein|en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "sju|syv",
    "åtte",
    "ni",
    "ti",
    "elleve",
    "tolv",
)
MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
MILLION = 1_000_000


@dataclass(frozen=True)
class Grounds:
    """What a ruleset is held against: the rundskriv's clauses, and the words for each choice."""

    document: str
    clauses: Mapping[str, Clause]
    words: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, rundskriv: Rundskriv, words: Mapping[str, Sequence[str]]) -> Grounds:
        return cls(rundskriv.number, {clause.id: clause for clause in rundskriv.clauses}, words)

    def citation(self, clause_id: str, quote: str) -> Citation:
        """The citation of `quote`. Raises RulesetError unless it stands exactly once within the clause."""
        clause = self.clauses.get(clause_id)
        if clause is None:
            raise RulesetError(f"the rundskriv has no clause {clause_id!r}")
        if clause.text.count(quote) != 1:
            raise RulesetError(f"stands {clause.text.count(quote)} times in its clause, not once: {quote!r}")
        start = clause.start + clause.text.index(quote)
        return Citation(self.document, clause.id, clause.section, quote, start, start + len(quote))


def ground(
    conditions: Sequence[Check], cases: Sequence[tuple[Check, Citation]], entry: Mapping[str, Any], grounds: Grounds
) -> None:
    """Raises RulesetError where a parameter cannot be read in the quote of its case; a condition's, in any of them."""
    needed = set[str]()
    quotes = [citation for _, citation in cases]
    for parameter in (parameter for condition in conditions for parameter in condition.parameters):
        needed |= _reading(parameter, quotes, entry, grounds)
    for check, citation in cases:
        for parameter in check.parameters:
            needed |= _reading(parameter, [citation], entry, grounds)
    if unneeded := ({*map(str, entry.get("reads", {})), *map(str, entry.get("ours", {}))}) - needed:
        raise RulesetError(f"needs no reading of {', '.join(sorted(unneeded))}")


def _reading(
    parameter: Parameter, quotes: Sequence[Citation], entry: Mapping[str, Any], grounds: Grounds
) -> frozenset[str]:
    """The key of `reads` or `ours` that the parameter needs, if any."""
    if any(_stands(parameter, citation, grounds.words) for citation in quotes):
        return frozenset()
    key = str(parameter.value)
    words = {str(value): word for value, word in entry.get("reads", {}).items()}
    if key in words and any(_begins(words[key], citation.quote) for citation in quotes):
        return frozenset({key})
    if key in {str(value) for value in entry.get("ours", {})}:
        return frozenset({key})
    raise RulesetError(f"{parameter.field} is compared with {key}, which cannot be read in: {quotes[0].quote!r}")


def _stands(parameter: Parameter, citation: Citation, words: Mapping[str, Sequence[str]]) -> bool:
    if isinstance(parameter.value, str):
        return any(_begins(word, citation.quote) for word in words.get(parameter.value, ()))
    places = [citation.quote, *(citation.section if parameter.field == "focus_area" else ())]
    forms = _day_forms(parameter.value) if isinstance(parameter.value, date) else _number_forms(parameter.value)
    return any(re.search(rf"(?<![\w,.])(?:{forms})(?!\d|[^\W\d]{{2}})", place, re.IGNORECASE) for place in places)


def _begins(word: str, quote: str) -> bool:
    """If a word of the quote begins so: "kommun" reads "kommuner", and not "fylkeskommuner"."""
    return re.search(rf"\b{re.escape(word)}", quote, re.IGNORECASE) is not None


def _day_forms(day: date) -> str:
    return rf"{day.day}\. {MONTHS[day.month - 1]} {day.year}|{day:%d\.%m\.%Y}"


def _number_forms(number: Decimal) -> str:
    """As digits, with a letter straight after them allowed ("1G"); small ones as a word; large ones in millions."""
    forms = [str(number), f"{number:,}".replace(",", " ")]
    if number >= MILLION:
        millions = format((number / MILLION).normalize(), "f").replace(".", ",")
        forms.append(rf"{millions} mill(?:\.|ion)")
    if number < len(NUMBER_WORDS):
        forms.append(NUMBER_WORDS[int(number)])
    return "|".join(forms)
