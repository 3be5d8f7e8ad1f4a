from __future__ import annotations

import pytest

from assistant.answering.belief import Belief
from assistant.answering.evidence import LONGEST_ANSWER, Evidence, Gathering
from knowledge.clauses.clause import Clause
from knowledge.topics.classifier import TopicMatch
from knowledge.topics.topic import Role, Settlement, Tie, Topic

NUMBER = "08-2025"
TIES = {
    "complaint": [(Role.EXCEPTION, "dismissal"), (Role.MAIN, "none"), (Role.DATE, "weeks")],
    "payment": [(Role.MAIN, "terms"), (Role.CONDITION, "year")],
    "list": [(Role.MAIN, f"theme-{n}") for n in range(9)],
    "long": [(Role.MAIN, "long")],
}


class Rundskriv:
    """Stands in for a search over a rundskriv with these topics; every clause but `long` has 50 characters."""

    def topic(self, name: str) -> Topic:
        ties = tuple(Tie(role, clause, clause) for role, clause in TIES[name])
        return Topic(name, {}, (), {}, {NUMBER: Settlement(stated=True, ties=ties, summary={})})

    def clause(self, number: str, clause: str) -> Clause:
        text = "x" * (LONGEST_ANSWER if clause == "long" else 50)
        return Clause(id=clause, document=number, section=(), text=text, start=0, end=len(text))


def gathered(near: set[str] | None = None, share: float = 0.35, **scores: float) -> list[Evidence]:
    matches = tuple(TopicMatch(name, score) for name, score in sorted(scores.items(), key=lambda each: -each[1]))
    belief = Belief(matches, stated=1, silent=0, outside=0, untied=0, likeliest_is_stated=True)
    gathering = Gathering(Rundskriv(), NUMBER)  # type: ignore[arg-type]
    gathering.add(belief, share, near)
    return gathering.found


def test_the_main_clause_comes_first_and_its_exception_and_date_go_along() -> None:
    assert gathered(complaint=1.0)[0].clauses == ("none", "dismissal", "weeks")


def test_an_exception_goes_along_even_where_the_question_is_not_near_it() -> None:
    assert gathered(near={"none"}, complaint=0.6)[0].clauses == ("none", "dismissal", "weeks")


def test_a_list_is_told_whole() -> None:
    assert len(gathered(list=0.9)[0].clauses) == 9


def test_of_another_topic_only_what_states_its_rule_is_told() -> None:
    first, second = gathered(complaint=0.4, payment=0.3)
    assert first.topic.id == "complaint"
    assert second.clauses == ("terms",)


@pytest.mark.parametrize(("score", "told"), [(0.05, 1), (0.4, 2)])
def test_another_topic_is_told_only_where_it_is_likely_enough(score: float, told: int) -> None:
    assert len(gathered(complaint=0.42, payment=score)) == told


def test_another_topic_is_left_out_where_the_answer_would_become_long() -> None:
    assert [each.topic.id for each in gathered(complaint=0.5, long=0.45)] == ["complaint"]


def test_where_nothing_is_cited_nothing_is_gathered() -> None:
    assert gathered() == []
