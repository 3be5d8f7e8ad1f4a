"""Conversations are found by their device alone, kept for their days, and read back as they were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.answering.answer import Answer, AnswerStatus, Notice, Question, Sentence
from assistant.answering.kept import answer_from_json, answer_to_json
from assistant.bootstrap import Services
from assistant.citations.citation import Citation
from assistant.conversations.conversation import Reason, Thumb
from assistant.conversations.conversations_sql import MOST_TURNS, ConversationStore
from assistant.database.database_sql import Database
from assistant.secrets import new_secret

CITATION = Citation("08-2025", "vilkar-3", ("Vilkår",), "Prosjektet må ha minimum ti deltakere.", 3, 41)
ANSWER = Answer(
    status=AnswerStatus.ANSWERED,
    lang="nn",
    sentences=(Sentence("Ti. [1]", (1,)),),
    citations=(CITATION,),
    notices=(Notice("deadline_left", "Tre dagar att."),),
    follow_ups=("Kven kan søkje?",),
    rundskriv="08-2025",
    sha256="d9adb8ef",
    topic="participants",
)
SILENT = Answer(AnswerStatus.NOT_STATED, "nb", (), rundskriv="08-2025")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database: Database, clock: Clock) -> ConversationStore:
    return ConversationStore(database, 90, clock)


def test_an_answer_is_read_back_as_it_was_kept(services: Services) -> None:
    for answer in (ANSWER, SILENT, services.ask(Question("Når er fristen?", date(2025, 2, 1)))):
        again = answer_from_json(answer_to_json(answer))
        assert again.to_object() | {"timings_ms": {}} == answer.to_object() | {"timings_ms": {}}
        assert (again.sentences, again.sha256, again.topic) == (answer.sentences, answer.sha256, answer.topic)


def test_turns_are_numbered_and_come_back_in_order(store: ConversationStore) -> None:
    device = new_secret()
    first = store.add(device, None, "Først?", "Først?", ANSWER)
    second = store.add(device, first.conversation, "Så?", "Først? Så?", SILENT)
    kept = store.load(device, first.conversation)
    assert kept is not None
    assert kept.turns == (first, second)
    assert (kept.title, second.number, second.situation) == ("Først?", 2, "Først? Så?")


def test_only_its_device_finds_a_conversation(store: ConversationStore) -> None:
    mine, other = new_secret(), new_secret()
    turn = store.add(mine, None, "Min?", "Min?", ANSWER)
    assert store.load(other, turn.conversation) is None
    assert store.all_of(other) == []
    assert store.rate(other, turn.id, Thumb.UP) is None
    assert store.share(other, turn.id) is None
    store.delete(other, turn.conversation)
    assert store.load(mine, turn.conversation) is not None
    assert store.add(other, turn.conversation, "Din?", "Din?", ANSWER).conversation != turn.conversation


def test_a_full_conversation_goes_on_in_a_new_one(store: ConversationStore) -> None:
    device = new_secret()
    conversation = store.add(device, None, "1", "1", SILENT).conversation
    for number in range(2, MOST_TURNS + 1):
        store.add(device, conversation, str(number), str(number), SILENT)
    new = store.add(device, conversation, "ny", "ny", SILENT)
    assert (new.number, new.conversation != conversation) == (1, True)


def test_it_is_there_for_its_days_after_the_last_turn_and_no_longer(store: ConversationStore, clock: Clock) -> None:
    device = new_secret()
    turn = store.add(device, None, "Først?", "Først?", ANSWER)
    secret = store.share(device, turn.id)
    assert secret is not None
    clock.now += timedelta(days=60)
    store.add(device, turn.conversation, "Så?", "Så?", ANSWER)
    clock.now += timedelta(days=90)
    assert store.load(device, turn.conversation) is not None
    assert store.shared(secret) is not None
    clock.now += timedelta(seconds=1)
    assert store.load(device, turn.conversation) is None
    assert store.shared(secret) is None
    assert store.rate(device, turn.id, Thumb.UP) is None
    assert store.delete_old() == 1
    assert store.by_ids([turn.id]) == []


def test_what_was_thought_of_an_answer_is_kept_and_can_be_changed(store: ConversationStore) -> None:
    device = new_secret()
    turn = store.add(device, None, "Hva?", "Hva?", ANSWER)
    store.rate(device, turn.id, Thumb.DOWN, Reason.WRONG, "datoen")
    before = store.rate(device, turn.id, Thumb.UP)
    assert before is not None
    assert (before.thumb, before.reason, before.remark) == (Thumb.DOWN, Reason.WRONG, "datoen")
    now = store.turn(device, turn.id)
    assert now is not None
    assert (now.thumb, now.reason, now.remark) == (Thumb.UP, None, "")


def test_open_are_those_not_stated_or_disliked_until_they_are_handled(store: ConversationStore) -> None:
    device = new_secret()
    store.add(device, None, "besvart", "", ANSWER)
    disliked = store.add(device, None, "mislikt", "", ANSWER)
    silent = store.add(device, None, "uten svar", "", SILENT)
    useful = store.add(device, None, "uten svar, men nyttig", "", SILENT)
    store.rate(device, disliked.id, Thumb.DOWN)
    store.rate(device, useful.id, Thumb.UP)
    assert {turn.question for turn in store.open_questions(10)} == {"mislikt", "uten svar"}
    store.handled([disliked.id, silent.id])
    assert store.open_questions(10) == []
    store.rate(device, disliked.id, Thumb.DOWN, Reason.WRONG)
    assert [turn.question for turn in store.open_questions(10)] == ["mislikt"]


def test_one_secret_shows_one_turn_and_deleting_the_conversation_ends_that(store: ConversationStore) -> None:
    device = new_secret()
    turn = store.add(device, None, "Delt?", "Delt?", ANSWER)
    secret = store.share(device, turn.id)
    assert secret is not None
    assert store.shared(secret) == turn
    assert store.shared(new_secret()) is None
    store.delete(device, turn.conversation)
    assert store.shared(secret) is None
