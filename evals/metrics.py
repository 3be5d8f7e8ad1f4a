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
from enum import StrEnum

from evals.dataset import Case

FOUND_SHARE = 0.6
FAIR_SHARE = 0.3
ALL_BUT_ONE_FROM = 3
ANSWERED = "answered"
ABSTAINS = ("not_stated", "out_of_scope", "needs_clarification")
Span = tuple[int, int]


class Cause(StrEnum):
    """What is to be mended in an answer, worst first. A right answer may still have an unfair citation."""

    WRONG_STATUS = "wrong status"
    NOT_RETRIEVED = "not retrieved"
    INCOMPLETE = "incomplete"
    TEXT = "text"
    UNFAIR_CITATION = "unfair citation"
    NONE = ""


@dataclass(frozen=True)
class Reply:
    """What a system answered: its status, text and quotes; `retrieved` are the quotes that it could choose from."""

    status: str
    text: str
    quotes: tuple[str, ...]
    retrieved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """One answer's score. `fair` says of each quote if it is fair (all are where nothing is to be cited), `missed`
    are the gold quotes that were not found, and `unretrieved` those of them that were not even to choose from."""

    right: bool
    answered: bool
    found: int
    gold: int
    fair: tuple[bool, ...]
    verbatim: int
    characters: int
    missed: tuple[str, ...]
    unretrieved: tuple[str, ...]
    cause: Cause

    @property
    def quotes(self) -> int:
        return len(self.fair)


def normalise(text: str) -> str:
    """As a rundskriv's text is: composed, white space made one space, page furniture out."""
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("mailto:post@imdi.no", " ")
    return re.sub(r"\s+", " ", composed).strip()


def score(case: Case, reply: Reply, text: str) -> Score:
    """`text` is the normalised text of the rundskriv."""
    located = [_places(text, quote) for quote in reply.quotes]
    found = _found(case.gold, [span for spans in located for span in spans], text)
    missed = tuple(quote for quote, was_found in zip(case.gold, found, strict=True) if not was_found)
    retrieved = [span for quote in (*reply.quotes, *reply.retrieved) for span in _places(text, quote)]
    at_hand = _found(missed, retrieved, text)
    unretrieved = tuple(quote for quote, was_found in zip(missed, at_hand, strict=True) if not was_found)
    fair = _fair(case, located, text)
    fault = _fault(case, reply, found, len(unretrieved) == len(missed))
    return Score(
        right=fault is Cause.NONE,
        answered=reply.status == ANSWERED,
        found=sum(found),
        gold=len(case.gold),
        fair=fair,
        verbatim=sum(bool(spans) for spans in located),
        characters=sum(map(len, reply.quotes)),
        missed=missed,
        unretrieved=unretrieved,
        cause=Cause.UNFAIR_CITATION if fault is Cause.NONE and not all(fair) else fault,
    )


def _found(wanted: Iterable[str], cited: Sequence[Span], text: str) -> list[bool]:
    return [max((_share(span, cited) for span in _places(text, quote)), default=0.0) >= FOUND_SHARE for quote in wanted]


def _fair(case: Case, located: Sequence[Sequence[Span]], text: str) -> tuple[bool, ...]:
    if not case.answerable:
        return (True,) * len(located)
    allowed = [span for quote in (*case.gold, *case.also_ok) for span in _places(text, quote)]
    return tuple(any(_share(span, allowed) >= FAIR_SHARE for span in spans) for spans in located)


def _fault(case: Case, reply: Reply, found: Sequence[bool], none_retrieved: bool) -> Cause:
    """What makes the answer wrong."""
    if not case.answerable:
        return Cause.NONE if reply.status in ABSTAINS else Cause.WRONG_STATUS
    if reply.status != ANSWERED:
        return Cause.WRONG_STATUS
    needed = len(found) - 1 if len(found) >= ALL_BUT_ONE_FROM else len(found)
    if sum(found) < needed:
        return Cause.NOT_RETRIEVED if none_retrieved else Cause.INCOMPLETE
    return Cause.NONE if _text_is_right(case, reply) else Cause.TEXT


def _text_is_right(case: Case, reply: Reply) -> bool:
    text = normalise(reply.text)
    said = normalise(" ".join([reply.text, *reply.quotes]))
    wanted = all(re.search(pattern, said, re.IGNORECASE) for pattern in case.must_match)
    return wanted and not any(re.search(pattern, text, re.IGNORECASE) for pattern in case.must_not_match)


def _places(text: str, quote: str) -> list[Span]:
    """Where a quote stands; overlapping places too."""
    wanted = normalise(quote)
    places = []
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        places.append((start, start + len(wanted)))
        start = text.find(wanted, start + 1)
    return places


def _share(span: Span, others: Iterable[Span]) -> float:
    """How much of a span lies in the others together."""
    start, end = span
    covered: set[int] = set()
    for other_start, other_end in others:
        covered.update(range(max(start, other_start), min(end, other_end)))
    return len(covered) / max(1, end - start)
