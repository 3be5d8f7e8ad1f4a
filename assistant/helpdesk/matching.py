"""Finds the approved answer for a question, and flags those whose clauses are no longer what they were."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from assistant.helpdesk.approved import ApprovedAnswer, ClauseTie, State
from assistant.helpdesk.likeness import Likeness, Profile
from knowledge.clauses.clause import Clause
from knowledge.errors import UnavailableError, UnknownRundskriv
from knowledge.sources.library import Library

if TYPE_CHECKING:
    from assistant.records import Records

CLAUSE_CHANGED = "clause_changed"
SYSTEM = "system"
_NORWEGIAN = frozenset({"nb", "nn"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Known:
    answer: ApprovedAnswer
    profiles: tuple[Profile, ...]


class ApprovedAnswers:
    """Looks among those approved. They are read anew whenever one is approved or withdrawn, in any process."""

    def __init__(self, records: Callable[[], Records | None], likeness: Likeness, library: Library) -> None:
        """`records` gives None where nothing has been kept yet."""
        self._records = records
        self._likeness = likeness
        self._library = library
        self._known: tuple[_Known, ...] = ()
        self._stamp: tuple[int, str] = (0, "")
        self._reading = Lock()

    def find(self, question: str, lang: str, rundskriv: str) -> tuple[ApprovedAnswer, tuple[Clause, ...]] | None:
        """The answer approved for this very question in this rundskriv, and the clauses that it rests on.

        None where there is none, and where the database cannot be read: the machine's own answer is given then.
        """
        known = [each for each in self._up_to_date() if each.answer.document == rundskriv]
        known = [each for each in known if reads(lang, each.answer.lang)]
        if not known:
            return None
        asked = self._likeness.profile(question)
        best, score = None, 0.0
        for each in known:
            for profile in each.profiles:
                if self._likeness.same_question(asked, profile) and self._likeness.same(asked, profile) > score:
                    best, score = each.answer, self._likeness.same(asked, profile)
        if best is None:
            return None
        clauses = tied_clauses(best.clauses, self._library)
        return (best, clauses) if clauses is not None else None

    def _up_to_date(self) -> tuple[_Known, ...]:
        records = self._records()
        if records is None:
            return ()
        try:
            stamp = records.approved.stamp()
            with self._reading:
                if stamp != self._stamp:
                    names = {each.name: each.shown_name for each in records.accounts.all()}
                    approved = records.approved.all(State.APPROVED)
                    self._known = tuple(self._profiled(each, names) for each in approved)
                    self._stamp = stamp
                return self._known
        except UnavailableError as failure:
            _log.error("approved answers cannot be read: %s", failure.code)
            return ()

    def _profiled(self, answer: ApprovedAnswer, names: Mapping[str, str]) -> _Known:
        """Whoever asks is told a name, not what its owner signs in with."""
        shown = names.get(answer.approved_by or "", answer.approved_by)
        answer = replace(answer, approved_by=shown)
        return _Known(answer, tuple(self._likeness.profile(asked) for asked in answer.askings))


def tied_clauses(ties: Sequence[ClauseTie], library: Library) -> tuple[Clause, ...] | None:
    """The clauses as they stand, None where one is gone or says something else than when it was tied."""
    found: list[Clause] = []
    for tie in ties:
        try:
            clauses = library.show(tie.document).clauses
        except UnknownRundskriv:
            return None
        clause = next((each for each in clauses if each.id == tie.clause and each.text == tie.quote), None)
        if clause is None:
            return None
        found.append(clause)
    return tuple(found)


def flag_changed(records: Records, library: Library) -> list[int]:
    """Sets the answers whose clauses changed up for review; their ids. Raises DatabaseUnusable."""
    changed = [
        each.id
        for each in records.approved.all(State.APPROVED, State.AWAITING)
        if tied_clauses(each.clauses, library) is None
    ]
    for answer in changed:
        records.approved.flag(answer, CLAUSE_CHANGED)
        records.audit.note(SYSTEM, "answer_flagged", str(answer))
    return changed


def reads(lang: str, written: str) -> bool:
    """If one who asks in `lang` is given what is written in `written`: bokmål and nynorsk are read by both."""
    return lang == written or {lang, written} <= _NORWEGIAN
