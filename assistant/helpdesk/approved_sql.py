"""Approved answers in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from assistant.database.database_sql import Database, new_id
from assistant.database.tables_sql import approved_answers, approved_clauses, askings
from assistant.dates import now
from assistant.helpdesk.approved import ApprovedAnswer, ClauseTie, State
from assistant.helpdesk.errors import AnswerUnfit, AnswerUnknown, SecondEyesNeeded


class ApprovedStore:
    """Raises DatabaseUnusable from every call."""

    def __init__(self, database: Database, second_eyes: bool, clock: Callable[[], datetime] = now) -> None:
        """With `second_eyes`, an answer is approved by another than the one who wrote it."""
        self._database = database
        self._second_eyes = second_eyes
        self._clock = clock

    def write(  # noqa: PLR0913, PLR0917 - the parts of an answer
        self,
        question: str,
        lang: str,
        text: str,
        document: str,
        clauses: Sequence[ClauseTie],
        asked: Sequence[str],
        *,
        by: str,
        answer: int | None = None,
    ) -> int:
        """A new answer, or in place of what `answer` said; it awaits approval. Its id. Raises AnswerUnfit where
        something is empty, AnswerUnknown."""
        if not (question.strip() and text.strip() and clauses):
            raise AnswerUnfit
        values = {
            "question": question.strip(), "lang": lang, "text": text.strip(), "document": document,
            "state": State.AWAITING.value, "written_by": by, "written": self._clock(),
            "approved_by": None, "approved": None, "review_reason": None,
        }  # fmt: skip
        with self._database.writing() as connection:
            if answer is None:
                answer = new_id(connection, insert(approved_answers).values(values))
            elif not connection.execute(update(approved_answers).where(_is(answer)).values(values)).rowcount:
                raise AnswerUnknown
            self._tie(connection, answer, clauses, [question, *asked])
        return answer

    def _tie(self, connection: Connection, answer: int, clauses: Sequence[ClauseTie], asked: Sequence[str]) -> None:
        connection.execute(delete(approved_clauses).where(approved_clauses.c.answer_id == answer))
        connection.execute(delete(askings).where(askings.c.answer_id == answer))
        connection.execute(
            insert(approved_clauses),
            [
                {"answer_id": answer, "position": n, "document": t.document, "clause": t.clause, "quote": t.quote}
                for n, t in enumerate(dict.fromkeys(clauses))
            ],
        )
        texts = dict.fromkeys(text.strip() for text in asked if text.strip())
        connection.execute(insert(askings), [{"answer_id": answer, "text": text} for text in texts])

    def approve(self, answer: int, by: str) -> None:
        """From now on it is given. Raises AnswerUnknown, also where it was written anew meanwhile, or SecondEyesNeeded
        for who wrote it."""
        kept = self.find(answer)
        if self._second_eyes and kept.written_by == by:
            raise SecondEyesNeeded
        values = {"state": State.APPROVED.value, "approved_by": by, "approved": self._clock(), "review_reason": None}
        as_read = _is(answer) & (approved_answers.c.written == kept.written)
        with self._database.writing() as connection:
            if not connection.execute(update(approved_answers).where(as_read).values(values)).rowcount:
                raise AnswerUnknown

    def withdraw(self, answer: int) -> None:
        """From now on it is not given. Raises AnswerUnknown."""
        self._set(answer, state=State.WITHDRAWN.value)

    def flag(self, answer: int, reason: str) -> None:
        """It is not given before it has been looked at again. Raises AnswerUnknown."""
        self._set(answer, state=State.REVIEW.value, review_reason=reason)

    def find(self, answer: int) -> ApprovedAnswer:
        """Raises AnswerUnknown."""
        found = self._select(approved_answers.c.id == answer)
        if not found:
            raise AnswerUnknown
        return found[0]

    def all(self, *states: State) -> list[ApprovedAnswer]:
        """Those in the given states, or all; the newest first."""
        return self._select(approved_answers.c.state.in_(states) if states else None)

    def stamp(self) -> tuple[int, str]:
        """Another one whenever what is given may have changed: how many are approved, and when the last was."""
        given = select(func.count(), func.max(approved_answers.c.approved)).where(
            approved_answers.c.state == State.APPROVED.value
        )
        with self._database.reading() as connection:
            number, last = connection.execute(given).one()
        return number, str(last)

    def _select(self, where: Any) -> list[ApprovedAnswer]:
        found = select(approved_answers).order_by(approved_answers.c.written.desc(), approved_answers.c.id.desc())
        if where is not None:
            found = found.where(where)
        with self._database.reading() as connection:
            rows = connection.execute(found).all()
            ids = [row.id for row in rows]
            ties = _by_answer(connection, select(approved_clauses).order_by(approved_clauses.c.position), ids)
            asked = _by_answer(connection, select(askings).order_by(askings.c.id), ids)
        return [_answer(row, ties.get(row.id, []), asked.get(row.id, [])) for row in rows]

    def _set(self, answer: int, **values: object) -> None:
        with self._database.writing() as connection:
            if not connection.execute(update(approved_answers).where(_is(answer)).values(**values)).rowcount:
                raise AnswerUnknown


def _is(answer: int) -> Any:
    return approved_answers.c.id == answer


def _by_answer(connection: Connection, found: Any, ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    rows: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(found.where(found.selected_columns.answer_id.in_(ids))):
        rows.setdefault(row.answer_id, []).append(row)
    return rows


def _answer(row: Row[Any], ties: Sequence[Row[Any]], asked: Sequence[Row[Any]]) -> ApprovedAnswer:
    return ApprovedAnswer(
        id=row.id,
        question=row.question,
        lang=row.lang,
        text=row.text,
        document=row.document,
        state=State(row.state),
        written_by=row.written_by,
        written=row.written,
        approved_by=row.approved_by,
        approved=row.approved,
        review_reason=row.review_reason,
        clauses=tuple(ClauseTie(tie.document, tie.clause, tie.quote) for tie in ties),
        askings=tuple(each.text for each in asked),
    )
