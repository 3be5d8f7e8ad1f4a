"""The figures as the page shows them: numbers and names in its language, and where things stand in its charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.answer import AnswerStatus
from assistant.conversations.conversation import Thumb
from assistant.helpdesk.counts_sql import LANGUAGE, REASON, THUMB, TOPIC, UNANSWERED
from assistant.helpdesk.insight import Insight
from web.pages.insight.charts import StackedChart, bar_width, stack
from web.pages.insight.names import Names
from web.pages.insight.numbers import number_text, share_text, span_mark, span_text
from web.wording import all_texts

MOST_RANKED = 8
# From the bottom of a column up: what the rundskriv answered first.
STATUSES = (
    AnswerStatus.ANSWERED.value,
    AnswerStatus.NEEDS_CLARIFICATION.value,
    AnswerStatus.NOT_STATED.value,
    AnswerStatus.OUT_OF_SCOPE.value,
)


@dataclass(frozen=True)
class Ranked:
    """One bar: its name, number and share of all, as text, and how long it is."""

    name: str
    number: str
    share: str
    width: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Its row in the table."""
        return (self.name, self.number, self.share)


@dataclass(frozen=True)
class Ranking:
    """Bars, the longest first. `shown` are those of the chart, `all` those of the table; `kind` is its colour's."""

    id: str
    kind: str
    all: tuple[Ranked, ...]

    @property
    def shown(self) -> tuple[Ranked, ...]:
        return self.all[:MOST_RANKED]


@dataclass(frozen=True)
class UseRow:
    """A day, week or month: its numbers in the order of STATUSES, and all of them."""

    mark: str
    text: str
    numbers: tuple[str, ...]
    total: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Its row in the table."""
        return (self.text, *self.numbers, self.total)


@dataclass(frozen=True)
class UseView:
    """Use over time. `name` is the chart's name, which says what is to be seen in it."""

    name: str
    chart: StackedChart
    rows: tuple[UseRow, ...]
    statuses: Sequence[str] = STATUSES


@dataclass(frozen=True)
class KeyFigure:
    """One of the few numbers at the top."""

    name: str
    number: str
    note: str = ""


@dataclass(frozen=True)
class InsightView:
    """All but the heat map."""

    key_figures: tuple[KeyFigure, ...]
    use: UseView
    topics: Ranking
    unanswered: Ranking
    thumbs: Ranking
    reasons: Ranking
    languages: Ranking


def view_insight(insight: Insight, names: Names, lang: str) -> InsightView:
    def ranking(what: str, numbers: Mapping[str, int]) -> Ranking:
        whole, largest = sum(numbers.values()), max(numbers.values(), default=0)
        bars = (
            Ranked(
                names.of(what, name),
                number_text(lang, number),
                share_text(lang, number, whole),
                bar_width(number, largest),
            )
            for name, number in numbers.items()
        )
        return Ranking(what, "unanswered" if what in {UNANSWERED, REASON} else "asked", tuple(bars))

    return InsightView(
        key_figures=_key_figures(insight, lang),
        use=_use(insight, lang),
        topics=ranking(TOPIC, insight.topics),
        unanswered=ranking(UNANSWERED, insight.unanswered),
        thumbs=ranking(THUMB, {thumb.value: insight.thumbs.get(thumb.value, 0) for thumb in Thumb}),
        reasons=ranking(REASON, insight.reasons),
        languages=ranking(LANGUAGE, insight.languages),
    )


def _key_figures(insight: Insight, lang: str) -> tuple[KeyFigure, ...]:
    texts, asked = all_texts(), insight.questions
    thumbs = sum(insight.thumbs.values())

    def figure(key: str, number: str, note: int | None = None) -> KeyFigure:
        name = texts.get(lang, f"insight.key.{key}")
        return KeyFigure(
            name,
            number,
            "" if note is None else texts.get(lang, f"insight.key.{key}_note", number=number_text(lang, note)),
        )

    return (
        figure("questions", number_text(lang, asked)),
        figure("answered", share_text(lang, insight.answered, asked), insight.answered),
        figure("not_stated", share_text(lang, insight.not_stated, asked), insight.not_stated),
        figure("approved", number_text(lang, insight.approved)),
        figure("useful", share_text(lang, insight.thumbs.get(Thumb.UP.value, 0), thumbs), thumbs),
    )


def _use(insight: Insight, lang: str) -> UseView:
    texts, grain = all_texts(), insight.period.grain
    most = max(insight.over_time, key=lambda use: use.total)
    return UseView(
        name=texts.get(
            lang,
            f"insight.use_name.{grain.value}",
            number=number_text(lang, insight.questions),
            most=number_text(lang, most.total),
            when=span_text(lang, most.span, grain),
        ),
        chart=stack([use.by_status for use in insight.over_time], STATUSES),
        rows=tuple(
            UseRow(
                span_mark(lang, use.span, grain),
                span_text(lang, use.span, grain),
                tuple(number_text(lang, use.by_status.get(status, 0)) for status in STATUSES),
                number_text(lang, use.total),
            )
            for use in insight.over_time
        ),
    )
