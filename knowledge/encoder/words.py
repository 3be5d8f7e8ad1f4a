"""From a word as somebody typed it to the words that the encoder knows: variants, compounds, typing errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from knowledge.text.words import WORD, fold, word_table

# A part of a compound; shorter ones ("til", "for") are found in words that they are no part of.
SHORTEST_HEAD, SHORTEST_LAST = 3, 4
# Letters that bind the parts of a compound: "søknadsfrist", "barnehage", "norsk-lærer".
BINDING = ("", "s", "e", "-")
# Letters that may be wrong in a word, by its length; a shorter word soon becomes another.
MISTYPED = {5: 1, 9: 2}
KEPT = 50_000


class KnownWords:
    """`words[row]` is known; the first `domain` of them are those that people use about grants, frequent ones first.

    A word that is not known is read as a variant, as a compound of known words, or as a domain word with typing
    errors: letters left out, put in, changed, or that changed places.
    """

    def __init__(self, words: Sequence[str], domain: int) -> None:
        self._words = words
        self._rows: Mapping[str, int] = {word: row for row, word in enumerate(words)}
        self._variants = word_table().variants
        self._folded = {fold(word): row for row, word in reversed(list(enumerate(words[:domain])))}
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self._folded, key=lambda word: self._folded[word]):
            self._by_start.setdefault(word[:1], []).append(word)
        self.rows = lru_cache(maxsize=KEPT)(self._find)

    def corrected(self, text: str) -> str:
        """The text with each mistyped word put right; the others stand as they were typed."""
        return WORD.sub(lambda found: self._put_right(found[0]), text)

    def _put_right(self, typed: str) -> str:
        word = typed.lower()
        if self._known_as(word) or self._parts(word):
            return typed
        rows = self.rows(word)
        return self._words[rows[0]] if rows else typed

    def _find(self, word: str) -> tuple[int, ...]:
        """The rows that stand for `word`, in lower case; none where nothing known is like it."""
        return self._known_as(word) or self._parts(word) or self._mistyped(fold(word))

    def _known_as(self, word: str) -> tuple[int, ...]:
        for form in (word, self._variants.get(word, word)):
            if form in self._rows:
                return (self._rows[form],)
        row = self._folded.get(fold(word))
        return () if row is None else (row,)

    def _parts(self, word: str) -> tuple[int, ...]:
        """The two known words that a compound is made of; the one with the longest last part, which carries most."""
        for cut in range(SHORTEST_HEAD, len(word) - SHORTEST_LAST + 1):
            last = self._rows.get(word[cut:])
            if last is None:
                continue
            for binding in BINDING:
                head = word[:cut].removesuffix(binding) if binding else word[:cut]
                if len(head) >= SHORTEST_HEAD and head in self._rows:
                    return (self._rows[head], last)
        return ()

    def _mistyped(self, word: str) -> tuple[int, ...]:
        most = max((errors for length, errors in MISTYPED.items() if len(word) >= length), default=0)
        if not most or not word.isalpha():
            return ()
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = [known for known in self._by_start.get(word[0], ()) if abs(len(known) - len(word)) <= most]
        found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=most)
        return () if found is None else (self._folded[found[0]],)
