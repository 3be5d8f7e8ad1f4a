"""Reads the topic catalogue that ships with the package."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from knowledge.clauses.clause import Clause
from knowledge.data import read_yaml
from knowledge.errors import SourceDamaged
from knowledge.sources.library import Library
from knowledge.topics.topic import Role, Scope, Settlement, Tie, Topic


@dataclass(frozen=True)
class Catalogue:
    """All topics, and a digest of the files that they were read from."""

    topics: tuple[Topic, ...]
    sha256: str


def catalogue_digest() -> str:
    """A digest of the catalogue's files, without reading them as topics."""
    digest = hashlib.sha256()
    for file in (*_files("catalogue"), *_files("asks")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def read_catalogue(library: Library) -> Catalogue:
    """The topics, each tie tied to its clause. Raises SourceDamaged where a quote is no clause of its rundskriv."""
    asks = {topic: ways for file in _files("asks") for topic, ways in read_yaml(file).items()}
    entries = [entry for file in _files("catalogue") for entry in read_yaml(file)["topics"]]
    topics = [_topic(entry, asks[entry["id"]], library) for entry in entries]
    return Catalogue(tuple(topics), catalogue_digest())


def _files(name: str) -> list[Any]:
    folder = files("knowledge.topics") / name
    return sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def _topic(entry: dict[str, Any], asks: dict[str, list[str]], library: Library) -> Topic:
    numbers = [number for number in entry.get("ties", {}) if number in library.numbers]
    return Topic(
        id=entry["id"],
        names={lang: tuple(names) for lang, names in entry["names"].items()},
        words=tuple(str(word) for word in entry.get("words", ())),
        asks={lang: tuple(ways) for lang, ways in asks.items()},
        settlements={number: _settlement(entry, number, library) for number in numbers},
        scope=Scope(entry.get("scope", Scope.SCHEME)),
        area=entry.get("area"),
    )


def _settlement(entry: dict[str, Any], number: str, library: Library) -> Settlement:
    tie = entry["ties"][number]
    clauses = _by_text(library.show(number).clauses)
    stated = tie.get("stated", entry.get("stated", True))
    ties = [_tie(item, clauses, number, entry["id"]) for item in tie.get("clauses") or ()]
    return Settlement(stated, tuple(ties), dict(tie["summary"]))


def _by_text(clauses: tuple[Clause, ...]) -> Mapping[str, Clause]:
    """The first whole clause with each text: one that a later one repeats gives way to that."""
    by_text: dict[str, Clause] = {}
    for clause in clauses:
        if not clause.repeated_by:
            by_text.setdefault(clause.text, clause)
    return by_text


def _tie(item: dict[str, str], clauses: Mapping[str, Clause], number: str, topic: str) -> Tie:
    """A tie names its clause where the same words stand in two places, and else only quotes it."""
    if item["quote"] not in clauses:
        raise SourceDamaged(number=number, reason=f"topic {topic}: no clause reads: {item['quote']}")
    return Tie(Role(item["role"]), item["quote"], item.get("clause", clauses[item["quote"]].id))
