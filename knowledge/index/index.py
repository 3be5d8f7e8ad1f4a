"""An index that is open for searching."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge.clauses.clause import Clause
from knowledge.index.store import VectorStore
from knowledge.retrieval.keyword import KeywordIndex
from knowledge.topics.classifier import TopicClassifier, shipped_classifier
from knowledge.topics.topic import Role, Scope, Settlement, Tie, Topic

CLAUSES, TOPICS = "clauses.jsonl", "topics.json"
CLAUSE_WORDS, CHROMA = "clause-words", "chroma"


@dataclass(frozen=True)
class Index:
    """Everything in memory but the vectors. `clauses[position]` is what `store` and `keywords` call `position`."""

    folder: Path
    clauses: tuple[Clause, ...]
    topics: dict[str, Topic]
    classifier: TopicClassifier
    keywords: KeywordIndex
    store: VectorStore

    @cached_property
    def positions(self) -> dict[tuple[str, str], int]:
        """The position of each clause, by its rundskriv and id."""
        return {(clause.document, clause.id): position for position, clause in enumerate(self.clauses)}

    @cached_property
    def places(self) -> dict[str, range]:
        """The positions of each rundskriv's clauses, which stand together."""
        places: dict[str, range] = {}
        for position, clause in enumerate(self.clauses):
            start = places[clause.document].start if clause.document in places else position
            places[clause.document] = range(start, position + 1)
        return places

    def close(self) -> None:
        self.store.close()


def write_clauses(folder: Path, clauses: list[Clause]) -> None:
    lines = [json.dumps(asdict(clause), ensure_ascii=False) for clause in clauses]
    (folder / CLAUSES).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def read_clauses(folder: Path) -> tuple[Clause, ...]:
    with (folder / CLAUSES).open(encoding="utf-8") as lines:
        entries = (json.loads(line) for line in lines)
        return tuple(Clause(**{**entry, "section": tuple(entry["section"])}) for entry in entries)


def write_topics(folder: Path, topics: tuple[Topic, ...]) -> None:
    """Without their ways to ask, but for the one in each language that is suggested: those the classifier knows."""
    kept = [replace(topic, asks={lang: (topic.suggestion(lang),) for lang in topic.asks}) for topic in topics]
    (folder / TOPICS).write_text(json.dumps([asdict(topic) for topic in kept], ensure_ascii=False), "utf-8")


def read_topics(folder: Path) -> tuple[Topic, ...]:
    return tuple(_topic(entry) for entry in json.loads((folder / TOPICS).read_text("utf-8")))


def open_index(folder: Path, store: VectorStore) -> Index:
    """The index in `folder`, which must have been verified."""
    topics = read_topics(folder)
    return Index(
        folder=folder,
        clauses=read_clauses(folder),
        topics={topic.id: topic for topic in topics},
        classifier=shipped_classifier(),
        keywords=KeywordIndex.load(folder / CLAUSE_WORDS),
        store=store,
    )


def _topic(entry: dict[str, Any]) -> Topic:
    return Topic(
        id=entry["id"],
        names={lang: tuple(names) for lang, names in entry["names"].items()},
        words=tuple(entry["words"]),
        asks={lang: tuple(asks) for lang, asks in entry["asks"].items()},
        settlements={number: _settlement(item) for number, item in entry["settlements"].items()},
        scope=Scope(entry["scope"]),
        area=entry["area"],
    )


def _settlement(entry: dict[str, Any]) -> Settlement:
    ties = tuple(Tie(Role(tie["role"]), tie["quote"], tie["clause"]) for tie in entry["ties"])
    return Settlement(entry["stated"], ties, entry["summary"])
