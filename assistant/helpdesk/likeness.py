"""If two questions ask the same: an answer approved for one is given to another only then.

A question is read as what it asks for, what its words stand for, in one form for all languages, and the marks that
turn a question: numbers, facts told, negations, who is meant. Two with other marks are never the same. For the others a
score is made from the words that only one has, the encoder's vectors and the shares of topics. likeness.yaml has the
words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import zip_longest
from math import sqrt
from typing import Any

import numpy as np

from assistant.answering.facts import fact_patterns, read_facts
from assistant.answering.understand import language
from knowledge.data import read_yaml
from knowledge.encoder.vectors import shipped_vectors
from knowledge.index.embedder import Vectors
from knowledge.retrieval.search import Search
from knowledge.text.words import stem, word_table, words

# Characters. A longer text is the same as another only word for word: what it tells cannot be weighed.
LONGEST = 600
# Shares of topics below this say nothing.
LEAST_SHARE = 0.01
# What a word weighs that is not said to be light, on the scale of `light` in likeness.yaml, and what two questions must
# have in common at the least.
WEIGHT, LEAST_SHARED = 5.0, 2.0
# A word of full weight that only one has makes it another question, as good as always.
ANOTHER_WORD = 0.6
STEM, PART = "#", " | "
# Letters. What is mistyped is known by the start of a word: one letter wrong in so many, and so many after it.
SHORTEST_MISTYPED, LONGEST_ENDING = 7, 4
CAN, MUST, OUGHT = "_can_", "_must_", "_ought_"
IF = "if"
_PARTS = re.compile(
    r"(?<=[.?!;])(?<!\d\.)(?<!mill\.)(?<!kr\.)(?<!nr\.)(?<!ca\.)\s+"
    r"|,?\s+(?:og|and|eller|or|men|but)\s+(?=(?:i |på |til |for )?"
    r"(?:hv\w+|kva|kor\w*|kven|kvar|kvifor|ka|kem|når|åssen|kan|må|what|who|when|where|how|why|which|can|must|do|does)\b)"
)
_NUMBER_OR_WORD = re.compile(r"\d+(?:[ .]\d{3})+(?!\d)|\d+(?:,\d+)?|[^\W\d]+")


@dataclass(frozen=True)
class Profile:
    """A question, read for likeness.

    Two whose `key` is equal differ in nothing but case, punctuation, white space, politeness and typing errors.
    `vector` has length one; `topics` are the likeliest with their shares; `terms` are what the words stand for, the
    marks among them, each with its weight; `asks` is what each part asks for, in order; `modals` are can, must and
    ought; `marks` are all that turns a question.
    """

    text: str
    key: str
    vector: Vectors
    topics: Mapping[str, float]
    terms: Mapping[str, float]
    asks: tuple[str, ...]
    modals: frozenset[str]
    marks: frozenset[str]


class Likeness:
    """Compares questions. Safe to use from several threads."""

    def __init__(self, search: Search) -> None:
        self._search = search

    def profile(self, text: str) -> Profile:
        """What is compared of a question."""
        plain = _plain(text)
        whole = PART.join(_in_one_form(part) for part in _said(plain)) if len(plain) <= LONGEST else ""
        marks = frozenset(_marks(plain, whole)) if whole else frozenset()
        return Profile(
            text=text,
            key=" ".join(words(plain)),
            vector=shipped_vectors().embed(plain),
            topics=self._shares(plain),
            terms=_terms(whole, marks),
            asks=tuple(asked for part in whole.split(PART) if (asked := _asks(part))),
            modals=frozenset({CAN, MUST, OUGHT} & set(words(whole))),
            marks=marks,
        )

    def same(self, one: Profile, other: Profile) -> float:
        """How likely two questions are the same, between 0 and 1; 0 where a mark forbids it."""
        if one.key == other.key:
            return 1.0
        return _score(one, other) if may_be_same(one, other) else 0.0

    def same_question(self, one: Profile, other: Profile) -> bool:
        """If an answer to one is an answer to the other."""
        return self.same(one, other) >= wording().least["same"]

    def groups(self, profiles: Sequence[Profile]) -> list[list[int]]:
        """Positions of questions to be answered as one: the largest group first, each group's most central first."""
        alike: dict[str, list[int]] = {}
        for position in sorted(range(len(profiles)), key=lambda i: (profiles[i].key, profiles[i].text)):
            alike.setdefault(profiles[position].key, []).append(position)
        blocks: dict[frozenset[str], list[str]] = {}
        for key, positions in alike.items():
            blocks.setdefault(profiles[positions[0]].marks, []).append(key)
        found = []
        for keys in blocks.values():
            for group in self._merged([profiles[alike[key][0]] for key in keys]):
                found.append([position for member in group for position in alike[keys[member]]])
        return sorted(found, key=lambda group: (-len(group), profiles[group[0]].key))

    def _merged(self, profiles: Sequence[Profile]) -> Iterator[list[int]]:
        """Groups whose members are on average alike enough, the likest joined first; each from its centre outwards."""
        scores = self._scores(profiles)
        links, members = scores.copy(), {i: [i] for i in range(len(profiles))}
        owner = list(range(len(profiles)))
        for i, j in _likest_first(scores):
            one, other = owner[i], owner[j]
            if one == other or links[one, other] < wording().least["group"] * len(members[one]) * len(members[other]):
                continue
            links[one] += links[other]
            links[:, one] += links[:, other]
            for member in members[other]:
                owner[member] = one
            members[one] += members.pop(other)
        for group in members.values():
            yield sorted(group, key=lambda i: (-float(scores[i, group].sum()), i))

    def _scores(self, profiles: Sequence[Profile]) -> Vectors:
        """Shape (profiles, profiles), with nothing on the diagonal; 0 as well where too few words are shared."""
        known = {term: column for column, term in enumerate(sorted({term for each in profiles for term in each.terms}))}
        weights = np.zeros((len(profiles), len(known)), np.float32)
        for row, profile in enumerate(profiles):
            for term, weight in profile.terms.items():
                weights[row, known[term]] = sqrt(weight)
        both = weights @ weights.T
        total = np.diag(both)
        shared = 2 * both / np.maximum(total[:, None] + total[None, :], 1)
        scores = np.zeros_like(shared)
        for i, j in np.argwhere(np.triu(shared >= wording().least["group"], 1)):
            scores[i, j] = scores[j, i] = self.same(profiles[i], profiles[j])
        return scores

    def _shares(self, plain: str) -> dict[str, float]:
        logits = self._search.topic_logits(plain)
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        topics = self._search.all_topics
        return {topics[i]: float(shares[i]) for i in np.flatnonzero(shares >= LEAST_SHARE)}


