"""What is looked up: words and filters, all of it in the address, so that every step has one of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from pydantic import BaseModel

from assistant.privacy.identity_numbers import without_identity_numbers
from knowledge.text.words import word_table

LONGEST_QUERY = 400  # characters
LONGEST_FILTER = 300
# A word as short as that is looked for whole ("1g"); a longer one where words begin; a long one inside words as well,
# as Norwegian puts words together: "stønad" finds "deltakerstønad".
SHORT, LONG = 2, 4
# Words; what has as many is taken for a question, and not for something to look up.
SENTENCE = 3
HERE = "/oppslag"
_WORD = re.compile(r"[\w§]+(?:-\w+)*")
_AMOUNT = re.compile(r"(\d+)([^\W\d_]+)")


class LookupForm(BaseModel):
    """What the form sends."""

    q: str = ""
    rundskriv: str = ""
    ar: str = ""
    avsnitt: str = ""
    emne: str = ""


@dataclass(frozen=True)
class Lookup:
    """Words, and what to keep to: a rundskriv's number, its year, a section by its name, a topic by its id. Empty
    where all is meant."""

    words: str = ""
    rundskriv: str = ""
    year: str = ""
    section: str = ""
    topic: str = ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.rundskriv or self.year or self.section or self.topic)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.is_filtered)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """One for each word typed that carries matter, or for all where none does. "1g" is also "1 G"."""
        typed = dict.fromkeys(_WORD.findall(re.sub(r"(\d)\s+g\b", r"\1g", self.words.lower())))
        telling = [word for word in typed if word not in word_table().function_words]
        return tuple(_pattern(word) for word in telling or typed)

    def holds(self, text: str) -> bool:
        """If `text` has every word that `patterns` are of, and there is one."""
        return bool(self.patterns) and all(pattern.search(text) for pattern in self.patterns)

    def address(self, path: str = "", **also: str) -> str:
        """`/oppslag` and `path`, with all that is looked up. `also` puts something in its place."""
        given = {
            "q": self.words, "rundskriv": self.rundskriv, "ar": self.year, "avsnitt": self.section,
            "emne": self.topic, **also,
        }  # fmt: skip
        kept = {name: value for name, value in given.items() if value}
        return f"{HERE}{quote(path)}{'?' if kept else ''}{urlencode(kept)}"


def plain(form: LookupForm) -> str:
    """The words as they were typed, but for white space and length."""
    return " ".join(form.q.split())[:LONGEST_QUERY]


def read_lookup(form: LookupForm, number_removed: str) -> Lookup:
    """With `number_removed` in the place of identity numbers: they are neither looked up nor sent on."""
    return Lookup(
        without_identity_numbers(plain(form), number_removed),
        *(value.strip()[:LONGEST_FILTER] for value in (form.rundskriv, form.ar, form.avsnitt, form.emne)),
    )


@dataclass(frozen=True)
class Part:
    """Some of a text; `is_typed` where it is what was looked for."""

    words: str
    is_typed: bool


def parts_of(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[Part, ...]:
    """The text in parts, all of it."""
    found = sorted(match.span() for pattern in patterns for match in pattern.finditer(text))
    parts: list[Part] = []
    end = 0
    for start, stop in found:
        if start < end:
            continue
        parts += [Part(text[end:start], is_typed=False), Part(text[start:stop], is_typed=True)]
        end = stop
    parts.append(Part(text[end:], is_typed=False))
    return tuple(part for part in parts if part.words)


def _pattern(word: str) -> re.Pattern[str]:
    plain = _AMOUNT.sub(lambda match: rf"{match[1]}\s?{match[2]}", word) if _AMOUNT.fullmatch(word) else re.escape(word)
    before = r"(?<!\w)" if len(word) < LONG else ""
    after = r"(?!\w)" if len(word) <= SHORT else ""
    return re.compile(f"{before}{plain}{after}", re.IGNORECASE)
