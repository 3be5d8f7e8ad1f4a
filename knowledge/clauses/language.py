"""The words that tell how a text is laid out, read from `norwegian.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.data import read_yaml


@dataclass(frozen=True)
class LayoutWords:
    abbreviations: frozenset[str]
    months: frozenset[str]
    pointers: tuple[str, ...]
    finite_verbs: frozenset[str]
    slug_skips: frozenset[str]


@cache
def norwegian() -> LayoutWords:
    data = read_yaml(files("knowledge.clauses") / "norwegian.yaml")
    return LayoutWords(
        abbreviations=frozenset(data["abbreviations"]),
        months=frozenset(data["months"]),
        pointers=tuple(data["pointers"]),
        finite_verbs=frozenset(data["finite_verbs"]),
        slug_skips=frozenset(data["slug_skips"]),
    )
