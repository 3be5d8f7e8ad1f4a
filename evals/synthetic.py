"""Rundskriv made up for measuring growth: variants of a real one, as source folders that a Library reads.

A variant keeps the real one's lines, bullets and line lengths, so that it splits into about as many clauses; some of
its words change places with others of the same length, and its numbers are other numbers.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import yaml

from knowledge.data import read_yaml

ORIGINAL = "08-2025"
SHORTEST_WORD = 5
# So many words change that variants differ, and so few that they compete with the real one.
SHARE = 0.3
_WORD = re.compile(rf"[a-zæøå]{{{SHORTEST_WORD},}}")
# No number of one digit, which may be a list marker or part of a heading's label.
_NUMBER = re.compile(r"\d{2,}")


def write_library(folder: Path, scale: int) -> list[Path]:
    """Writes the real rundskriv and `scale - 1` variants, each a folder of its own, and returns their source files.

    The variants are of the year before, so that the real one stays the newest. The same each time.
    """
    original = files("knowledge.sources") / "data" / ORIGINAL
    about, source = read_yaml(original / "about.yaml"), (original / "source.txt").read_text("utf-8")
    sources = [_write(folder, about, source)]
    for number in range(1, scale):
        text = variant(source, seed=number)
        sources.append(_write(folder, {**about, **_about(number)}, text))
    return sources


def variant(source: str, seed: int) -> str:
    """The source with words and numbers changed."""
    chance = random.Random(seed)  # noqa: S311 - for the same variants each time, not for secrets
    swaps = _swaps(source, chance)
    swapped = _WORD.sub(lambda word: swaps.get(word[0], word[0]), source)
    return _NUMBER.sub(lambda number: _other_number(number[0], chance), swapped)


def _swaps(source: str, chance: random.Random) -> dict[str, str]:
    """Words in place of others of the same length."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in sorted(set(_WORD.findall(source))):
        if chance.random() < SHARE:
            by_length[len(word)].append(word)
    swaps: dict[str, str] = {}
    for words in by_length.values():
        others = list(words)
        chance.shuffle(others)
        swaps.update(zip(words, others, strict=True))
    return swaps


def _other_number(number: str, chance: random.Random) -> str:
    return str(chance.randrange(10 ** (len(number) - 1), 10 ** len(number)))


def _about(number: int) -> dict[str, object]:
    return {
        "number": f"s{number:04}-2024",
        "title": f"Syntetisk rundskriv {number}",
        "year": 2024,
        "deadline": None,
        "reporting": [],
        "validity": {"valid_from": "2024-01-01", "valid_until": "2024-12-31", "superseded_by": None},
    }


def _write(folder: Path, about: dict[str, object], source: str) -> Path:
    place = folder / str(about["number"])
    place.mkdir(parents=True)
    content = source.encode()
    path = place / "source.txt"
    path.write_bytes(content)
    described = {**about, "source": path.name, "sha256": hashlib.sha256(content).hexdigest()}
    (place / "about.yaml").write_text(_dump(described), "utf-8")
    return path


def _dump(about: dict[str, object]) -> str:
    # Dates that stand as text would be quoted, and read as text again.
    return re.sub(r"'(\d{4}-\d\d-\d\d)'", r"\1", yaml.safe_dump(about, allow_unicode=True, sort_keys=False))
