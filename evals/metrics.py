"""How an answer is scored against its case.

A gold quote is found where the cited quotes cover at least 60 % of it. A citation is fair where at least 30 % of it
lies in a gold or also_ok quote. An answerable question is right where it is `answered`, every gold quote that it
needs (all but one where there are three or more) is found, every must_match is in its text or quotes, and no
must_not_match is in its text. An unanswerable one is right where the answer abstains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.dataset import Case

FOUND_SHARE = 0.6
FAIR_SHARE = 0.3
ALL_BUT_ONE_FROM = 3
ABSTAINS = ("not_stated", "out_of_scope", "needs_clarification")
Span = tuple[int, int]


@dataclass(frozen=True)
class Reply:
    """What a system answered: its status, text and quotes."""

    status: str
    text: str
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """One answer's score. `cause` says what went wrong, or is empty."""

    right: bool
    found: int
    gold: int
    fair: int
    verbatim: int
    quotes: int
    characters: int
    missed: tuple[str, ...]
    cause: str


def normalise(text: str) -> str:
    """As a rundskriv's text is: composed, white space made one space."""
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("mailto:post@imdi.no", " ")
    return re.sub(r"\s+", " ", composed).strip()


def score(case: Case, reply: Reply, text: str) -> Score:
    """`text` is the normalised text of the rundskriv."""
    located = [_places(text, quote) for quote in reply.quotes]
    cited = [span for spans in located for span in spans]
    gold = [_places(text, quote) for quote in case.gold]
    fair = [span for quote in (*case.gold, *case.also_ok) for span in _places(text, quote)]
    found = [max((_share(span, cited) for span in spans), default=0.0) >= FOUND_SHARE for spans in gold]
    cause = _cause(case, reply, found)
    return Score(
        right=not cause,
        found=sum(found),
        gold=len(gold),
        fair=sum(any(_share(span, fair) >= FAIR_SHARE for span in spans) for spans in located),
        verbatim=sum(bool(spans) for spans in located),
        quotes=len(reply.quotes),
        characters=sum(map(len, reply.quotes)),
        missed=tuple(quote for quote, was_found in zip(case.gold, found, strict=True) if not was_found),
        cause=cause,
    )


def _cause(case: Case, reply: Reply, found: Sequence[bool]) -> str:
    abstained = reply.status in ABSTAINS
    if not case.answerable:
        return "" if abstained else "wrong status"
    if reply.status != "answered":
        return "wrong status"
    needed = len(found) - 1 if len(found) >= ALL_BUT_ONE_FROM else len(found)
    if sum(found) < needed:
        return "incomplete" if any(found) else "not retrieved"
    return "" if _text_is_right(case, reply) else "text"


def _text_is_right(case: Case, reply: Reply) -> bool:
    said = normalise(" ".join([reply.text, *reply.quotes]))
    wanted = all(re.search(pattern, said, re.IGNORECASE) for pattern in case.must_match)
    return wanted and not any(
        re.search(pattern, normalise(reply.text), re.IGNORECASE) for pattern in case.must_not_match
    )


def _places(text: str, quote: str) -> list[Span]:
    """Where a quote stands; overlapping places too."""
    wanted = normalise(quote)
    if not wanted:
        return []
    starts = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", text)]
    return [(start, start + len(wanted)) for start in starts]


def _share(span: Span, others: Iterable[Span]) -> float:
    """How much of a span lies in the others together."""
    start, end = span
    covered: set[int] = set()
    for other_start, other_end in others:
        covered.update(range(max(start, other_start), min(end, other_end)))
    return len(covered) / max(1, end - start)


def table(cases: Sequence[Case], scores: Sequence[Score], by: str = "kind") -> str:
    """One row a kind or language, and one for all; percentages."""
    groups: dict[str, list[tuple[Case, Score]]] = {}
    for case, result in zip(cases, scores, strict=True):
        groups.setdefault(getattr(case, by), []).append((case, result))
    rows = [_row(name, group) for name, group in sorted(groups.items())]
    rows.append(_row("ALL", list(zip(cases, scores, strict=True))))
    head = f"{by:20} {'n':>3} {'right':>6} {'recall':>7} {'fair':>5} {'abstain':>8} {'verbatim':>9} {'characters':>11}"
    return "\n".join([head, *rows])


def _row(name: str, group: Sequence[tuple[Case, Score]]) -> str:
    scores = [result for _, result in group]
    answerable = [result for case, result in group if case.answerable]
    silent = [result for case, result in group if not case.answerable]
    quotes = sum(result.quotes for result in scores)
    return (
        f"{name:20} {len(scores):3} {_percent(sum(s.right for s in scores), len(scores)):>6} "
        f"{_percent(sum(s.found for s in answerable), sum(s.gold for s in answerable)):>7} "
        f"{_percent(sum(s.fair for s in answerable), sum(s.quotes for s in answerable)):>5} "
        f"{_percent(sum(s.right for s in silent), len(silent)):>8} "
        f"{_percent(sum(s.verbatim for s in scores), quotes):>9} {sum(s.characters for s in scores) / len(scores):11.0f}"
    )


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"
