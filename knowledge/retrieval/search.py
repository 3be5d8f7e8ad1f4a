"""The one door to retrieval: a question in, ranked clauses or topics out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.clauses.clause import Clause
from knowledge.encoder.vectors import shipped_vectors
from knowledge.index.embedder import Embedder, Vectors
from knowledge.index.index import Index
from knowledge.topics.classifier import TopicMatch, likelihoods
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
        self._opened: Index | None = index
        self._embedder = embedder

    @property
    def index(self) -> Index:
        """What is searched."""
        assert self._opened is not None, "a search is over an open index"
        return self._opened

    def clauses(
        self, query: str, rundskriv: str | None = None, limit: int = 10, matches: Sequence[TopicMatch] | None = None
    ) -> list[ClauseHit]:
        """The clauses nearest to a question, best first, from one rundskriv or from all."""
        found = matches if matches is not None else self.topics(query)
        retriever = self._retriever.model_copy(update={"document": rundskriv, "limit": limit, "matches": found})
        return [
            ClauseHit(
                self.index.clauses[document.metadata["position"]],
                document.metadata["score"],
                document.metadata["signals"],
            )
            for document in retriever.invoke(query)
        ]

    def topics(self, query: str) -> list[TopicMatch]:
        """All topics, likeliest first."""
        return likelihoods(self.topic_logits(query), self.all_topics)

    def topic_logits(self, text: str) -> Vectors:
        """Shape (topics,), in the order of `all_topics`. Typing errors are put right first."""
        return self.index.classifier.logits(shipped_vectors().known.corrected(text))

    @property
    def all_topics(self) -> tuple[str, ...]:
        return self.index.classifier.topics

    def topic(self, topic: str) -> Topic:
        return self.index.topics[topic]

    def clause(self, number: str, clause: str) -> Clause:
        """The clause with this id. Raises KeyError."""
        return self.index.clauses[self.index.positions[number, clause]]

    def open(self) -> None:
        """Nothing to do: the index is open."""

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def ready(self) -> bool:
        """If the vector store answers."""
        return self.index.store.count() > 0

    @cached_property
    def _retriever(self):  # type: ignore[no-untyped-def]
        from knowledge.retrieval.retriever_langchain import HybridRetriever

        return HybridRetriever(index=self.index, embedder=self._embedder)
