"""The layouts: what each document says, block by block, and the draft that it states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from knowledge.data import read_yaml


@dataclass(frozen=True)
class Layout:
    """One document. `gold` is a draft as an object; in `uncertain` are paths that must not be taken for certain.

    `blocks` hold one key each: h1, h2, p, li, table (rows of texts) or pagebreak.
    """

    id: str
    note: str
    format: str
    blocks: Sequence[Mapping[str, Any]]
    gold: Mapping[str, Any]
    uncertain: tuple[str, ...]
    columns: int
    encoding: str
    crlf: bool


def layouts() -> tuple[Layout, ...]:
    """All that ship, in the order of their names."""
    folder = files("evals.documents") / "layouts"
    places = sorted((place for place in folder.iterdir() if place.name.endswith(".yaml")), key=lambda place: place.name)
    return tuple(_layout(place.name.removesuffix(".yaml"), read_yaml(place)) for place in places)


def _layout(name: str, data: Mapping[str, Any]) -> Layout:
    return Layout(
        name,
        data["note"],
        data["format"],
        data["blocks"],
        data["gold"],
        tuple(data.get("uncertain", ())),
        data.get("columns", 1),
        data.get("encoding", "utf-8"),
        data.get("newline") == "crlf",
    )
