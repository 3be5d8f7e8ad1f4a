"""The words that values are known by: `words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.data import read_yaml


@cache
def reading_words() -> Mapping[str, Any]:
    """The vocabularies in `words.yaml`."""
    words: Mapping[str, Any] = read_yaml(files("assistant.reading.find") / "words.yaml")
    return words
