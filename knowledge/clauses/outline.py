"""Which blocks are headings, and how deep each lies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.clauses.blocks import LABELLED, Block
from knowledge.clauses.language import LayoutWords

LONGEST_HEADING_WORDS = 14
LONGEST_LABELLED_HEADING_WORDS = 24
LONGEST_SUBHEADING_WORDS = 4
MOST_HEADING_LINES = 2
_LABEL_AND_VALUE = re.compile(r"^[\w ]+: \S")
_SENTENCE_END = re.compile(r"[.:;,][»”\")\]]*$")


def heading_levels(blocks: Sequence[Block], layout: LayoutWords) -> dict[int, int]:
    """Position of each heading among the blocks -> its level; 0 for the title lines that open a document.

    Below a numbered heading ("Satsingsområde 2: …") stand those that name it, and the short ones whose kind comes
    back ("Målgruppe", "Særlige vilkår"); any other heading closes it.
    """
    headings = [i for i, block in enumerate(blocks) if _is_heading(blocks, i, layout)]
    title_length = 0
    while title_length < len(headings) and headings[title_length] == title_length:
        title_length += 1
    recurring = _recurring_words(blocks[i] for i in headings[title_length:])
    levels = dict.fromkeys(headings[:title_length], 0)
    label: str | None = None
    for i in headings[title_length:]:
        text = blocks[i].text
        if LABELLED.match(text):
            label = " ".join(text.split()[:2]).rstrip(":.–-").lower()
            levels[i] = 1
        elif label and _belongs_below(text, label, recurring):
            levels[i] = 2
        else:
            label = None
            levels[i] = 1
    return levels


def _belongs_below(text: str, label: str, recurring: frozenset[str]) -> bool:
    words = text.lower().split()
    if label in text.lower():
        return True
    return len(words) <= LONGEST_SUBHEADING_WORDS and bool(recurring & {words[0], words[-1]})


def _recurring_words(headings: Iterable[Block]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for block in headings:
        words = block.text.lower().split()
        if len(words) <= LONGEST_SUBHEADING_WORDS:
            counts.update({words[0], words[-1]})
    return frozenset(word for word, count in counts.items() if count > 1)


def _is_heading(blocks: Sequence[Block], position: int, layout: LayoutWords) -> bool:
    block = blocks[position]
    text, words = block.text, block.text.split()
    if block.list_level or position + 1 == len(blocks) or not text[0].isupper():
        return False
    if LABELLED.match(text):
        return len(words) <= LONGEST_LABELLED_HEADING_WORDS
    if _SENTENCE_END.search(text) or _LABEL_AND_VALUE.match(text) or len(words) > LONGEST_HEADING_WORDS:
        return False
    if text.lower().startswith(layout.pointers) or block.lines > MOST_HEADING_LINES:
        return False
    is_sentence = any(word.lower() in layout.finite_verbs for word in words)
    return not is_sentence or "–" in text or text[-1] in "?!"
