"""A rundskriv's lines -> its outline of headings and clauses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from knowledge.clauses.blocks import Block, read_blocks
from knowledge.clauses.clause import Clause, Heading, Outline
from knowledge.clauses.language import LayoutWords, norwegian
from knowledge.clauses.outline import heading_levels
from knowledge.clauses.sentences import split_sentences
from knowledge.text.normalise import Line, Word

_SLUG_WORDS = 2
SHORTEST_REPEAT_WORDS = 3
_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def split(document: str, lines: Sequence[Line]) -> Outline:
    """The outline of `document`, a rundskriv's number. Any text has one; no word is lost or doubled."""
    layout = norwegian()
    blocks = read_blocks(lines, layout)
    levels = heading_levels(blocks, layout)
    builder = _Builder(document, layout)
    for position, block in enumerate(blocks):
        if block.marker:
            builder.markers.append((block.marker.start, block.marker.end))
        if position in levels:
            builder.add_heading(block, levels[position])
        else:
            builder.add_block(block)
    return Outline(tuple(builder.headings), tuple(mark_repeats(builder.clauses)), tuple(builder.markers))


def mark_repeats(clauses: Sequence[Clause]) -> list[Clause]:
    """Sets `repeated_by` on the clauses of an item that stands again later in its section, whole where this one may
    be cut short in its last sentence. Nothing that says something of its own is ever taken for a repeat."""
    items = [list(group) for _, group in groupby(clauses, key=lambda clause: clause.item)]
    marked: list[Clause] = []
    for position, item in enumerate(items):
        again = next((later for later in items[position + 1 :] if _is_repeated(item, later)), None)
        pairs = zip(item, again, strict=False) if again else ()
        marked += [replace(clause, repeated_by=other.id) for clause, other in pairs] or item
    return marked


def _is_repeated(item: Sequence[Clause], later: Sequence[Clause]) -> bool:
    if (
        later[0].section != item[0].section
        or len(later) < len(item)
        or len(_bare_words(item[0])) < SHORTEST_REPEAT_WORDS
    ):
        return False
    *whole, last = zip(item, later, strict=False)
    if any(_bare_words(clause) != _bare_words(other) for clause, other in whole):
        return False
    words, other_words = _bare_words(last[0]), _bare_words(last[1])
    return other_words[: len(words)] == words and (bool(whole) or words == other_words)


def _bare_words(clause: Clause) -> list[str]:
    return re.findall(r"\w+", clause.text.lower())


@dataclass
class _Builder:
    document: str
    layout: LayoutWords
    headings: list[Heading] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    markers: list[tuple[int, int]] = field(default_factory=list)
    section: tuple[str, ...] = ()
    title: str = ""
    items: int = 0
    numbers: Counter[str] = field(default_factory=Counter)
    slugs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    introductions: dict[int, str] = field(default_factory=dict)

    def add_heading(self, block: Block, level: int) -> None:
        heading = Heading(block.text, level, block.words[0].start, block.words[-1].end)
        self.headings.append(heading)
        self.section = (*self.section[: max(level - 1, 0)], heading.text)
        self.introductions.clear()

    def add_block(self, block: Block) -> None:
        self.items += 1
        level = block.list_level
        introduction = self.introductions.get(level) if level else None
        sentences = split_sentences(block.words, self.layout)
        for words in sentences:
            self._add_clause(words, level, introduction)
        self._remember_introduction(block)

    def _remember_introduction(self, block: Block) -> None:
        """The last sentence of a block introduces the items one level deeper that follow it at once."""
        level = block.list_level
        for deeper in [known for known in self.introductions if known > level]:
            del self.introductions[deeper]
        last = self.clauses[-1]
        if level or last.text.endswith(":") or not block.ends_sentence:
            self.introductions[level + 1] = last.id

    def _add_clause(self, words: Sequence[Word], level: int, introduction: str | None) -> None:
        slug = self._section_slug()
        self.numbers[slug] += 1
        self.clauses.append(
            Clause(
                document=self.document,
                id=f"{slug}-{self.numbers[slug]}",
                section=self.section,
                text=" ".join(word.text for word in words),
                start=words[0].start,
                end=words[-1].end,
                list_level=level,
                item=self.items,
                introduction=introduction,
            )
        )

    def _section_slug(self) -> str:
        """A readable name for the section, its own: another section with the same name gets a number after it."""
        names: list[str] = []
        for heading in self.section:
            names.append(slugify(heading, known=names))
        plain = ".".join(names) or "innledning"
        slug, number = plain, 1
        while self.slugs.setdefault(slug, self.section) != self.section:
            number += 1
            slug = f"{plain}_{number}"
        return slug


def slugify(heading: str, known: Sequence[str] = ()) -> str:
    """The first words of a heading that say something, in ASCII: "Vilkår for å få tilskudd" -> "vilkar-tilskudd".

    Words of the names above it, `known`, are left out where others remain.
    """
    label = re.split(r":| – |[?!]", heading)[0].lower().translate(_ASCII)
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in norwegian().slug_skips]
    above = {part for name in known for part in name.split("-")}
    return "-".join(([word for word in words if word not in above] or words)[:_SLUG_WORDS]) or "del"
