"""A rule must be grounded in its rundskriv: its quote stands there, and its parameters can be read in the quote.

A parameter is read as digits ("10", "51,5 mill."), as a word ("ti"), or as one of the words that the ruleset lists for
a choice (`university: universitets`). A focus area may also be read in the headings above the clause. What the quote
puts in other words stands under the rule's `reads`, with those words; what is not the clause's but ours, under `ours`,
with the reason. Both are refused where they are not needed.
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
from assistant.checklist.wording import NO_BREAK, wording_in
from assistant.citations.citation import Citation
from knowledge.clauses.clause import Clause
from knowledge.sources.rundskriv import Rundskriv

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
    conditions: Sequence[Check],
    cases: Sequence[tuple[Sequence[Check], Citation]],
    entry: Mapping[str, Any],
    grounds: Grounds,
) -> None:
    """Raises RulesetError where a parameter cannot be read in the quote of its case; a rule's own, in any of them."""
    quotes = [citation for _, citation in cases]
    needed = [_reading(parameter, quotes, entry, grounds) for parameter in _parameters(conditions)]
    for checks, citation in cases:
        needed += [_reading(parameter, [citation], entry, grounds) for parameter in _parameters(checks)]
    listed = {str(value) for key in ("reads", "ours") for value in entry.get(key, {})}
    if unneeded := listed - set(needed):
        raise RulesetError(f"needs no reading of {', '.join(sorted(unneeded))}")


def _parameters(checks: Sequence[Check]) -> list[Parameter]:
    return [parameter for check in checks for parameter in check.parameters]


def _reading(
    parameter: Parameter, quotes: Sequence[Citation], entry: Mapping[str, Any], grounds: Grounds
) -> str | None:
    """The key of `reads` or `ours` that the parameter needs; None where the quotes have it by themselves."""
    if any(_stands(parameter, citation, grounds.words) for citation in quotes):
        return None
    key = str(parameter.value)
    words = {str(value): word for value, word in entry.get("reads", {}).items()}
    is_read = key in words and any(_begins(words[key], citation.quote) for citation in quotes)
    if is_read or key in map(str, entry.get("ours", {})):
        return key
    raise RulesetError(f"{parameter.field} is compared with {key}, which cannot be read in {quotes[0].quote!r}")


def _stands(parameter: Parameter, citation: Citation, words: Mapping[str, Sequence[str]]) -> bool:
    value = parameter.value
    if isinstance(value, str):
        return any(_begins(word, citation.quote) for word in words.get(value, ()))
    places = [citation.quote, *(citation.section if parameter.field == "focus_area" else ())]
    forms = _day_forms(value) if isinstance(value, date) else _number_forms(value)
    return any(re.search(rf"(?<![\w,.])(?:{forms})", place, re.IGNORECASE) for place in places)


def _begins(word: str, quote: str) -> bool:
    """If a word of the quote begins so: "kommun" reads "kommuner", and not "fylkeskommuner"."""
    return re.search(rf"\b{re.escape(word)}", quote, re.IGNORECASE) is not None


def _day_forms(day: date) -> str:
    written = wording_in("nb").write(day)
    return rf"{re.escape(written)}\b|{day:%d\.%m\.%Y}\b"


def _number_forms(number: Decimal) -> str:
    """As digits, with one letter straight after them allowed ("1G"); small ones as a word; large ones in millions."""
    wording = wording_in("nb")
    forms = [rf"(?:{number}|{wording.number(number).replace(NO_BREAK, ' ')})(?!\d|[,.]\d|[^\W\d]{{2}})"]
    if word := wording.number_word(number):
        forms.append(rf"{word}\b")
    if number >= MILLION:
        forms.append(rf"{wording.number(number / MILLION)} mill(?:\.|ion)")
    return "|".join(forms)
