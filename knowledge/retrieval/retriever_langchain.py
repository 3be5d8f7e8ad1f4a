"""The hybrid retriever, as LangChain knows retrievers: dense and lexical rankings and the topics', fused."""

from __future__ import annotations

from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from knowledge.index.embedder import Embedder
from knowledge.index.index import Index
from knowledge.retrieval.fusion import fuse
from knowledge.topics.match import TopicMatch

# Each ranking's depth. Far more than an answer cites, since a clause may be low in one ranking and high in another.
DEPTH = 40
TOPICS_COUNTED = 5


class HybridRetriever(BaseRetriever):
    """Clauses for a question, best first, as documents with the metadata `position`, `score` and `signals`.

    `document` keeps to one rundskriv. With `matches`, the topics need not be matched anew.
    """

    index: Any
    embedder: Any
    document: str | None = None
    matches: Any = None
    limit: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain gives it by name
    ) -> list[Document]:
        index: Index = self.index
        embedder: Embedder = self.embedder
        vector = embedder.embed_query(query)
        among = index.places[self.document] if self.document else None
        matches = index.matcher.match(query, vector) if self.matches is None else self.matches
        signals = {
            "dense": dict(index.store.nearest(vector, DEPTH, among)),
            "lexical": self._lexical(query, among),
            "topic": topic_scores(index, matches[:TOPICS_COUNTED], self.document),
        }
        return [
            Document(
                page_content=index.clauses[position].text,
                metadata={
                    "position": position,
                    "score": score,
                    "signals": {name: scores.get(position, 0.0) for name, scores in signals.items()},
                },
            )
            for position, score in fuse(signals)[: self.limit]
        ]

    def _lexical(self, query: str, among: range | None) -> dict[int, float]:
        index: Index = self.index
        start = among.start if among else 0
        scores = index.keywords.scores(query)[start : among.stop if among else None]
        best = np.argpartition(-scores, min(DEPTH, len(scores) - 1))[:DEPTH]
        return {
            start + int(i): float(scores[i])
            for i in best
            if scores[i] > 0 and not index.clauses[start + int(i)].repeated_by
        }


def topic_scores(index: Index, matches: list[TopicMatch], document: str | None) -> dict[int, float]:
    """The score that clauses get from the topics that they are tied to; related ones get half."""
    scores: dict[int, float] = {}
    for match in matches:
        for number, settlement in index.topics[match.topic].settlements.items():
            if document not in (None, number):
                continue
            cited = {tie.clause for tie in settlement.cited}
            for tie in settlement.ties:
                position = index.positions[number, tie.clause]
                score = match.score if tie.clause in cited else match.score / 2
                scores[position] = max(scores.get(position, 0.0), score)
    return scores
