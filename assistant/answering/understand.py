"""What a question asks: its language, its parts, and what it leans on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answering.answer import Question, Turn
from knowledge.data import read_yaml
from knowledge.text.words import content_words, words

SHORTEST_PART_WORDS = 2
# In words; one that opens like a continuation may be longer than one that only points back.
LONGEST_POINTING, LONGEST_CONTINUATION = 9, 13
MOST_PARTS = 6
MOST_TURNS = 3
# A question this short says little by itself.
SHORTEST_ALONE = 6
_SENTENCE = re.compile(r"(?<=[.?!;:])\s+|\n+")


@dataclass(frozen=True)
class Reading:
    """`asked` is the question as it was put, and `leans_on` the earlier one that it cannot be understood without;
    `text` holds both. `before` is an earlier one that it might be understood from, where it is short. `asking` are the
    sentences and clauses of it that ask something."""

    lang: str
    asked: str
    leans_on: str | None
    before: str | None
    asking: tuple[str, ...]

    @property
    def text(self) -> str:
        # Said twice, so that what is asked now counts for more than what was asked before.
        return f"{self.leans_on} {self.asked} {self.asked}" if self.leans_on else self.asked


@dataclass(frozen=True)
class _Marks:
    languages: dict[str, frozenset[str]]
    norwegian: frozenset[str]
    question_words: tuple[str, ...]
    openers: tuple[str, ...]
    pointing: frozenset[str]


@cache
def _marks() -> _Marks:
    data = read_yaml(files("assistant.answering") / "reading.yaml")
    return _Marks(
        languages={lang: frozenset(marks) for lang, marks in data["language_marks"].items()},
        norwegian=frozenset(data["norwegian_marks"]),
        question_words=tuple(data["question_words"]),
        openers=tuple(data["follow_up_openers"]),
        pointing=frozenset(data["follow_up_words"]),
    )


def read_question(question: Question) -> Reading:
    """Takes a question apart."""
    leans_on = _leans_on(question)
    return Reading(
        lang=question.lang or language(question.text, question.history),
        asked=question.text,
        leans_on=leans_on,
        before=question.history[-1].question if question.history and _is_short(question.text) else None,
        asking=tuple(part for part in split_parts(question.text) if _asks(part)),
    )


def _leans_on(question: Question) -> str | None:
    """The question before, and as long as that one leans on another too, what it leans on."""
    text, found = question.text, list[str]()
    for turn in reversed(question.history[-MOST_TURNS:]):
        if not leans(text):
            break
        found.insert(0, turn.question)
        text = turn.question
    return " ".join(found) or None


def _is_short(text: str) -> bool:
    return len(words(text)) < SHORTEST_ALONE


def language(text: str, history: Sequence[Turn] = ()) -> str:
    """nb, nn or en, by the words that only one of them has; a tie goes to the conversation's, else to bokmål."""
    found = words(text)
    counts = {lang: sum(word in marks for word in found) for lang, marks in _marks().languages.items()}
    if counts["en"] <= sum(word in _marks().norwegian for word in found):
        counts["en"] = 0
    most = max(counts.values())
    if most == 0:
        return language(history[-1].question, history[:-1]) if history else "nb"
    return max(counts, key=lambda lang: (counts[lang], lang == "nb", lang == "nn"))


def split_parts(text: str) -> tuple[str, ...]:
    """The sentences of a text, and within them what asks something of its own, in order; at least one part."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        found += _questions_within().split(sentence)
    parts = [part.strip(" ,") for part in found if _says_something(part)]
    return tuple(parts[:MOST_PARTS]) or (text,)


def leans(text: str) -> bool:
    """If a question leans on the one before it: a short one that opens like a continuation or points back."""
    found = words(text)
    if len(found) > LONGEST_CONTINUATION:
        return False
    opening = " ".join(found)
    if any(opening.startswith(f"{opener} ") for opener in _marks().openers):
        return True
    return len(found) <= LONGEST_POINTING and points_back(text)


def points_back(text: str) -> bool:
    """If a text has a word that stands for something said before: "hvilke fag gjelder det"."""
    return bool(_marks().pointing & set(words(text)))


def _says_something(part: str) -> bool:
    """Two words that carry matter, or one in a whole question: "når skal den inn"."""
    return len(content_words(part)) >= SHORTEST_PART_WORDS or (len(words(part)) > SHORTEST_PART_WORDS and _asks(part))


def _asks(part: str) -> bool:
    found = words(part)
    return part.rstrip().endswith("?") or (bool(found) and found[0] in _marks().question_words)


@cache
def _questions_within() -> re.Pattern[str]:
    openers = "|".join(re.escape(word) for word in _marks().question_words)
    return re.compile(rf"(?:,\s*(?:og|eller|and|or)?|\s+(?:og|and))\s+(?=(?:{openers})\b)", re.IGNORECASE)
