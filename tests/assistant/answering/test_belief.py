from __future__ import annotations

import numpy as np
import pytest

from assistant.answering.belief import Asked, Belief, believe
from knowledge.topics.topic import Role, Scope, Settlement, Tie, Topic

NUMBER = "08-2025"
PLAIN = Asked()
NAMES = ("fee", "deadline", "silent", "weather", "elsewhere")


def topic(name: str) -> Topic:
    stated = {
        NUMBER: Settlement(
            stated=True, ties=(Tie(Role.MAIN, "q", f"{name}-1"), Tie(Role.DATE, "d", "shared")), summary={}
        )
    }
    silent = {NUMBER: Settlement(stated=False, ties=(Tie(Role.RELATED, "q", "fee-1"),), summary={})}
    settlements = {"fee": stated, "deadline": stated, "silent": silent}.get(name, {})
    scope = Scope.OUTSIDE if name == "weather" else Scope.SCHEME
    return Topic(name, {}, (), {}, settlements, scope, area={"fee": 4, "deadline": 5}.get(name))


def belief(*logits: float, asked: Asked = PLAIN) -> Belief:
    return believe(np.array(logits, np.float32), NAMES, topic, NUMBER, asked)


def test_shares_sum_to_one_over_the_kinds_of_topics() -> None:
    found = belief(1, 1, 1, 1, 1)
    assert found.stated + found.silent + found.outside + found.untied == pytest.approx(1)
    assert sum(match.score for match in found.matches) == pytest.approx(1)


def test_two_stated_topics_outweigh_a_silent_one_that_is_likelier_than_each() -> None:
    found = belief(2.0, 2.0, 2.4, -9, -9)
    assert found.is_stated
    assert not found.is_outside


def test_what_only_a_silent_topic_asks_is_silent() -> None:
    assert not belief(0, 0, 6, -9, -9).is_stated


def test_a_bare_word_leans_more_to_what_is_said() -> None:
    question, word = belief(0, -9, 1.9, -9, -9), belief(0, -9, 1.9, -9, -9, asked=Asked(is_look_up=True))
    assert word.stated > question.stated


def test_what_is_about_something_else_is_outside() -> None:
    assert belief(0, 0, 0, 5, 0).is_outside


def test_a_topic_of_the_area_that_is_named_counts_for_more_than_one_of_another() -> None:
    plain, named = belief(1, 1, -9, -9, -9), belief(1, 1, -9, -9, -9, asked=Asked(areas=frozenset({5})))
    assert plain.matches[0].score == plain.matches[1].score
    assert named.matches[0].topic == "deadline"
    assert named.matches[0].score > 0.9


def test_a_clause_weighs_as_much_as_all_the_topics_that_cite_it() -> None:
    found = belief(2, 1, -9, -9, -9)
    weights = found.weights(topic, NUMBER)
    assert weights["shared"] == pytest.approx(weights["fee-1"] + weights["deadline-1"])
    assert weights["fee-1"] > weights["deadline-1"]
