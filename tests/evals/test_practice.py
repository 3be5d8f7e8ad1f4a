"""The practice questions, which settings may be tuned on, are sound: each quote stands in the rundskriv."""

from __future__ import annotations

from pathlib import Path

from evals.dataset import read_dataset
from knowledge.sources.rundskriv import Rundskriv

PRACTICE = Path(__file__).parents[2] / "evals" / "data" / "practice.jsonl"


def test_every_quote_is_verbatim(rundskriv: Rundskriv) -> None:
    quotes = {quote for case in read_dataset(PRACTICE) for quote in (*case.gold, *case.also_ok)}
    assert len(quotes) > 100
    assert not [quote for quote in quotes if " ".join(quote.split()) not in " ".join(rundskriv.text.split())]


def test_they_are_none_of_the_development_questions() -> None:
    development = {case.question.casefold() for case in read_dataset()}
    assert not development & {case.question.casefold() for case in read_dataset(PRACTICE)}
