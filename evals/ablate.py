"""`tuki eval --ablate`: what each part of the system is worth, by leaving it out.

First the whole path with a classifier that is trained anew on one part of its features; then clauses alone, with no
topics: the three best of one ranking, or of two fused. All on the same questions, all without the part named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answering.pipeline import answer
from assistant.bootstrap import Services
from evals.dataset import Case
from evals.metrics import ANSWERED, Reply, score
from evals.run import to_question
from evals.tables import Figures, figures, percent
from knowledge.clauses.clause import Clause
from knowledge.encoder.vectors import shipped_vectors
from knowledge.index.build import passage_texts
from knowledge.index.embedder import Vectors
from knowledge.index.embedder_ngram import NgramEmbedder
from knowledge.index.embedder_own import OwnEmbedder
from knowledge.retrieval.fusion import fuse
from knowledge.retrieval.keyword import KeywordIndex
from knowledge.retrieval.search import Search
from knowledge.topics.classifier import QuestionFeatures, TopicClassifier
from knowledge.topics.train import train, training_pairs

CITED = 3
HEAD = f"{'what is left':44} {'right':>8} {'recall%':>8} {'fair%':>6} {'characters':>11} {'abstained':>10}"

Signal = Callable[[str], Vectors]
"""The score of each clause for a question; shape (clauses,)."""


def ablate(services: Services, cases: Sequence[Case], number: str) -> str:
    """One table over `cases`, which are asked of the rundskriv `number`."""
    rundskriv = services.library.show(number)
    clauses = [clause for clause in rundskriv.clauses if not clause.repeated_by]
    rows = [HEAD, _row("all of it", _whole_path(services, cases, rundskriv.text))]
    for name, features in _FEATURES.items():
        own = _with_classifier(services, features())
        rows.append(_row(f"topics by {name} only", _whole_path(own, cases, rundskriv.text)))
    in_context = _signals(list(passage_texts(clauses)))
    alone = _signals([clause.text for clause in clauses])
    for name, (signals, weights) in {
        "no topics: words and meaning fused": (in_context, {"lexical": 0.5, "own encoder": 0.5}),
        "the same, without headings as context": (alone, {"lexical": 0.5, "own encoder": 0.5}),
        **{f"no topics: {name} only": (in_context, {name: 1.0}) for name in in_context},
    }.items():
        rows.append(_row(name, _clauses_alone(clauses, signals, weights, cases, rundskriv.text)))
    return "\n".join(rows)


_FEATURES: Mapping[str, Callable[[], QuestionFeatures]] = {
    "n-grams": lambda: QuestionFeatures(with_words=False),
    "word vectors": lambda: QuestionFeatures(with_ngrams=False),
}


def _with_classifier(services: Services, features: QuestionFeatures) -> Services:
    owners, texts, names = training_pairs(services.library)
    classifier = TopicClassifier(train(features.of_all(texts), owners, len(names)), names, features)
    index = replace(services.index, classifier=classifier)
    return replace(services, tools=replace(services.tools, search=Search(index, OwnEmbedder())))


def _whole_path(services: Services, cases: Sequence[Case], text: str) -> Figures:
    answers = [answer(to_question(case), services.tools) for case in cases]
    replies = [Reply(a.status.value, a.text, tuple(citation.quote for citation in a.citations)) for a in answers]
    return figures(cases, [score(case, reply, text) for case, reply in zip(cases, replies, strict=True)])


def _signals(passages: Sequence[str]) -> dict[str, Signal]:
    keywords = KeywordIndex.build(passages)
    own, ngrams, words = OwnEmbedder(), NgramEmbedder(), shipped_vectors()
    by_own, by_ngrams, by_words = (
        own.embed_passages(passages),
        ngrams.embed_passages(passages),
        words.embed_all(passages),
    )
    return {
        "lexical": keywords.scores,
        "own encoder": lambda question: by_own @ own.embed_query(question),
        "n-grams": lambda question: by_ngrams @ ngrams.embed_query(question),
        "word vectors": lambda question: by_words @ words.embed(question),
    }


def _clauses_alone(
    clauses: Sequence[Clause],
    signals: Mapping[str, Signal],
    weights: Mapping[str, float],
    cases: Sequence[Case],
    text: str,
) -> Figures:
    """Every question is answered with the best clauses, since clauses alone do not tell what is not stated."""
    scores = []
    for case in cases:
        ranked = fuse({name: dict(enumerate(map(float, signals[name](case.question)))) for name in weights}, weights)
        quotes = tuple(clauses[position].text for position, _ in ranked[:CITED])
        scores.append(score(case, Reply(ANSWERED, "", quotes), text))
    return figures(cases, scores)


def _row(name: str, f: Figures) -> str:
    right, abstained = f"{f.right}/{f.questions}", f"{f.abstained}/{f.silent}"
    return (
        f"{name:44} {right:>8} {percent(f.found, f.gold):>8} {percent(f.fair, f.fair_of):>6} "
        f"{f.characters:11.0f} {abstained:>10}"
    )
