"""The hybrid retriever, as LangChain knows retrievers: dense and lexical rankings and the topics', fused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from knowledge.index.embedder import Embedder
from knowledge.index.index import Index
from knowledge.retrieval.fusion import fuse
from knowledge.topics.classifier import TopicMatch
from knowledge.topics.topic import Role

# Each ranking's depth. Far more than an answer cites, since a clause may be low in one ranking and high in another.
DEPTH = 40
TOPICS_COUNTED = 5
# Clauses of a rundskriv that no topic is tied to, by their likeness to a topic's own.
NEAR_QUOTES = 5


class HybridRetriever(BaseRetriever):
    """Clauses for a question, best first, as documents with the metadata `position`, `score` and `signals`.

    `document` keeps to one rundskriv. `matches` are the topics of the question, likeliest first.
    """

    index: Any
    embedder: Any
    document: str | None = None
    matches: Any = ()
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
        signals = {
            "dense": dict(index.store.nearest(vector, DEPTH, among)),
            "lexical": self._lexical(query, among),
            "topic": self._topic(self.matches[:TOPICS_COUNTED], among),
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

    def _topic(self, matches: Sequence[TopicMatch], among: range | None) -> dict[int, float]:
        """By ties where the topics are tied to this rundskriv, else by likeness to the clauses that they do cite."""
        index: Index = self.index
        tied = topic_scores(index, matches, self.document)
        if tied or among is None:
            return tied
        quotes = [_quotes(index, match) for match in matches]
        likely = [(match.score, quoted) for match, quoted in zip(matches, quotes, strict=True) if quoted]
        scores: dict[int, float] = {}
        for score, quoted in likely:
            for position, likeness in index.store.nearest(self.embedder.embed_query(quoted), NEAR_QUOTES, among):
                scores[position] = max(scores.get(position, 0.0), score * max(likeness, 0.0))
        return scores

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


def _quotes(index: Index, match: TopicMatch) -> str:
    """What a topic's main clauses say, in whichever rundskriv it is tied to; empty where all are silent."""
    settlements = index.topics[match.topic].settlements.values()
    return " ".join(tie.quote for settlement in settlements for tie in settlement.cited if tie.role is Role.MAIN)


def topic_scores(index: Index, matches: Sequence[TopicMatch], document: str | None) -> dict[int, float]:
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
