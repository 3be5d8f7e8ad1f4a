"""A rundskriv as a page shows it: headings, paragraphs and nested lists, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from knowledge.clauses.clause import Clause, Heading
from knowledge.sources.rundskriv import Rundskriv

_NUMBERED = re.compile(r"\d+\.\s")


@dataclass
class Block:
    """A paragraph, or a list item with the items beneath it: its clauses in order."""

    clauses: list[Clause]
    items: list[Block] = field(default_factory=list)

    @property
    def numbered(self) -> bool:
        """An item that has its number in its own text needs no bullet."""
        return bool(_NUMBERED.match(self.clauses[0].text))


@dataclass
class Passage:
    """Blocks of one kind side by side: paragraphs, or the items of one list."""

    is_list: bool
    blocks: list[Block]


@dataclass(frozen=True)
class Section:
    """What stands under one heading, up to the next."""

    heading: Heading
    anchor: str
    passages: list[Passage]


@dataclass(frozen=True)
class DocumentView:
    """`opening` are the headings of the document itself, before the first of its sections has any text."""

    opening: list[Heading]
    sections: list[Section]


def view_document(rundskriv: Rundskriv) -> DocumentView:
    """All headings and clauses, none twice."""
    headings = rundskriv.outline.headings
    starts = [heading.start for heading in headings] + [len(rundskriv.text)]
    sections = [
        Section(
            heading,
            f"avsnitt-{number}",
            view_passages([clause for clause in rundskriv.clauses if heading.start <= clause.start < starts[number]]),
        )
        for number, heading in enumerate(headings, start=1)
    ]
    first = next((n for n, section in enumerate(sections) if section.passages), 0)
    return DocumentView([section.heading for section in sections[:first]], sections[first:])


def view_passages(clauses: list[Clause]) -> list[Passage]:
    passages: list[Passage] = []
    above: list[tuple[int, Block]] = []
    for (_, level), group in groupby(clauses, key=lambda clause: (clause.item, clause.list_level)):
        block = Block(list(group))
        above = [(other, parent) for other, parent in above if other < level]
        if level and above:
            above[-1][1].items.append(block)
        elif passages and passages[-1].is_list == bool(level):
            passages[-1].blocks.append(block)
        else:
            passages.append(Passage(bool(level), [block]))
        above = [*above, (level, block)] if level else []
    return passages
