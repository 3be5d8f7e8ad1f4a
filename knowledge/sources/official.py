"""The catalogue of official addresses: of what rundskriv 08-2025 names, and of IMDi's grant pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.data import read_yaml


class OfficialKind(StrEnum):
    RUNDSKRIV = "rundskriv"
    GRANT_PAGE = "grant_page"
    LAW = "law"
    PAGE = "page"


class Seen(StrEnum):
    """How sure an address is. None of them was tried over a network."""

    COPY = "stored copy"
    LINK = "stored link"
    GUESSED = "guessed"
    NOT_FOUND = "not found"


@dataclass(frozen=True)
class Official:
    """One document. `names` is how texts name it; `address` is None where `seen` is NOT_FOUND."""

    title: str
    kind: OfficialKind
    names: tuple[str, ...]
    address: str | None
    seen: Seen
    number: str | None = None
    year: int | None = None


@cache
def official_documents() -> tuple[Official, ...]:
    """All of the catalogue, in its order."""
    return tuple(_official(entry) for entry in read_yaml(files("knowledge.sources") / "official.yaml")["documents"])


def pointed_to(text: str) -> tuple[Official, ...]:
    """The documents that `text`, a clause or a pointer in it, names: "jf. integreringsloven § 38"."""
    words = " ".join(text.split())
    return tuple(document for document in official_documents() if any(_stands(name, words) for name in document.names))


def _stands(name: str, words: str) -> bool:
    # As a whole word, perhaps in the genitive: "forvaltningslovens saksbehandlingsregler".
    return re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", words, re.IGNORECASE) is not None


def _official(entry: dict[str, Any]) -> Official:
    return Official(
        title=entry["title"],
        kind=OfficialKind(entry["kind"]),
        names=tuple(entry["names"]),
        address=entry["address"],
        seen=Seen(entry["seen"]),
        number=entry.get("number"),
        year=entry.get("year"),
    )
