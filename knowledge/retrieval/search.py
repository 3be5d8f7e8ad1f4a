"""The one door to retrieval: a question in, ranked clauses or topics out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from knowledge.clauses.clause import Clause
from knowledge.index.embedder import Embedder
from knowledge.index.index import Index
from knowledge.text.words import stems
from knowledge.topics.match import TopicMatch
from knowledge.topics.topic import Topic


@dataclass(frozen=True)
class ClauseHit:
    """A clause, its fused score (0 to 1) and each signal's own score."""

    clause: Clause
    score: float
    signals: Mapping[str, float]


class Search:
    """Searches one open index."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self._index = index
        self._embedder = embedder

    def clauses(
        self, query: str, rundskriv: str | None = None, limit: int = 10, matches: list[TopicMatch] | None = None
    ) -> list[ClauseHit]:
        """The clauses nearest to a question, best first, from one rundskriv or from all."""
        retriever = self._retriever.model_copy(update={"document": rundskriv, "limit": limit, "matches": matches})
        return [
            ClauseHit(
                self._index.clauses[document.metadata["position"]],
                document.metadata["score"],
                document.metadata["signals"],
            )
            for document in retriever.invoke(query)
        ]

    def topics(self, query: str) -> list[TopicMatch]:
        """All topics, likeliest first."""
        return self._index.matcher.match(query, self._embedder.embed_query(query))

    def topic(self, topic: str) -> Topic:
        return self._index.topics[topic]

    def is_worded_like(self, topic: str, question: str) -> bool:
        """If a question has no word that the topic is not also asked for with."""
        return self._vocabulary(topic).issuperset(stems(question))

    @cached_property
    def _vocabulary(self) -> Callable[[str], frozenset[str]]:
        return cache(lambda topic: frozenset(word for text in self.topic(topic).ways_to_ask for word in stems(text)))

    def clause(self, number: str, clause: str) -> Clause:
        """The clause with this id. Raises KeyError."""
        return self._index.clauses[self._index.positions[number, clause]]

    @cached_property
    def _retriever(self):  # type: ignore[no-untyped-def]
        from knowledge.retrieval.retriever_langchain import HybridRetriever

        return HybridRetriever(index=self._index, embedder=self._embedder)
