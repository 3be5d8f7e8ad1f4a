"""What reading one document may take: `limits.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.data import read_yaml


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, `longest_block` in characters, `seconds` by the clock."""

    largest_file: int
    largest_unpacked: int
    most_members: int
    most_pages: int
    most_blocks: int
    longest_block: int
    seconds: int
    memory: int


@cache
def load_limits() -> Limits:
    """The shipped limits."""
    return Limits(**read_yaml(files("assistant.reading") / "limits.yaml"))
