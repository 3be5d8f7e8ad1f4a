from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from assistant.database.database_sql import Database
from assistant.helpdesk.approved import ClauseTie, State
from assistant.helpdesk.approved_sql import ApprovedStore
from assistant.helpdesk.errors import AnswerUnfit, AnswerUnknown, SecondEyesNeeded

TIES = (ClauseTie("08-2025", "vilkar-1", "A."), ClauseTie("08-2025", "vilkar-2", "B."))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'tuki.db'}")
    yield opened
    opened.close()


def opened(database: Database, second_eyes: bool = False) -> ApprovedStore:
    seconds = count()
    return ApprovedStore(
        database, second_eyes, lambda: datetime(2025, 2, 3, tzinfo=UTC) + timedelta(seconds=next(seconds))
    )


@pytest.fixture
def store(database: Database) -> ApprovedStore:
    return opened(database)


def write(store: ApprovedStore, text: str = "Ja.", by: str = "kari", answer: int | None = None) -> int:
    return store.write(
        "Dekkes lunsj? ", "nb", text, "08-2025", TIES, ["Lunsj?", "Dekkes lunsj?", " "], by=by, answer=answer
    )


def test_what_is_written_awaits_approval_with_its_clauses_in_order(store: ApprovedStore) -> None:
    kept = store.find(write(store))
    assert kept.state is State.AWAITING
    assert (kept.question, kept.text, kept.written_by, kept.approved_by) == ("Dekkes lunsj?", "Ja.", "kari", None)
    assert kept.clauses == TIES
    assert kept.askings == ("Dekkes lunsj?", "Lunsj?")


def test_an_approved_answer_tells_who_and_when(store: ApprovedStore) -> None:
    answer = write(store)
    store.approve(answer, "ola")
    kept = store.find(answer)
    assert (kept.state, kept.approved_by) == (State.APPROVED, "ola")
    assert kept.approved is not None
    assert kept.approved > kept.written


def test_with_second_eyes_the_writer_may_not_approve(database: Database) -> None:
    store = opened(database, second_eyes=True)
    answer = write(store, by="kari")
    with pytest.raises(SecondEyesNeeded):
        store.approve(answer, "kari")
    assert store.find(answer).state is State.AWAITING
    store.approve(answer, "ola")
    assert store.find(answer).state is State.APPROVED


def test_a_changed_answer_awaits_approval_again(store: ApprovedStore) -> None:
    answer = write(store)
    store.approve(answer, "ola")
    assert write(store, "Nei.", "ola", answer) == answer
    kept = store.find(answer)
    assert (kept.state, kept.text, kept.approved, kept.written_by) == (State.AWAITING, "Nei.", None, "ola")
    assert len(store.all()) == 1


def test_a_flagged_answer_is_told_why_and_approving_it_clears_that(store: ApprovedStore) -> None:
    answer = write(store)
    store.flag(answer, "clause_changed")
    assert (store.find(answer).state, store.find(answer).review_reason) == (State.REVIEW, "clause_changed")
    store.approve(answer, "ola")
    assert store.find(answer).review_reason is None


def test_answers_are_listed_by_state_the_newest_first(store: ApprovedStore) -> None:
    first, second, third = write(store), write(store), write(store)
    store.approve(first, "ola")
    store.withdraw(second)
    assert [each.id for each in store.all()] == [third, second, first]
    assert [each.id for each in store.all(State.APPROVED, State.WITHDRAWN)] == [second, first]


def test_the_stamp_changes_whenever_what_is_given_may_have(store: ApprovedStore) -> None:
    stamps = [store.stamp()]
    answer, other = write(store), write(store)
    assert store.stamp() == stamps[0]
    for step in (
        lambda: store.approve(answer, "ola"),
        lambda: store.approve(other, "ola"),
        lambda: store.withdraw(answer),
        lambda: store.approve(answer, "ola"),
        lambda: write(store, "Nei.", answer=other),
        lambda: store.flag(answer, "clause_changed"),
    ):
        step()
        stamps.append(store.stamp())
    # The last and the first are of nothing at all.
    assert len({*stamps}) == len(stamps) - 1


@pytest.mark.parametrize(
    ("question", "text", "ties"), [(" ", "Ja.", TIES), ("Lunsj?", "\n", TIES), ("Lunsj?", "Ja.", ())]
)
def test_an_answer_without_question_text_or_clauses_is_refused(
    store: ApprovedStore, question: str, text: str, ties: tuple[ClauseTie, ...]
) -> None:
    with pytest.raises(AnswerUnfit):
        store.write(question, "nb", text, "08-2025", ties, [], by="kari")
    assert not store.all()


def test_an_unknown_answer_is_told(store: ApprovedStore) -> None:
    for call in (
        lambda: store.find(7),
        lambda: store.approve(7, "ola"),
        lambda: store.withdraw(7),
        lambda: store.flag(7, "clause_changed"),
        lambda: write(store, answer=7),
    ):
        with pytest.raises(AnswerUnknown):
            call()