def may_be_same(one: Profile, other: Profile) -> bool:
    """If no mark, and nothing that is asked for, forbids that two questions are the same."""
    if one.marks != other.marks or len(one.asks) != len(other.asks):
        return False
    if not all(_alike(mine, theirs) for mine, theirs in zip(one.asks, other.asks, strict=True)):
        return False
    if one.modals == other.modals:
        return True
    # "Hvem godkjenner" is "hvem må godkjenne", but "er det" is not "må det", and nothing is both can and must.
    only_said_by_one = not one.modals or not other.modals
    whether = IF in one.asks or not one.asks
    return only_said_by_one and not (whether and MUST in one.modals | other.modals)


def _alike(one: str, other: str) -> bool:
    return one == other or frozenset((one, other)) in wording().alike


def _score(one: Profile, other: Profile) -> float:
    """The share of words that both have, less where vectors and topics lie apart."""
    both = sum(weight for term, weight in one.terms.items() if term in other.terms)
    if both < LEAST_SHARED:
        return 0.0
    apart = [{**one.terms, **other.terms}[term] for term in one.terms.keys() ^ other.terms.keys()]
    topics = sum(sqrt(share * other.topics.get(topic, 0.0)) for topic, share in one.topics.items())
    agreement = min(max(float(one.vector @ other.vector), topics, 0.0), 1.0)
    score = both / (both + sum(apart) / 2) * (1 + agreement) / 2
    return score * ANOTHER_WORD if WEIGHT in apart else score


def _likest_first(scores: Vectors) -> Iterator[tuple[int, int]]:
    rows, columns = np.nonzero(np.triu(scores, 1))
    for place in np.argsort(-scores[rows, columns], kind="stable"):
        yield int(rows[place]), int(columns[place])


def _plain(text: str) -> str:
    """In lower case, with typing errors put right and politeness taken out."""
    told = unicodedata.normalize("NFC", text).replace("’", "'").replace("\n", ". ")
    told = shipped_vectors().known.corrected(told).lower()
    for pattern in wording().polite:
        told = pattern.sub(" ", told)
    return " ".join(told.split())


def _said(plain: str) -> Iterator[str]:
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


def _in_one_form(part: str) -> str:
    form = part.strip(" ?!.,;:")
    for pattern, written in wording().phrases:
        form = " ".join(pattern.sub(written, form).split())
    return form


def _opener(part: Sequence[str]) -> int | None:
    """Where the word stands that opens a question."""
    first = next((i for i, word in enumerate(part) if word not in wording().before_opening), None)
    return first if first is not None and part[first] in wording().openings else None


def _asks(part: str) -> str | None:
    said = words(part)
    opener = _opener(said)
    return None if opener is None else wording().openings[said[opener]]


def _terms(whole: str, marks: Collection[str]) -> dict[str, float]:
    rest = whole
    for mark, pattern in wording().marks.items():
        if mark in marks:
            rest = pattern.sub(" ", rest)
    found = {_sense(word) for part in rest.split(PART) for word in _telling(words(part))}
    return {term: wording().light.get(term, WEIGHT) for term in {*marks, *found}}


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


def _marks(plain: str, whole: str) -> Iterator[str]:
    yield from (mark for mark, pattern in wording().marks.items() if pattern.search(whole))
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
        if word[0].isdigit() or word in spelled:
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
