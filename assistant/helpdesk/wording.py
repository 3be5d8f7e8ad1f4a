"""A question's words in one form for all languages, what they stand for, and the marks that turn it.

The words are data: likeness.yaml. What is put in one form has _ around it: "hvor mange" and "how many" are _many_.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import zip_longest
from typing import Any

from assistant.answering.facts import fact_patterns, read_facts
from assistant.answering.understand import language
from knowledge.data import read_yaml
from knowledge.encoder.vectors import shipped_vectors
from knowledge.text.words import stem, word_table, words

# What opens the term of a word that is on no list, and what stands between the parts of a question.
STEM, PART = "#", " | "
CAN, MUST, OUGHT = "_can_", "_must_", "_ought_"
# What a part asks for that is answered by yes or no.
IF = "if"
# Letters. What is mistyped is known by the start of a word: one letter wrong in so many, and so many after it.
SHORTEST_MISTYPED, LONGEST_ENDING = 7, 4
_PARTS = re.compile(
    r"(?<=[.?!;])(?<!\d\.)(?<!mill\.)(?<!kr\.)(?<!nr\.)(?<!ca\.)\s+"
    r"|,?\s+(?:og|and|eller|or|men|but)\s+(?=(?:i |på |til |for )?"
    r"(?:hv\w+|kva|kor\w*|kven|kvar|kvifor|ka|kem|når|åssen|kan|må|what|who|when|where|how|why|which|can|must|do|does)\b)"
)
_NUMBER_OR_WORD = re.compile(r"\d+(?:[ .]\d{3})+(?!\d)|\d+(?:,\d+)?|[^\W\d]+")


def plain_text(text: str) -> str:
    """In lower case, with typing errors put right and politeness taken out."""
    told = unicodedata.normalize("NFC", text).replace("’", "'").replace("\n", ". ")
    told = shipped_vectors().known.corrected(told).lower()
    for pattern in wording().polite:
        told = pattern.sub(" ", told)
    return " ".join(told.split())


def said_parts(plain: str) -> Iterator[str]:
    """The parts, without what only leads up to a question."""
    for part in _PARTS.split(plain):
        said = part
        for pattern in wording().leading:
            said = _led(said, pattern)
        if not _is_idle(said):
            yield said


def _led(part: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(part)
    if not found:
        return part
    before, after = part[: found.start()], part[found.end() :]
    return after.strip(" ,") if _is_idle(before) else f"{before} {after}".strip(" ,")


def _is_idle(said: str) -> bool:
    return all(wording().idle.fullmatch(word) for word in words(said))


def in_one_form(part: str) -> str:
    """A part with each way to say the same put in one."""
    form = part.strip(" ?!.,;:")
    for pattern, written in wording().phrases:
        form = " ".join(pattern.sub(written, form).split())
    return form


def _opener(part: Sequence[str]) -> int | None:
    """Where the word stands that opens a question."""
    first = next((i for i, word in enumerate(part) if word not in wording().before_opening), None)
    return first if first is not None and part[first] in wording().openings else None


def asks(part: str) -> str | None:
    """What a part in one form asks for, by the word that opens it: "when", "who", "if" and so on."""
    found = words(part)
    opener = _opener(found)
    return None if opener is None else wording().openings[found[opener]]


def terms_of(whole: str, marks: Collection[str]) -> dict[str, str]:
    """What the words stand for that are no part of a mark, each with one of its words."""
    rest = whole
    for mark, pattern in wording().marks.items():
        if mark in marks:
            rest = pattern.sub(" ", rest)
    return {_sense(word): word for part in rest.split(PART) for word in _telling(words(part))}


def _telling(part: list[str]) -> Iterator[str]:
    """The words of a part that say something; what asks counts among them where it does not open the part."""
    known, opener = wording(), _opener(part)
    for place, word in enumerate(part):
        if word in known.openings and _sense(word).startswith(STEM) and (place == opener or word not in known.within):
            continue
        if word.isdigit() or word in word_table().function_words or word in fact_patterns().numbers:
            continue
        if word not in known.months and not known.unsaid.fullmatch(word):
            yield word


@lru_cache(maxsize=50_000)
def _sense(word: str) -> str:
    for form in (word, word_table().variants.get(word, word)):
        for sense, pattern in wording().senses:
            if pattern.fullmatch(form):
                return sense
    return _mistyped(word) or STEM + stem(word)


def _mistyped(word: str) -> str | None:
    from rapidfuzz.distance import OSA

    for start, sense in wording().starts:
        size = len(start)
        near = word[0] == start[0] and size - 1 <= len(word) <= size + LONGEST_ENDING
        if near and any(OSA.distance(word[:cut], start) <= 1 for cut in (size - 1, size, size + 1)):
            return sense
    return None


def marks_of(plain: str, said: str) -> Iterator[str]:
    """All that turns a question: by the words of `said`, and by the facts and numbers of the whole text."""
    yield from (mark for mark, pattern in wording().marks.items() if pattern.search(said))
    yield from (f"{path}: {value}" for path, value in _flat(read_facts(plain)) if path not in wording().not_facts)
    yield from _numbers(plain)


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _flat(inner, path)
    else:
        yield path, value


def _numbers(plain: str) -> Iterator[str]:
    """Each number as what it stands for: "2 mill." and "2 000 000" are one, and so are "ti" and "10"; and months."""
    spelled = {word: number for word, number in fact_patterns().numbers.items() if number > 1}
    if language(plain) == "en":
        spelled.pop("to")
    found = _NUMBER_OR_WORD.findall(plain)
    for word, following in zip_longest(found, found[1:], fillvalue=""):
        if word in wording().months:
            yield f"month {wording().months[word]}"
        if word[0].isdecimal() or word in spelled:
            number = spelled.get(word) or float(re.sub(r"[ .]", "", word).replace(",", "."))
            yield f"{number * wording().scales.get(following, 1):.12g}{'G' if following == 'g' else ''}"


@dataclass(frozen=True)
class Wording:
    """likeness.yaml, compiled."""

    polite: tuple[re.Pattern[str], ...]
    leading: tuple[re.Pattern[str], ...]
    idle: re.Pattern[str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    senses: tuple[tuple[str, re.Pattern[str]], ...]
    starts: tuple[tuple[str, str], ...]
    unsaid: re.Pattern[str]
    light: Mapping[str, float]
    openings: Mapping[str, str]
    before_opening: frozenset[str]
    within: frozenset[str]
    alike: frozenset[frozenset[str]]
    marks: Mapping[str, re.Pattern[str]]
    not_facts: frozenset[str]
    months: Mapping[str, int]
    scales: Mapping[str, int]
    least: Mapping[str, float]


@cache
def wording() -> Wording:
    data = read_yaml(files("assistant.helpdesk") / "likeness.yaml")
    starts = [(word.strip("*"), sense) for sense, known in data["words"].items() for word in known]
    ending = f"(?:{'|'.join(data['endings'])})?"
    return Wording(
        polite=tuple(map(re.compile, data["polite"])),
        leading=tuple(map(re.compile, data["leading"])),
        idle=_any_of(data["idle"], ending),
        phrases=tuple((re.compile(way), written) for way, written in data["phrases"]),
        senses=tuple((sense, _any_of(known, ending)) for sense, known in data["words"].items()),
        starts=tuple((start, sense) for start, sense in starts if len(start) >= SHORTEST_MISTYPED),
        unsaid=_any_of(data["unsaid"], ending),
        light=data["light"],
        openings={word: asked for asked, known in data["openings"].items() for word in known},
        before_opening=frozenset(data["before_opening"]),
        within=frozenset(data["within"]),
        alike=frozenset(map(frozenset, data["alike"])),
        marks={mark: re.compile("|".join(ways)) for mark, ways in data["marks"].items()},
        not_facts=frozenset(data["not_facts"]),
        months={name: number for number, names in enumerate(data["months"], 1) for name in names},
        scales=data["scales"],
        least=data["least"],
    )


def _any_of(known: Sequence[str], ending: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", ending) for word in known))
