"""From a word as somebody typed it to the words that the encoder knows: variants, compounds, typing errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from knowledge.text.words import fold, word_table

# A part of a compound; shorter ones ("til", "for") are found in words that they are no part of.
SHORTEST_HEAD, SHORTEST_LAST = 3, 4
# Letters that bind the parts of a compound: "søknadsfrist", "barnehage", "norsk-lærer".
BINDING = ("", "s", "e", "-")
# Below this length a single wrong letter makes another word too often.
SHORTEST_MISTYPED = 6
KEPT = 50_000


class KnownWords:
    """`words[row]` is known; `domain` are the rows of the words that people use about grants.

    A word that is not known is read as a variant, as a compound of known words, or as a domain word with one typing
    error: one letter left out, put in, changed, or two that changed places.
    """

    def __init__(self, words: Sequence[str], domain: int) -> None:
        self._rows: Mapping[str, int] = {word: row for row, word in enumerate(words)}
        self._variants = word_table().variants
        self._folded = {fold(word): row for row, word in reversed(list(enumerate(words[:domain])))}
        self._by_start: dict[str, list[str]] = {}
        for word in self._folded:
            if len(word) >= SHORTEST_MISTYPED - 1:
                self._by_start.setdefault(word[0], []).append(word)
        self.rows = lru_cache(maxsize=KEPT)(self._find)

    def _find(self, word: str) -> tuple[int, ...]:
        """The rows that stand for `word`, in lower case; none where nothing known is like it."""
        for form in (word, self._variants.get(word, word)):
            if form in self._rows:
                return (self._rows[form],)
        if (row := self._folded.get(fold(word))) is not None:
            return (row,)
        return self._parts(word) or self._mistyped(fold(word))

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
        if len(word) < SHORTEST_MISTYPED:
            return ()
        near = (known for known in self._by_start.get(word[0], ()) if _one_error_apart(word, known))
        found = next(near, None)
        return () if found is None else (self._folded[found],)


def _one_error_apart(typed: str, meant: str) -> bool:
    """If one letter left out, put in or changed, or two neighbours that changed places, make one of the other."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if start is None:
        return len(typed) != len(meant)
    rest, other = typed[start:], meant[start:]
    if len(rest) == len(other):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other if len(rest) > len(other) else rest == other[1:]
