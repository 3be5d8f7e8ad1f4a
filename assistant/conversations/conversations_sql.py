"""Conversations in the database: found by their id together with the secret of the device that asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, insert, select, update

from assistant.answering.answer import Answer, AnswerStatus
from assistant.answering.kept import answer_from_json, answer_to_json
from assistant.conversations.conversation import Conversation, KeptTurn, Reason, Thumb
from assistant.database.database_sql import Database, new_id
from assistant.database.tables_sql import conversations, shares, turns
from assistant.dates import now
from assistant.secrets import hashed, is_secret, new_secret

MOST_TURNS = 500  # of one conversation
MOST_LISTED = 100


class ConversationStore:
    """Raises DatabaseUnusable from every call. What is not the device's own is as if it were not there."""

    def __init__(self, database: Database, days: int, clock: Callable[[], datetime] = now) -> None:
        """A conversation is deleted `days` after its last turn."""
        self._database = database
        self._kept_for = timedelta(days=days)
        self._clock = clock

    def add(self, device: str, conversation: str | None, question: str, situation: str, answer: Answer) -> KeptTurn:
        """Keeps a turn at the end of `conversation`, or as the first of a new one where that is none of the device's,
        or full."""
        now = self._clock()
        with self._database.writing() as connection:
            known = conversation is not None and is_secret(conversation)
            number = self._next_number(connection, device, conversation) if conversation and known else None
            if conversation is None or number is None:
                conversation, number = new_secret(), 1
                connection.execute(
                    insert(conversations).values(id=conversation, device_hash=hashed(device), started=now, changed=now)
                )
            else:
                connection.execute(update(conversations).where(conversations.c.id == conversation).values(changed=now))
            new = insert(turns).values(_row(conversation, number, question, situation, answer, now))
            turn = new_id(connection, new)
        return KeptTurn(turn, conversation, number, question, situation, answer, now)

    def _next_number(self, connection: Connection, device: str, conversation: str) -> int | None:
        last = (
            select(func.max(turns.c.number))
            .join(conversations, conversations.c.id == turns.c.conversation_id)
            .where(self._own(device) & (conversations.c.id == conversation))
        )
        found = connection.execute(last).scalar()
        return None if found is None or found >= MOST_TURNS else found + 1

    def load(self, device: str, conversation: str) -> Conversation | None:
        """A conversation of the device."""
        if not is_secret(conversation):
            return None
        with self._database.reading() as connection:
            row = connection.execute(
                select(conversations).where(self._own(device) & (conversations.c.id == conversation))
            ).first()
            if row is None:
                return None
            found = select(turns).where(turns.c.conversation_id == conversation).order_by(turns.c.number)
            kept = tuple(turn_of(each) for each in connection.execute(found))
        return Conversation(row.id, row.started, row.changed, kept)

    def all_of(self, device: str) -> list[Conversation]:
        """The device's conversations with their first turn, the last changed first."""
        found = (
            select(conversations.c.started, conversations.c.changed, turns)
            .join(turns, turns.c.conversation_id == conversations.c.id)
            .where(self._own(device))
            .where(turns.c.number == 1)
            .order_by(conversations.c.changed.desc())
            .limit(MOST_LISTED)
        )
        with self._database.reading() as connection:
            rows = connection.execute(found).all()
        return [Conversation(row.conversation_id, row.started, row.changed, (turn_of(row),)) for row in rows]

    def delete(self, device: str, conversation: str) -> None:
        """Forgets a conversation of the device."""
        if not is_secret(conversation):
            return
        which = (conversations.c.device_hash == hashed(device)) & (conversations.c.id == conversation)
        with self._database.writing() as connection:
            connection.execute(delete(conversations).where(which))

    def delete_all(self, device: str) -> None:
        """Forgets all conversations of the device."""
        with self._database.writing() as connection:
            connection.execute(delete(conversations).where(conversations.c.device_hash == hashed(device)))

    def delete_old(self) -> int:
        """Forgets those whose days are over, with what was shared of them; how many."""
        with self._database.writing() as connection:
            return connection.execute(delete(conversations).where(conversations.c.changed < self._oldest)).rowcount

    def rate(
        self, device: str, turn: int, thumb: Thumb | None, reason: Reason | None = None, remark: str = ""
    ) -> KeptTurn | None:
        """What the device's owner thought of an answer, in place of what was said before; None takes it back. The
        turn as it was before, None where it is none of theirs."""
        with self._database.writing() as connection:
            before = connection.execute(select(turns).where(self._own_turn(device, turn))).first()
            if before is None:
                return None
            # A thumb down brings a turn back before the helpdesk's eyes.
            connection.execute(
                update(turns).where(turns.c.id == turn).values(
                    thumb=thumb.value if thumb else None,
                    reason=reason.value if reason else None,
                    remark=remark or None,
                    handled=None if thumb is Thumb.DOWN else before.handled,
                )
            )  # fmt: skip
        return turn_of(before)

    def turn(self, device: str, turn: int) -> KeptTurn | None:
        """One turn of the device's."""
        with self._database.reading() as connection:
            row = connection.execute(select(turns).where(self._own_turn(device, turn))).first()
        return turn_of(row) if row else None

    def share(self, device: str, turn: int) -> str | None:
        """A secret that shows this one turn to whoever has it; None where the turn is none of the device's."""
        secret = new_secret()
        with self._database.writing() as connection:
            if connection.execute(select(turns.c.id).where(self._own_turn(device, turn))).first() is None:
                return None
            connection.execute(insert(shares).values(secret_hash=hashed(secret), turn_id=turn, made=self._clock()))
        return secret

    def shared(self, secret: str) -> KeptTurn | None:
        """The turn that was shared under `secret`."""
        if not is_secret(secret):
            return None
        found = (
            select(turns)
            .join(shares, shares.c.turn_id == turns.c.id)
            .join(conversations, conversations.c.id == turns.c.conversation_id)
            .where((shares.c.secret_hash == hashed(secret)) & (conversations.c.changed >= self._oldest))
        )
        with self._database.reading() as connection:
            row = connection.execute(found).first()
        return turn_of(row) if row else None

    # What the helpdesk sees

    def open_questions(self, most: int) -> list[KeptTurn]:
        """Turns that got `not_stated` or a thumb down and have not been handled, the newest first."""
        unanswered = (turns.c.status == AnswerStatus.NOT_STATED.value) & turns.c.thumb.is_distinct_from(Thumb.UP.value)
        wanted = unanswered | (turns.c.thumb == Thumb.DOWN.value)
        found = select(turns).where(wanted & turns.c.handled.is_(None)).order_by(turns.c.asked.desc()).limit(most)
        with self._database.reading() as connection:
            return [turn_of(row) for row in connection.execute(found)]

    def recent(self, most: int) -> list[KeptTurn]:
        """The newest turns of all, for a search among them."""
        with self._database.reading() as connection:
            return [
                turn_of(row) for row in connection.execute(select(turns).order_by(turns.c.asked.desc()).limit(most))
            ]

    def by_ids(self, ids: Sequence[int]) -> list[KeptTurn]:
        """Those of the turns that are still kept, in order of asking."""
        with self._database.reading() as connection:
            found = select(turns).where(turns.c.id.in_(ids)).order_by(turns.c.asked)
            return [turn_of(row) for row in connection.execute(found)]

    def handled(self, ids: Sequence[int]) -> None:
        """The helpdesk is done with these."""
        with self._database.writing() as connection:
            connection.execute(update(turns).where(turns.c.id.in_(ids)).values(handled=self._clock()))

    @property
    def _oldest(self) -> datetime:
        return self._clock() - self._kept_for

    def _own(self, device: str) -> ColumnElement[bool]:
        return (conversations.c.device_hash == hashed(device)) & (conversations.c.changed >= self._oldest)

    def _own_turn(self, device: str, turn: int) -> ColumnElement[bool]:
        of_device = exists().where((conversations.c.id == turns.c.conversation_id) & self._own(device))
        return (turns.c.id == turn) & of_device


def _row(  # noqa: PLR0913, PLR0917 - a turn's parts
    conversation: str, number: int, question: str, situation: str, answer: Answer, now: datetime
) -> dict[str, Any]:
    return {
        "conversation_id": conversation,
        "number": number,
        "question": question,
        "situation": situation,
        "answer": answer_to_json(answer),
        "status": answer.status.value,
        "document": answer.rundskriv,
        "topic": answer.topic,
        "lang": answer.lang,
        "asked": now,
    }


def turn_of(row: Row[Any]) -> KeptTurn:
    return KeptTurn(
        id=row.id,
        conversation=row.conversation_id,
        number=row.number,
        question=row.question,
        situation=row.situation,
        answer=answer_from_json(row.answer),
        asked=row.asked,
        thumb=Thumb(row.thumb) if row.thumb else None,
        reason=Reason(row.reason) if row.reason else None,
        remark=row.remark or "",
    )
