"""A rundskriv as a heat map: how often each of its clauses was cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from assistant.helpdesk.insight import heat_bounds, heat_step
from knowledge.clauses.clause import Clause
from knowledge.sources.rundskriv import Rundskriv
from web.pages.document_view import Block, DocumentView, Section, view_document


@dataclass(frozen=True)
class Cited:
    """A clause that was cited."""

    clause: Clause
    number: int


@dataclass(frozen=True)
class HeatMap:
    """`numbers` and `steps` by clause id, of those cited; `ranges` are the numbers that each step stands for, both
    included; `cited` the clauses, the most cited first; `gone` counts citations of clauses that it no longer has."""

    rundskriv: Rundskriv
    document: DocumentView
    numbers: Mapping[str, int]
    steps: Mapping[str, int]
    ranges: tuple[tuple[int, int], ...]
    cited: tuple[Cited, ...]
    gone: int

    def contents(self) -> list[tuple[Section, int]]:
        """The sections, each with all citations of its clauses, those of the sections within it too."""
        own = [(section, self._of(section)) for section in self.document.sections]
        return [
            (section, number + sum(below for _, below in takewhile(partial(_is_within, section), own[place + 1 :])))
            for place, (section, number) in enumerate(own)
        ]

    def _of(self, section: Section) -> int:
        blocks = (block for passage in section.passages for block in passage.blocks)
        return sum(self.numbers.get(clause.id, 0) for block in blocks for clause in _clauses(block))


def _is_within(section: Section, other: tuple[Section, int]) -> bool:
    # The document's own title, level 0, stands beside its sections here: its number is that of the introduction.
    return other[0].heading.level > max(section.heading.level, 1)


def _clauses(block: Block) -> Iterator[Clause]:
    yield from block.clauses
    for item in block.items:
        yield from _clauses(item)


def map_heat(rundskriv: Rundskriv, cited: Mapping[str, int]) -> HeatMap:
    """`cited` says how often, by clause id."""
    clauses = {clause.id: clause for clause in rundskriv.clauses}
    numbers = {name: number for name, number in cited.items() if name in clauses}
    bounds = heat_bounds(numbers.values())
    return HeatMap(
        rundskriv=rundskriv,
        document=view_document(rundskriv),
        numbers=numbers,
        steps={name: heat_step(number, bounds) for name, number in numbers.items()},
        ranges=tuple(zip([1, *(bound + 1 for bound in bounds)], bounds, strict=False)),
        cited=tuple(Cited(clauses[name], number) for name, number in numbers.items()),
        gone=sum(cited.values()) - sum(numbers.values()),
    )
