"""Where things stand in a chart. Across in per cent of its width and down in em, so that a chart fits any screen while
its letters keep the size that the reader has chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

TOP, PLOT, BELOW = 1.0, 11.0, 1.9  # em: above the highest line, the columns themselves, what stands under them
FILLED = 0.72  # of a column's place; the rest is air
MOST_MARKS = 9  # under the columns
EVERY_NARROW = 3  # of the marks is shown on a phone: "sept. 2025" thrice is what 320 px have room for
MOST_LINES = 4
_ROUND = (1, 2, 5)


@dataclass(frozen=True)
class Part:
    """A piece of a column: `name` says what it counts."""

    name: str
    y: str
    height: str


@dataclass(frozen=True)
class Column:
    """From the bottom up. `place_x` and `place_width` are all that belongs to it, for the pointer."""

    x: str
    width: str
    place_x: str
    place_width: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Line:
    """Across the plot, at `number`."""

    y: str
    number: int


@dataclass(frozen=True)
class Mark:
    """Under the column `index`; on a wide screen alone, or on any."""

    index: int
    x: str
    anchor: str
    only_wide: bool


@dataclass(frozen=True)
class StackedChart:
    """Columns of stacked parts, over lines that say how much."""

    height: str
    base: str
    mark_y: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


def stack(columns: Sequence[Mapping[str, int]], names: Sequence[str]) -> StackedChart:
    """`names` says which part is lowest, and which stand on it."""
    steps = line_numbers(max((sum(column.values()) for column in columns), default=0))
    top = steps[-1]
    width = 100 / max(len(columns), 1)
    return StackedChart(
        height=_em(TOP + PLOT + BELOW),
        base=_em(TOP + PLOT),
        mark_y=_em(TOP + PLOT + BELOW - 0.45),
        columns=tuple(
            Column(
                x=_percent(width * (index + (1 - FILLED) / 2)),
                width=_percent(width * FILLED),
                place_x=_percent(width * index),
                place_width=_percent(width),
                parts=_parts(column, names, top),
            )
            for index, column in enumerate(columns)
        ),
        lines=tuple(Line(_em(_y(number, top)), number) for number in steps),
        marks=_marks(len(columns)),
    )


def line_numbers(largest: int) -> list[int]:
    """Round numbers from 0 to no less than `largest`, at most MOST_LINES steps of the same size."""
    size = 1
    while True:
        for factor in _ROUND:
            step = factor * size
            if step * MOST_LINES >= largest:
                steps = max(-(-largest // step), 1)
                return [step * passed for passed in range(steps + 1)]
        size *= 10


def bar_width(number: int, largest: int) -> str:
    """How long a bar is. What is there at all can be seen."""
    return _percent(max(100 * number / largest, 0.5) if number and largest else 0)


def _parts(column: Mapping[str, int], names: Sequence[str], top: int) -> tuple[Part, ...]:
    sums = [0]
    for name in names:
        sums.append(sums[-1] + column.get(name, 0))
    return tuple(
        Part(name, _em(_y(above, top)), _em(_y(below, top) - _y(above, top)))
        for name, (below, above) in zip(names, pairwise(sums), strict=True)
        if above > below
    )


def _marks(columns: int) -> tuple[Mark, ...]:
    every = max(-(-columns // MOST_MARKS), 1)
    return tuple(
        _mark(index, columns, only_wide=place % EVERY_NARROW != 0)
        for place, index in enumerate(range(0, columns, every))
    )


def _mark(index: int, columns: int, only_wide: bool) -> Mark:
    """In the middle under its column, save at the right edge, where it would stand out."""
    if index and index == columns - 1:
        return Mark(index, _percent(100), "end", only_wide)
    return Mark(index, _percent(100 / columns * (index + 0.5)), "middle", only_wide)


def _y(number: int, top: int) -> float:
    return TOP + PLOT * (1 - number / top)


def _em(length: float) -> str:
    return f"{length:.3f}".rstrip("0").rstrip(".") + "em"


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
