"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.clauses.language import LayoutWords
from knowledge.text.normalise import Word

_END = re.compile(r"(?P<stop>[.?!])[»”\")\]]*$")
_OPENERS = '«“"(['
_NUMBER = re.compile(r"\d+[.)]$")


def split_sentences(words: Sequence[Word], layout: LayoutWords) -> list[tuple[Word, ...]]:
    """The sentences of a paragraph or list item; every word is in exactly one."""
    sentences: list[tuple[Word, ...]] = []
    current: list[Word] = []
    for position, word in enumerate(words):
        current.append(word)
        following = words[position + 1] if position + 1 < len(words) else None
        if following is None or _ends_sentence(current, word, following, layout):
            sentences.append(tuple(current))
            current = []
    return sentences


def _ends_sentence(sentence: Sequence[Word], word: Word, following: Word, layout: LayoutWords) -> bool:
    end = _END.search(word.text)
    if not end:
        return False
    opener = following.text.lstrip(_OPENERS)[:1]
    if not (opener.isupper() or opener.isdigit()):
        return False
    if end["stop"] != ".":
        return True
    if len(sentence) == 1 and _NUMBER.match(word.text):
        return False  # the number of a list item, "3. Forsøk …"
    return word.text.lstrip(_OPENERS).rstrip('.»”")]').lower() not in layout.abbreviations
