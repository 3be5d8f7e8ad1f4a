"""How numbers, days and choices are written in each language, and the sentences for what is wrong with a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.checklist.errors import DraftFieldError, Problem
from assistant.checklist.outcome import Amount, Limit
from assistant.checklist.plain import shown
from assistant.texts import Texts, load_texts

# Fields whose numbers count something; all other numbers with a fraction are kroner.
UNITS = {"participants": "participants", "duration_years": "years"}
LONGEST_LIST = 6  # an enumeration of more is no sentence


class Wording:
    """Writes values in one language. Without state but the texts, so one serves all."""

    def __init__(self, texts: Texts, lang: str) -> None:
        self.lang = lang
        self._texts = texts
        self._parts: dict[str, Any] = texts.value(lang, "checklist.wording")
        self._labels: dict[str, str] = self._parts["labels"]

    def field(self, path: str, value: Any) -> str:
        """The answer at `path`: "7 deltakere", "1 234 500 kr", "kommune", "ikke besvart"."""
        if path in UNITS and value is not None:
            return self._unit(UNITS[path], value)
        return self.write(Amount(value) if isinstance(value, Decimal) else value)

    def write(self, value: Any) -> str:
        """What a check gives for its message."""
        if value is None:
            return str(self._parts["not_answered"])
        if isinstance(value, Amount):
            return self.kroner(value.kroner)
        if isinstance(value, Limit):
            return self._limit(value)
        if isinstance(value, date):
            return self._texts.day(self.lang, value)
        if isinstance(value, tuple):
            return self.enumerate([self.write(one) for one in value])
        return self._labels.get(value) or shown(value) if isinstance(value, str) else str(value)

    def _limit(self, limit: Limit) -> str:
        if limit.field not in UNITS:
            return self.kroner(limit.value)
        return self.number_word(limit.value) or self.number(limit.value)

    def number_word(self, value: Decimal) -> str | None:
        """A small whole number as a word, "ti"; None for any other."""
        words: list[str] = self._parts["number_words"]
        return words[int(value)] if value in range(len(words)) else None

    def word_number(self, word: str) -> int | None:
        """The number that a word stands for, 10 for "ti"; None for any other word."""
        words: list[str] = self._parts["number_words"]
        return words.index(word) if word in words else None

    def _unit(self, unit: str, value: int | Decimal) -> str:
        one, several = self._parts["units"][unit]
        return str(one if value == 1 else several).format(self.number(Decimal(value)))

    def kroner(self, amount: Decimal) -> str:
        """An amount as it is written in Norway, its øre only where there are any: "1 234 500 kr", "10,50 kr"."""
        has_ore = amount != amount.to_integral_value()
        return f"{self.number(amount, 2 if has_ore else 0)}{NO_BREAK}kr"

    def number(self, value: Decimal, decimals: int | None = None) -> str:
        """Digits in groups of three, with a space that does not break."""
        written = f"{value:,f}" if decimals is None else f"{value:,.{decimals}f}"
        whole, _, fraction = written.partition(".")
        fraction = fraction if decimals else fraction.rstrip("0")
        return whole.replace(",", NO_BREAK) + (self._parts["decimal_mark"] + fraction if fraction else "")

    def enumerate(self, parts: Sequence[str]) -> str:
        """ "a", "a og b", "a, b og c"; of more than six, the first five and how many more there are."""
        if len(parts) > LONGEST_LIST:
            rest = str(self._parts["more"]).format(len(parts) - LONGEST_LIST + 1)
            parts = [*parts[: LONGEST_LIST - 1], rest]
        return str(self._parts["and"]).join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)

    def problem(self, problem: Problem) -> str:
        """The sentence for one field at fault."""
        facts = {"path": problem.path, "value": problem.value, "expected": self.expected(problem)}
        return self._texts.get(self.lang, "checklist.problem").format(**facts)

    def expected(self, problem: Problem) -> str:
        """What the field should have held: "et helt tall, 0 eller mer"."""
        expected = self._texts.get(self.lang, f"checklist.expected.{problem.expected.code}")
        return expected.format(**problem.expected.facts)

    def problems(self, error: DraftFieldError) -> list[str]:
        """A sentence for each field at fault, in the draft's order."""
        return [self.problem(problem) for problem in error.problems]


NO_BREAK = "\u00a0"


@cache
def checklist_texts() -> Texts:
    """The core's texts with the checklist's own."""
    return load_texts([files("assistant.checklist") / "texts"])


@cache
def wording_in(lang: str) -> Wording:
    """The wording in nb, nn or en."""
    return Wording(checklist_texts(), lang)
