"""Scores are those of `score.py`, which lies in data/ word for word as the oracle (as .txt: it is not ours to lint)."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from evals.dataset import Case, read_dataset
from evals.metrics import ABSTAINS, Cause, Reply, Score, score
from evals.tables import ALL, closing_line, groups, table
from knowledge.sources.rundskriv import Rundskriv

ORACLE = Path(__file__).parent / "data" / "score.py.txt"
STATUSES = ("answered", "answered", "answered", *ABSTAINS, "none")


def reply_to(case: Case, rundskriv: Rundskriv, chance: random.Random) -> Reply:
    """Any answer: right ones, cut ones, unfair ones, forged ones."""
    kinds = [
        lambda: list(case.gold),
        lambda: [quote[: int(len(quote) * chance.random())] for quote in case.gold],
        lambda: chance.sample(case.also_ok, min(2, len(case.also_ok))),
        lambda: [chance.choice(rundskriv.clauses).text],
        lambda: [rundskriv.text[(start := chance.randrange(18_000)) : start + chance.randrange(1200)]],
        lambda: ["Dette står ikke der."],
        lambda: [quote.replace(" ", "\n ") for quote in case.gold],
        lambda: ["", "mailto:post@imdi.no"],
    ]
    quotes = [quote for kind in chance.sample(kinds, chance.randrange(4)) for quote in kind()]
    text = chance.choice(["", "Ja, ti.", "Nei.", "Yes, 1 G.", case.question])
    return Reply(chance.choice(STATUSES), text, tuple(quotes))


def as_line(case: Case, reply: Reply) -> str:
    citations = [{"quote": quote} for quote in reply.quotes]
    return json.dumps({"id": case.id, "status": reply.status, "text": reply.text, "citations": citations})


@pytest.mark.parametrize("by", ["kind", "lang"])
@pytest.mark.parametrize("seed", range(6))
def test_the_table_and_the_closing_line_are_those_of_the_oracle(
    seed: int, by: str, rundskriv: Rundskriv, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same answers each run
    cases = read_dataset()
    replies = [reply_to(case, rundskriv, chance) for case in cases]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(map(as_line, cases, replies)), "utf-8")
    questions, source = files("evals") / "data" / "dev.jsonl", files("knowledge.sources") / "data/08-2025/source.txt"
    command = [sys.executable, str(ORACLE), str(questions), str(answers), str(source), "--by", by]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores = [score(case, reply, rundskriv.text) for case, reply in zip(cases, replies, strict=True)]
    assert f"{table(cases, scores, by)}\n{closing_line(groups(cases, scores, by)[ALL])}\n" == printed


TEXT = "Prosjektet må ha minimum ti deltakere. Fristen er 19. februar 2025. Kommunen må bidra med egenandel."
TEN, DEADLINE, SHARE = "Prosjektet må ha minimum ti deltakere.", "Fristen er 19. februar 2025.", "Kommunen må bidra"


def case_with(gold: tuple[str, ...], answerable: bool = True, must_match: tuple[str, ...] = ()) -> Case:
    return Case("a", "direct", "nb", (), "Hvor mange?", answerable, gold, (), must_match, ())


def scored(case: Case, status: str, quotes: tuple[str, ...], retrieved: tuple[str, ...] = ()) -> Score:
    return score(case, Reply(status, "", quotes, retrieved), TEXT)


@pytest.mark.parametrize(
    ("result", "right", "cause"),
    [
        (scored(case_with((TEN,)), "answered", (TEN,)), True, Cause.NONE),
        (scored(case_with((TEN,)), "answered", (TEN, DEADLINE)), True, Cause.UNFAIR_CITATION),
        (scored(case_with((TEN,)), "answered", (DEADLINE,)), False, Cause.NOT_RETRIEVED),
        (scored(case_with((TEN,)), "answered", (DEADLINE,), (TEN,)), False, Cause.INCOMPLETE),
        (scored(case_with((TEN,)), "not_stated", (TEN,)), False, Cause.WRONG_STATUS),
        (scored(case_with((TEN,), must_match=("tolv",)), "answered", (TEN,)), False, Cause.TEXT),
        (scored(case_with((), answerable=False), "answered", ()), False, Cause.WRONG_STATUS),
        (scored(case_with((), answerable=False), "not_stated", (DEADLINE,)), True, Cause.NONE),
    ],
)
def test_an_answer_has_the_cause_of_its_worst_fault(result: Score, right: bool, cause: Cause) -> None:
    assert (result.right, result.cause) == (right, cause)


def test_one_of_three_gold_quotes_may_be_missed() -> None:
    result = scored(case_with((TEN, DEADLINE, SHARE)), "answered", (TEN, DEADLINE))
    assert result.right
    assert result.missed == (SHARE,)
