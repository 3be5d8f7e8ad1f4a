from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.answering.answer import Answer, AnswerStatus
from assistant.bootstrap import Services
from assistant.conversations.conversation import KeptTurn, Reason, Thumb
from assistant.helpdesk.approved import ApprovedAnswer, ClauseTie, State
from assistant.helpdesk.approved_cases import cases_of, to_lines
from assistant.helpdesk.queue import Group, Grouping, asked_in_full, in_other_language, only_alike
from evals.dataset import read_dataset

MONDAY = datetime(2025, 2, 3, 7, tzinfo=UTC)


def turn(number: int, question: str, lang: str = "nb", situation: str = "", **thumb: object) -> KeptTurn:
    answer = Answer(AnswerStatus.NOT_STATED, lang, (), rundskriv="08-2025")
    asked = MONDAY + timedelta(minutes=number)
    return KeptTurn(number, "c", 1, question, situation or question, answer, asked, **thumb)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def grouping(services: Services) -> Grouping:
    return Grouping(services.tools.search)


def test_the_same_question_in_other_words_is_one_group_and_the_largest_is_first(grouping: Grouping) -> None:
    turns = [
        turn(1, "Hvor mange prosent må egenandelen være?"),
        turn(2, "Kan vi få dekket lunsj til deltakerne?"),
        turn(3, "Dekker tilskuddet lunsj til deltakerne?"),
        turn(4, "kan vi få dekka lunsj til deltakarane?", "nn"),
    ]
    groups = grouping.groups(turns)
    assert [{*group.ids} for group in groups] == [{2, 3, 4}, {1}]
    assert groups[0].last == MONDAY + timedelta(minutes=4)
    assert groups[0].lang == "nb"


def test_of_groups_as_large_the_one_last_asked_is_first(grouping: Grouping) -> None:
    turns = [turn(1, "Kan vi leie buss?"), turn(3, "Kan vi få dekket lunsj?"), turn(2, "Er det et maksbeløp?")]
    assert [group.ids for group in grouping.groups(turns)] == [(3,), (2,), (1,)]


def test_a_follow_up_stands_with_what_it_leans_on() -> None:
    earlier, follow_up = "Kan vi få dekket lunsj?", "Og\nfor frivillige?"
    leaning = turn(1, follow_up, situation=f"{earlier} {follow_up} {follow_up}")
    assert asked_in_full(leaning) == "Kan vi få dekket lunsj? Og for frivillige?"
    assert asked_in_full(turn(2, "Ja ja ja")) == "Ja ja ja"


def test_a_group_tells_how_often_why_and_what_was_remarked() -> None:
    down = {"thumb": Thumb.DOWN, "reason": Reason.INCOMPLETE}
    group = Group((
        turn(1, "Lunsj?", **down, remark="Vi må vite det."),
        turn(2, "Lunsj?", **down),
        turn(3, "Dekkes lunsj?", thumb=Thumb.DOWN, reason=Reason.WRONG),
        turn(4, "lunsj", thumb=Thumb.UP),
    ))  # fmt: skip
    assert group.reasons == ((Reason.INCOMPLETE, 2), (Reason.WRONG, 1))
    assert group.remarks == ("Vi må vite det.",)
    assert len(group.disliked) == 3
    assert [(asking.text, asking.count) for asking in group.askings] == [
        ("Lunsj?", 2),
        ("Dekkes lunsj?", 1),
        ("lunsj", 1),
    ]


def test_without_an_index_those_that_are_alike_word_for_word_stand_together() -> None:
    groups = only_alike([turn(1, "Lunsj?"), turn(2, "Dekkes lunsj?"), turn(3, "lunsj?")])
    assert [group.ids for group in groups] == [(1, 3), (2,)]


def test_both_written_forms_of_norwegian_read_one_answer() -> None:
    turns = [turn(1, "a"), turn(2, "b", "nn"), turn(3, "c", "en")]
    assert [each.id for each in in_other_language(turns, "nn")] == [3]
    assert [each.id for each in in_other_language(turns, "en")] == [1, 2]


def answer(number: int, askings: tuple[str, ...], quotes: tuple[str, ...]) -> ApprovedAnswer:
    ties = tuple(ClauseTie("08-2025", f"vilkar-{n}", quote) for n, quote in enumerate(quotes))
    return ApprovedAnswer(
        number, askings[0], "nb", "Ja.", "08-2025", State.APPROVED, "a", MONDAY, "b", MONDAY, None, ties, askings
    )  # fmt: skip


def test_approved_answers_become_cases_that_the_evaluation_reads(tmp_path: Path) -> None:
    answers = [
        answer(1, ("Dekkes lunsj?", "Can we get lunch covered for the participants?"), ("A «b».", "C.", "C.")),
        answer(2, ("Dekkes buss?",), ("D.",)),
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text(to_lines(cases_of(answers)), "utf-8")
    cases = read_dataset(path)
    assert [case.question for case in cases] == [
        "Dekkes lunsj?",
        "Can we get lunch covered for the participants?",
        "Dekkes buss?",
    ]
    assert cases[0].gold == ("A «b».", "C.")
    assert cases[0].answerable
    assert [case.lang for case in cases] == ["nb", "en", "nb"]
    assert {case.kind for case in cases} == {"approved"}
