"""Scores as figures, tables and a closing line, in the very words of `score.py`, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.dataset import Case
from evals.metrics import Cause, Score

ALL = "ALL"
HEAD = "n  right% | answered% gold-recall% any-gold% fair-cite% | abstain% | verbatim% | cited characters"


@dataclass(frozen=True)
class Figures:
    """Counts over a group of answers. `fair` and `fair_of` are of answerable questions, the only ones that have gold
    to be fair to; `characters` is the mean of all answers."""

    questions: int
    right: int
    answerable: int
    answered: int
    gold: int
    found: int
    any_found: int
    fair: int
    fair_of: int
    silent: int
    abstained: int
    quotes: int
    verbatim: int
    characters: float


def figures(cases: Sequence[Case], scores: Sequence[Score]) -> Figures:
    answerable = [result for case, result in zip(cases, scores, strict=True) if case.answerable]
    silent = [result for case, result in zip(cases, scores, strict=True) if not case.answerable]
    return Figures(
        questions=len(scores),
        right=sum(s.right for s in scores),
        answerable=len(answerable),
        answered=sum(s.answered for s in answerable),
        gold=sum(s.gold for s in answerable),
        found=sum(s.found for s in answerable),
        any_found=sum(s.found > 0 for s in answerable),
        fair=sum(sum(s.fair) for s in answerable),
        fair_of=sum(s.quotes for s in answerable),
        silent=len(silent),
        abstained=sum(s.right for s in silent),
        quotes=sum(s.quotes for s in scores),
        verbatim=sum(s.verbatim for s in scores),
        characters=sum(s.characters for s in scores) / max(1, len(scores)),
    )


def groups(cases: Sequence[Case], scores: Sequence[Score], by: str) -> dict[str, Figures]:
    """Figures by `kind` or `lang`, in order of name, and last those of all."""
    names = sorted({str(getattr(case, by)) for case in cases})
    members = {name: [i for i, case in enumerate(cases) if getattr(case, by) == name] for name in names}
    members[ALL] = list(range(len(cases)))
    return {name: figures([cases[i] for i in own], [scores[i] for i in own]) for name, own in members.items()}


def table(cases: Sequence[Case], scores: Sequence[Score], by: str = "kind") -> str:
    """One row a kind or language, and one for all; percentages."""
    rows = [_row(name, group) for name, group in groups(cases, scores, by).items()]
    return "\n".join([f"{by:20} {HEAD}", *rows])


def closing_line(all_of_them: Figures) -> str:
    f = all_of_them
    return (
        f"qa: right {f.right}/{f.questions}, answerable right {f.right - f.abstained}/{f.answerable}, "
        f"gold recall {percent(f.found, f.gold).strip()}%, fair citations {percent(f.fair, f.fair_of).strip()}%, "
        f"abstained {f.abstained}/{f.silent}, verbatim {f.verbatim}/{f.quotes}, "
        f"{f.characters:.0f} characters cited an answer"
    )


def cause_line(scores: Sequence[Score]) -> str:
    """How many answers each cause has, worst first."""
    counts = {cause: sum(result.cause is cause for result in scores) for cause in Cause if cause is not Cause.NONE}
    return "by cause: " + ", ".join(f"{cause} {count}" for cause, count in counts.items())


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:4.0f}" if whole else "   -"


def _row(name: str, f: Figures) -> str:
    return (
        f"{name:20} {f.questions:3} {percent(f.right, f.questions)}   | {percent(f.answered, f.answerable)} "
        f"{percent(f.found, f.gold)} {percent(f.any_found, f.answerable)} {percent(f.fair, f.fair_of)} | "
        f"{percent(f.abstained, f.silent)} | {percent(f.verbatim, f.quotes)} | {f.characters:5.0f}"
    )
