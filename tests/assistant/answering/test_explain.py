from __future__ import annotations

from datetime import date

from assistant.answering.answer import Question
from assistant.bootstrap import Services

BEFORE = date(2025, 2, 1)


def test_it_tells_what_was_understood_what_was_weighed_and_what_decided(services: Services) -> None:
    asked = Question("Vi er en kommune med 8 deltakere, kan vi søke på område 2?", BEFORE)
    answer, why = services.explain(asked)
    assert why["understood"]["facts"]["participants"] == 8
    assert why["broken_rules"] == ["minimum-participants"]
    assert why["status"] == answer.status
    assert why["topics"][0]["share"] >= why["topics"][1]["share"]
    assert set(why["clauses"][0]["signals"]) == {"dense", "lexical", "topic"}
    cited = {citation.clause for citation in answer.citations}
    assert {clause["clause"] for clause in why["clauses"] if clause["cited"]} <= cited


def test_it_changes_nothing_of_the_answer(services: Services) -> None:
    asked = Question("egenandel", BEFORE)
    explained, plain = services.explain(asked)[0].to_object(), services.ask(asked).to_object()
    assert {**explained, "timings_ms": None} == {**plain, "timings_ms": None}


def test_what_a_follow_up_leans_on_is_told(services: Services) -> None:
    from assistant.answering.answer import Turn

    why = services.explain(Question("Og for fylkeskommuner?", BEFORE, (Turn("Hvem kan søke?"),)))[1]
    assert why["understood"]["leans_on"] == "Hvem kan søke?"
