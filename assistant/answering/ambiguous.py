"""Questions that could be about several things: "Hva er fristen?" """

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from knowledge.data import read_yaml
from knowledge.text.words import words


def topics_meant(text: str) -> tuple[str, ...]:
    """The topics that a question could be about, likeliest first; none where it is plain what it is about."""
    told = " ".join(words(text))
    return next((topics for pattern, topics in _ambiguous() if pattern.fullmatch(told)), ())


@cache
def _ambiguous() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    data = read_yaml(files("assistant.answering") / "ambiguous.yaml")
    return tuple((re.compile(entry["asks"]), tuple(entry["topics"])) for entry in data)
