"""What the counts of a period add up to: use over time, topics, clauses, what was not answered, and feedback."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import TypeVar

from assistant.answering.answer import AnswerStatus
from assistant.helpdesk.counts_sql import APPROVED, CLAUSE, LANGUAGE, REASON, STATUS, THUMB, TOPIC, UNANSWERED

# Day, what, name, document and number, as `CountStore.rows` gives them.
Row = tuple[date, str, str, str, int]
Key = TypeVar("Key", str, tuple[str, str])

LONGEST_BY_DAY = 31  # days; beyond that a column a day is too thin to be read on a phone
LONGEST_BY_WEEK = 184  # days: half a year, 27 columns
HEAT_STEPS = 3  # colours that can be told apart in light and dark, with text on them


class Grain(StrEnum):
    """What one column of use over time stands for. A week begins on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Period:
    """Whole days in Europe/Oslo, both included."""

    since: date
    until: date

    @property
    def length(self) -> int:
        """In days."""
        return (self.until - self.since).days + 1

    @property
    def days(self) -> list[date]:
        return [self.since + timedelta(days=passed) for passed in range(self.length)]

    @property
    def grain(self) -> Grain:
        if self.length <= LONGEST_BY_DAY:
            return Grain.DAY
        return Grain.WEEK if self.length <= LONGEST_BY_WEEK else Grain.MONTH

    def spans(self) -> list[Period]:
        """The days, weeks or months of the period, in order; the first and last may be cut off by it."""
        spans = [list(days) for _, days in groupby(self.days, key=partial(_first_day, self.grain))]
        return [Period(days[0], days[-1]) for days in spans]


def _first_day(grain: Grain, day: date) -> date:
    if grain is Grain.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain is Grain.MONTH else day


@dataclass(frozen=True)
class Use:
    """Questions in one column, by answer status."""

    span: Period
    by_status: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


@dataclass(frozen=True)
class Insight:
    """Numbers by name, the largest first; `clauses` by rundskriv and id. `over_time` has each day, week or month of
    the period, those without questions too."""

    period: Period
    over_time: tuple[Use, ...]
    statuses: Mapping[str, int]
    topics: Mapping[str, int]
    unanswered: Mapping[str, int]
    clauses: Mapping[tuple[str, str], int]
    thumbs: Mapping[str, int]
    reasons: Mapping[str, int]
    languages: Mapping[str, int]
    approved: int

    @property
    def questions(self) -> int:
        return sum(self.statuses.values())

    @property
    def answered(self) -> int:
        return self.statuses.get(AnswerStatus.ANSWERED.value, 0)

    @property
    def not_stated(self) -> int:
        return self.statuses.get(AnswerStatus.NOT_STATED.value, 0)

    @property
    def is_empty(self) -> bool:
        """If nothing was asked and nothing was said of an answer."""
        return not self.questions and not self.thumbs and not self.reasons

    @property
    def most_cited_document(self) -> str | None:
        """The rundskriv that was cited most; None where none was."""
        cited: Counter[str] = Counter()
        for (document, _), number in self.clauses.items():
            cited[document] += number
        return min(cited, key=lambda document: (-cited[document], document)) if cited else None

    def cited(self, document: str) -> dict[str, int]:
        """How often each clause of one rundskriv was cited, the most cited first."""
        return {clause: number for (of, clause), number in self.clauses.items() if of == document}


def of_document(rows: Iterable[Row], document: str | None) -> list[Row]:
    """Those of one rundskriv; all where it is None."""
    return [row for row in rows if document is None or row[3] == document]


def gain_insight(rows: Sequence[Row], period: Period) -> Insight:
    """The figures of `rows`, all of which lie in the period."""
    return Insight(
        period=period,
        over_time=_over_time(rows, period),
        statuses=_by_name(rows, STATUS),
        topics=_by_name(rows, TOPIC),
        unanswered=_by_name(rows, UNANSWERED),
        clauses=_largest_first(
            ((document, name), number) for _, what, name, document, number in rows if what == CLAUSE
        ),
        thumbs=_by_name(rows, THUMB),
        reasons=_by_name(rows, REASON),
        languages=_by_name(rows, LANGUAGE),
        approved=sum(_by_name(rows, APPROVED).values()),
    )


def _by_name(rows: Iterable[Row], wanted: str) -> dict[str, int]:
    return _largest_first((name, number) for _, what, name, _, number in rows if what == wanted)


def _largest_first(numbers: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    total: Counter[Key] = Counter()
    for key, number in numbers:
        total[key] += number
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))


def _over_time(rows: Iterable[Row], period: Period) -> tuple[Use, ...]:
    by_day: dict[date, Counter[str]] = {}
    for day, what, name, _, number in rows:
        if what == STATUS:
            by_day.setdefault(day, Counter())[name] += number
    return tuple(
        Use(span, dict(sum((by_day[day] for day in span.days if day in by_day), Counter()))) for span in period.spans()
    )


def heat_bounds(numbers: Iterable[int]) -> tuple[int, ...]:
    """The largest number of each step, at most HEAT_STEPS of them. Each step reaches the same factor beyond the last:
    a few clauses are cited far more than all others, and equal steps would leave the rest in one."""
    largest = max(numbers, default=0)
    if largest < 1:
        return ()
    # Rounded first: 27 ** (1 / 3) must not become 4 for the sake of its fifteenth decimal.
    reached = (round(largest ** (step / HEAT_STEPS), 6) for step in range(1, HEAT_STEPS + 1))
    return tuple(sorted({int(-(-bound // 1)) for bound in reached}))


def heat_step(number: int, bounds: Sequence[int]) -> int:
    """From 1, the faintest, to the number of bounds; 0 for what was never cited."""
    if number < 1:
        return 0
    return next(step for step, bound in enumerate(bounds, start=1) if number <= bound)
