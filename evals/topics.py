"""How well a question finds its topic, on the catalogue's own ways to ask: `python -m evals.topics`.

Each fifth of the asks is matched against the other four fifths, so no question set is touched. From this the
thresholds in `assistant/answering/steps/decide.py` are set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from knowledge.index.embedder import Vectors
from knowledge.index.embedder_ngram import NgramEmbedder
from knowledge.retrieval.keyword import KeywordIndex
from knowledge.sources.library import Library
from knowledge.topics.catalogue import read_catalogue
from knowledge.topics.classifier import DIMENSIONS, TopicClassifier
from knowledge.topics.match import TopicMatch, TopicMatcher
from knowledge.topics.topic import Scope, Tie, Topic
from knowledge.topics.train import train

FOLDS = 5
SEED = 0
NUMBER = "08-2025"
SHARES = (0.8, 0.84, 0.88, 0.92, 0.96, 1.0)


@dataclass(frozen=True)
class Trial:
    """An ask that was left out, its topic, and what it matched."""

    topic: Topic
    matches: Sequence[TopicMatch]


def trials() -> list[Trial]:
    """Every ask of the catalogue, matched without itself and its fold."""
    topics = read_catalogue(Library()).topics
    asks = [(topic, ask) for topic in topics for questions in topic.asks.values() for ask in questions]
    others = [(topic, text) for topic in topics for text in topic.ways_to_ask if text not in {a for _, a in asks}]
    embedder = NgramEmbedder()
    vectors = {text: embedder.embed_query(text) for _, text in [*asks, *others]}
    fold = np.random.default_rng(SEED).permutation(len(asks)) % FOLDS
    found = []
    for k in range(FOLDS):
        kept = sorted([*(asks[i] for i in np.flatnonzero(fold != k)), *others], key=lambda pair: pair[0].id)
        texts = [text for _, text in kept]
        matcher = _matcher([topic.id for topic, _ in kept], texts, np.stack([vectors[text] for text in texts]))
        for i in np.flatnonzero(fold == k):
            topic, ask = asks[i]
            found.append(Trial(topic, matcher.match(ask, vectors[ask])[:10]))
    return found


def _matcher(owners: list[str], texts: list[str], vectors: Vectors) -> TopicMatcher:
    names = sorted(set(owners))
    trained_on = NgramEmbedder(DIMENSIONS).embed_passages(texts)
    weights = train(trained_on, [names.index(owner) for owner in owners], len(names))
    classifier = TopicClassifier(weights, names)
    return TopicMatcher(owners, texts, vectors, KeywordIndex.build(texts), classifier)


def main() -> None:
    topics = {topic.id: topic for topic in read_catalogue(Library()).topics}
    all_trials = trials()
    ranks = [next((i for i, m in enumerate(t.matches) if m.topic == t.topic.id), 99) for t in all_trials]
    shares = "  ".join(f"@{k} {np.mean([rank < k for rank in ranks]):.3f}" for k in (1, 2, 3, 5))
    print(f"{len(all_trials)} asks, own topic found: {shares}")
    scores = [trial.matches[0].score for trial in all_trials]
    print("best score, percentiles 1 5 25 50 75:", *np.round(np.percentile(scores, [1, 5, 25, 50, 75]), 2))
    _print_accuracy(scores, ranks)
    _print_status(all_trials, topics)
    print("second topic taken from  clause recall  fair citations")
    for share in SHARES:
        recall, fair = _clauses(all_trials, topics, share)
        print(f"{share:23.2f} {recall:14.3f} {fair:15.3f}")


def _print_accuracy(scores: list[float], ranks: list[int]) -> None:
    """How often the best topic is the ask's own, by its score."""
    for low, high in pairwise(np.percentile(scores, [0, 10, 25, 50, 75, 100])):
        within = [rank == 0 for score, rank in zip(scores, ranks, strict=True) if low <= score <= high]
        print(f"best score {low:.2f} to {high:.2f}: right {np.mean(within):.2f}")


def _kind(topic: Topic) -> str:
    if topic.scope is Scope.OUTSIDE:
        return "outside"
    settlement = topic.settlements.get(NUMBER)
    return "stated" if settlement and settlement.stated else "silent"


def _print_status(all_trials: list[Trial], topics: dict[str, Topic]) -> None:
    kinds = ("stated", "silent", "outside")
    for kind in kinds:
        own = [trial for trial in all_trials if _kind(trial.topic) == kind]
        got = [_kind(topics[trial.matches[0].topic]) for trial in own]
        print(f"{kind:8} {len(own):5} asks, taken for", {other: got.count(other) for other in kinds})


def _clauses(all_trials: list[Trial], topics: dict[str, Topic], share: float) -> tuple[float, float]:
    """Recall of the ask's own clauses, and the share of cited ones that its topic ties, over stated topics."""
    recalls, fair, cited_in_all = [], 0, 0
    for trial in all_trials:
        if _kind(trial.topic) != "stated":
            continue
        best = trial.matches[0].score
        chosen = [topics[m.topic] for m in trial.matches[:2] if m.score >= share * best]
        cited = {tie.clause for topic in chosen for tie in _cited(topic)}
        own = {tie.clause for tie in _cited(trial.topic)}
        allowed = {tie.clause for tie in trial.topic.settlements[NUMBER].ties}
        recalls.append(len(own & cited) / len(own))
        fair += len(cited & allowed)
        cited_in_all += len(cited)
    return float(np.mean(recalls)), fair / cited_in_all


def _cited(topic: Topic) -> Sequence[Tie]:
    settlement = topic.settlements.get(NUMBER)
    return settlement.cited if settlement and settlement.stated else ()


if __name__ == "__main__":
    main()
