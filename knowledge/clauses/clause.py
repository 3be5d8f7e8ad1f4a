"""A clause, and the outline of a rundskriv that it stands in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading: `text[start:end]`. Level 0 is the document's own title."""

    text: str
    level: int
    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """The smallest unit that is cited: `text == Rundskriv.text[start:end]`, in Unicode code points.

    `section` is the path of headings above it. A list item has `list_level` 1 or more and `introduction`, the id of
    the sentence that introduces its list, where there is one. `item` numbers the paragraph or list item that it is
    part of. `repeated_by` is the id of a later clause that says the same in full.
    """

    document: str
    id: str
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    list_level: int = 0
    item: int = 0
    introduction: str | None = None
    repeated_by: str | None = None


@dataclass(frozen=True)
class Outline:
    """All of a rundskriv: each word is in exactly one heading, clause or list marker."""

    headings: tuple[Heading, ...]
    clauses: tuple[Clause, ...]
    markers: tuple[tuple[int, int], ...]
