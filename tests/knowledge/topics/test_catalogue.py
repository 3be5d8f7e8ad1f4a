from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv
from knowledge.topics.catalogue import Catalogue, catalogue_digest, read_catalogue
from knowledge.topics.topic import Role, Scope, Topic

LANGUAGES = ("nb", "nn", "en")
NUMBER = "08-2025"
# Clauses that nobody asks for by themselves: pointers and the copy of an item that was cut short.
NOT_ASKED_FOR = {"Satsingsområdene er nærmere beskrevet nedenfor.", "Logg inn i Søknadsportalen"}
NUMBERS = {
    "ett": "1",
    "to": "2",
    "tre": "3",
    "ti": "10",
    "one": "1",
    "two": "2",
    "three": "3",
    "ten": "10",
    "ein": "1",
    "eitt": "1",
}


@pytest.fixture(scope="module")
def catalogue(library: Library) -> Catalogue:
    return read_catalogue(library)


@pytest.fixture(scope="module")
def topics(catalogue: Catalogue) -> tuple[Topic, ...]:
    return catalogue.topics


def test_no_topic_is_named_twice(topics: tuple[Topic, ...]) -> None:
    ids = [topic.id for topic in topics]
    assert len(set(ids)) == len(ids)


def test_every_topic_has_twenty_ways_to_ask_in_three_languages(topics: tuple[Topic, ...]) -> None:
    assert all(sum(len(asks) for asks in topic.asks.values()) >= 20 for topic in topics)
    assert all(set(topic.asks) == set(LANGUAGES) and all(topic.asks.values()) for topic in topics)


def test_no_ask_stands_under_two_topics(topics: tuple[Topic, ...]) -> None:
    owners: dict[str, set[str]] = {}
    for topic in topics:
        for asks in topic.asks.values():
            for ask in asks:
                owners.setdefault(ask.lower().strip("?. "), set()).add(topic.id)
    assert not {ask: ids for ask, ids in owners.items() if len(ids) > 1}


def test_every_clause_can_be_asked_for(topics: tuple[Topic, ...], rundskriv: Rundskriv) -> None:
    tied = {tie.quote for topic in topics for s in topic.settlements.values() for tie in s.cited}
    missing = {c.text for c in rundskriv.clauses if not c.repeated_by} - tied - NOT_ASKED_FOR
    assert not missing


def test_a_stated_topic_cites_a_main_clause_and_a_silent_one_none(topics: tuple[Topic, ...]) -> None:
    for topic in topics:
        for settlement in topic.settlements.values():
            roles = {tie.role for tie in settlement.ties}
            assert (Role.MAIN in roles) == settlement.stated, topic.id


def test_a_topic_outside_the_schemes_is_tied_to_no_clause(topics: tuple[Topic, ...]) -> None:
    assert all(not topic.settlements for topic in topics if topic.scope is Scope.OUTSIDE)


def numbers(text: str) -> set[str]:
    """The numbers of a text, as digits: "ti" and "10", "01." and "1." are one."""
    words = re.findall(r"\d+(?:,\d+)?|\w+", re.sub(r"\b0(?=\d)", "", text.lower()).replace(".", ","))
    return {
        NUMBERS.get(word, word)
        for word in words
        if word[0].isdigit() or (word in NUMBERS and word not in {"to", "one", "ein"})
    }


def test_a_summary_has_no_number_that_its_clauses_or_their_headings_lack(
    topics: tuple[Topic, ...], rundskriv: Rundskriv
) -> None:
    sections = {c.id: " ".join(c.section) for c in rundskriv.clauses}
    wrong = {}
    for topic in topics:
        for settlement in topic.settlements.values():
            quoted = numbers(" ".join(f"{sections[tie.clause]} {tie.quote}" for tie in settlement.ties))
            # "To" is a number in Norwegian alone, so it counts in quotes and not in summaries.
            quoted |= {"2"} if any(" to " in tie.quote for tie in settlement.ties) else set()
            for lang, summary in settlement.summary.items():
                if settlement.stated and (extra := numbers(summary) - quoted):
                    wrong[topic.id, lang] = extra
    assert not wrong


def test_a_summary_neither_promises_nor_answers_yes_or_no(topics: tuple[Topic, ...]) -> None:
    opening = re.compile(r"\W*(ja|jo|nei|yes|no)\b", re.IGNORECASE)
    summaries = [text for topic in topics for s in topic.settlements.values() for text in s.summary.values()]
    assert not [text for text in summaries if opening.match(text) or "!" in text]


def test_no_question_of_the_evaluation_sets_is_in_the_catalogue(topics: tuple[Topic, ...]) -> None:
    folder = Path(str(files("evals") / "data"))
    lines = [line for path in folder.rglob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    # Pairs of questions that are told apart (likeness.jsonl) are no evaluation of answers.
    questions = [case["question"] for line in lines if "question" in (case := json.loads(line))]
    asked = {" ".join(re.findall(r"\w+", question.lower())) for question in questions}
    ours = {" ".join(re.findall(r"\w+", text.lower())) for topic in topics for text in topic.ways_to_ask}
    # One-word look-ups and the plainest questions anybody would write are in both; none that tells of its writer.
    assert all(len(question.split()) <= 5 for question in asked & ours)


def test_the_classifier_was_trained_on_this_catalogue() -> None:
    """Run `python -m knowledge.topics.train` after a change to the topics or the words."""
    with (files("knowledge.topics") / "classifier.npz").open("rb") as file, np.load(file) as saved:
        assert str(saved["catalogue"]) == catalogue_digest()
