"""How well questions that ask the same are found, and grouped: `python -m evals.likeness`.

The pairs of evals/data/likeness.jsonl are of two parts: thresholds are set on "calibrate"; "held_out" was written
before that, on other matters. Questions of a part that pairs join are one group.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from pathlib import Path
from time import perf_counter

from assistant.bootstrap import open_services
from assistant.helpdesk.likeness import Likeness, Profile
from assistant.settings import Settings

DATA = Path(__file__).parent / "data" / "likeness.jsonl"
PARTS = ("calibrate", "held_out")
MANY = 2000
SHOWN = 12


@dataclass(frozen=True)
class Pair:
    """Two questions, if they ask the same, and in a few words what each asks or how they differ."""

    one: str
    other: str
    same: bool
    why: str
    part: str


@dataclass(frozen=True)
class Found:
    """Counts of pairs: taken for the same and so, taken and not so, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f} ({self.wrong} wrong)  recall {self.recall:.3f} "
            f"({self.right} of {self.right + self.missed})  F1 {self.f1:.3f}"
        )


def read_pairs(part: str | None = None) -> list[Pair]:
    pairs = [Pair(**json.loads(line)) for line in DATA.read_text("utf-8").splitlines()]
    return [pair for pair in pairs if part in (None, pair.part)]


def questions_of(pairs: Sequence[Pair]) -> list[str]:
    return list(dict.fromkeys(text for pair in pairs for text in (pair.one, pair.other)))


def true_groups(pairs: Sequence[Pair]) -> dict[str, str]:
    """Each question's group, named by one of its questions."""
    group = {text: text for text in questions_of(pairs)}
    for pair in pairs:
        if pair.same and group[pair.one] != group[pair.other]:
            old, new = group[pair.other], group[pair.one]
            group = {text: new if name == old else name for text, name in group.items()}
    return group


def pairs_found(pairs: Sequence[Pair], taken: Sequence[bool]) -> Found:
    counts = Counter((pair.same, same) for pair, same in zip(pairs, taken, strict=True))
    return Found(counts[True, True], counts[False, True], counts[True, False])


def groups_found(truth: Sequence[str], groups: Sequence[Sequence[int]]) -> Found:
    """Over all pairs of questions that are, or are put, in one group."""
    right = sum(truth[i] == truth[j] for group in groups for i, j in combinations(group, 2))
    taken = sum(comb(len(group), 2) for group in groups)
    return Found(right, taken - right, sum(comb(size, 2) for size in Counter(truth).values()) - right)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(Settings(data_dir=Path(folder)))
        likeness = Likeness(services.tools.search)
        for part in PARTS:
            _print_part(part, likeness)
        _print_times(likeness)
        services.close()


def _print_part(part: str, likeness: Likeness) -> None:
    pairs = read_pairs(part)
    profiles = {text: likeness.profile(text) for text in questions_of(pairs)}
    taken = [likeness.same_question(profiles[pair.one], profiles[pair.other]) for pair in pairs]
    groups = likeness.groups(list(profiles.values()))
    truth = true_groups(pairs)
    print(f"{part}: {len(pairs)} pairs, {sum(pair.same for pair in pairs)} of them the same")
    print(f"  pairs   {pairs_found(pairs, taken)}")
    print(f"  all     {_all_found(list(profiles.values()), [truth[text] for text in profiles], likeness)}")
    print(f"  groups  {groups_found([truth[text] for text in profiles], groups)}")
    print(f"          {len(groups)} groups of {len(profiles)} questions; {len(set(truth.values()))} would be right")
    for pair in [pair for pair, same in zip(pairs, taken, strict=True) if same and not pair.same][:SHOWN]:
        print(f"  wrong: {pair.one} | {pair.other} ({pair.why})")


def _all_found(profiles: Sequence[Profile], truth: Sequence[str], likeness: Likeness) -> Found:
    """Over all pairs of a part's questions, most of which nobody wrote as a pair."""
    same = Counter(
        (truth[i] == truth[j], likeness.same_question(profiles[i], profiles[j]))
        for i, j in combinations(range(len(profiles)), 2)
    )
    return Found(same[True, True], same[False, True], same[True, False])


def _print_times(likeness: Likeness) -> None:
    texts = questions_of(read_pairs())
    many = [f"{text} {chr(97 + k)}" for k in range(26) for text in texts][:MANY]
    begun = perf_counter()
    profiles = [likeness.profile(text) for text in many]
    read = perf_counter()
    likeness.groups(profiles)
    grouped = perf_counter()
    print(f"a profile: {(read - begun) / MANY * 1000:.2f} ms; {MANY} questions grouped: {grouped - read:.2f} s")


if __name__ == "__main__":
    main()
