"""Which focus areas a text speaks of."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from knowledge.data import read_yaml


def areas_named(text: str) -> frozenset[int]:
    """The numbers of the focus areas that a text names, by number or by words that only one has."""
    told = text.lower()
    return frozenset(area for area, pattern in _patterns().items() if pattern.search(told))


@cache
def _patterns() -> dict[int, re.Pattern[str]]:
    data: dict[int, list[str]] = read_yaml(files("assistant.answering") / "areas.yaml")
    return {area: re.compile("|".join(ways)) for area, ways in data.items()}
