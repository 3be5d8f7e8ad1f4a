"""If two questions ask the same: an answer approved for one is given to another only then.

A question is read as what it asks for, what its words stand for, in one form for all languages, and the marks that
turn a question: numbers, facts told, negations, who is meant. Two with other marks are never the same. For the others a
score is made from the words that only one has, the encoder's vectors and the shares of topics. likeness.yaml has the
words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from assistant.helpdesk.wording import (
    CAN,
    IF,
    MUST,
    OUGHT,
    PART,
    STEM,
    asks,
    in_one_form,
    marks_of,
    plain_text,
    said_parts,
    terms_of,
    wording,
)
from knowledge.encoder.vectors import shipped_vectors
from knowledge.index.embedder import Vectors
from knowledge.retrieval.search import Search
from knowledge.text.words import words

# Characters. A longer text is the same as another only word for word: what it tells cannot be weighed.
LONGEST = 600
# Shares of topics below this say nothing.
LEAST_SHARE = 0.01
# What a word weighs that is not said to be light, on the scale of `light` in likeness.yaml, and what two questions must
# have in common at the least; what is only looked up ("søknadsfrist 2025"), a whole word.
WEIGHT, LEAST_SHARED = 5.0, 2.0
# A word of full weight that only one has makes it another question, as good as always.
ANOTHER_WORD = 0.6
# The cosine from which two words say the same. Of the ways to ask that differ in one word alone, all above it do.
NEAR = 0.5


@dataclass(frozen=True)
class Profile:
    """A question, read for likeness.

    Two whose `key` is equal differ in nothing but case, punctuation, white space, politeness and typing errors.
    `vector` has length one; `topics` are the likeliest with their shares; `terms` are what the words stand for, the
    marks among them, each with its weight; `spoken` has the vectors of those that are no more than a stem; `asks` is
    what each part asks for, in order; `modals` are can, must and ought; `marks` are all that turns a question.
    """

    text: str
    key: str
    vector: Vectors
    topics: Mapping[str, float]
    terms: Mapping[str, float]
    spoken: Mapping[str, Vectors]
    asks: tuple[str, ...]
    modals: frozenset[str]
    marks: frozenset[str]


class Likeness:
    """Compares questions. Safe to use from several threads."""

    def __init__(self, search: Search) -> None:
        self._search = search

    def profile(self, text: str) -> Profile:
        """What is compared of a question."""
        plain = plain_text(text)
        parts = list(said_parts(plain)) if len(plain) <= LONGEST else []
        whole = PART.join(map(in_one_form, parts))
        marks = frozenset(marks_of(plain, f"{PART.join(parts)}{PART}{whole}")) if parts else frozenset()
        said = terms_of(whole, marks)
        return Profile(
            text=text,
            key=" ".join(words(plain)),
            vector=shipped_vectors().embed(plain),
            topics=self._shares(plain),
            terms={term: wording().light.get(term, WEIGHT) for term in (*marks, *said)},
            spoken={term: shipped_vectors().embed(word) for term, word in said.items() if term.startswith(STEM)},
            asks=tuple(asked for part in whole.split(PART) if (asked := asks(part))),
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
        """Shape (profiles, profiles), with nothing on the diagonal; 0 as well where next to no words are shared."""
        known = {term: column for column, term in enumerate(sorted({term for each in profiles for term in each.terms}))}
        weights = np.zeros((len(profiles), len(known)), np.float32)
        for row, profile in enumerate(profiles):
            for term, weight in profile.terms.items():
                weights[row, known[term]] = sqrt(weight)
        both = weights @ weights.T
        total = np.diag(both)
        shared = 2 * both / np.maximum(total[:, None] + total[None, :], 1)
        scores = np.zeros((len(profiles), len(profiles)), np.float32)
        for i, j in np.argwhere(np.triu(shared >= wording().least["group"] / 2, 1)):
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
    near = {term for pair in _near(one, other) for term in pair}
    both = sum(weight for term, weight in one.terms.items() if term in other.terms or term in near)
    if both < (LEAST_SHARED if one.asks else WEIGHT):
        return 0.0
    apart = [{**one.terms, **other.terms}[term] for term in (one.terms.keys() ^ other.terms.keys()) - near]
    topics = sum(sqrt(share * other.topics.get(topic, 0.0)) for topic, share in one.topics.items())
    agreement = min(max(float(one.vector @ other.vector), topics, 0.0), 1.0)
    score = both / (both + sum(apart) / 2) * (1 + agreement) / 2
    return score * ANOTHER_WORD if WEIGHT in apart else score


def _near(one: Profile, other: Profile) -> list[tuple[str, str]]:
    """Words that only one has, with the word of the other that says the same: "lunch" and "lunsj"."""
    mine, theirs = one.spoken.keys() - other.spoken.keys(), other.spoken.keys() - one.spoken.keys()
    pairs = [(float(one.spoken[word] @ other.spoken[their]), word, their) for word in mine for their in theirs]
    found: list[tuple[str, str]] = []
    for likeness, word, their in sorted(pairs, reverse=True):
        if likeness >= NEAR and all(word != mine and their != others for mine, others in found):
            found.append((word, their))
    return found


def _likest_first(scores: Vectors) -> Iterator[tuple[int, int]]:
    rows, columns = np.nonzero(np.triu(scores, 1))
    for place in np.argsort(-scores[rows, columns], kind="stable"):
        yield int(rows[place]), int(columns[place])
