"""What is found: approved answers, clauses, and questions that were asked before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering.answer import Answer, AnswerStatus
from assistant.conversations.conversation import KeptTurn, Thumb
from assistant.dates import OSLO
from assistant.helpdesk.approved import ApprovedAnswer, State
from knowledge.clauses.clause import Clause
from knowledge.errors import UnavailableError, UsageError
from knowledge.sources.rundskriv import Rundskriv
from knowledge.text.words import stems
from web.limits.unexpected import log_fault
from web.pages.lookup.query import SENTENCE, Lookup, Part, parts_of
from web.pages.lookup.recent import recent_turns

if TYPE_CHECKING:
    from assistant.bootstrap import Services

MOST_CLAUSES, MOST_NEAR, MOST_ANSWERS, MOST_EARLIER = 12, 4, 6, 6
MOST_BROWSED = 60  # clauses that are listed where a filter alone is set
SEARCHED = 60
# A clause that has not the words is shown from this share of what a search can give; below it lie chance likenesses.
LEAST_NEAR = 0.1
# So much of what a whole sentence is about must stand in a text for it to be shown, where its words do not.
LEAST_SHARED = 0.6


@dataclass(frozen=True)
class ClauseHit:
    """`path` is where it stands."""

    address: str
    document: str
    path: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ApprovedHit:
    """An answer of the helpdesk's own. `text` is its beginning."""

    address: str
    parts: tuple[Part, ...]
    text: str
    by: str
    day: date


@dataclass(frozen=True)
class EarlierHit:
    """A question, `times` asked; the rest is of the last time."""

    address: str
    parts: tuple[Part, ...]
    times: int
    day: date
    status: AnswerStatus
    document: str
    thumb: Thumb | None


@dataclass(frozen=True)
class Hits:
    """The best first. `clause_count` counts those that are not shown too. `machine` opens what the machine answers.
    `lacks` are codes of what could not be looked through just now."""

    approved: tuple[ApprovedHit, ...] = ()
    clauses: tuple[ClauseHit, ...] = ()
    earlier: tuple[EarlierHit, ...] = ()
    clause_count: int = 0
    machine: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.approved) + self.clause_count + len(self.earlier)


class Finder:
    """Looks one thing up. What cannot be reached is named in `lacks`, and the rest is found all the same."""

    def __init__(self, services: Services, lookup: Lookup) -> None:
        self._services = services
        self._lookup = lookup
        self._lacks: list[str] = []
        self._documents = {each.number: each for each in services.library if self._fits_document(each)}

    def find(self) -> Hits:
        if self._lookup.is_empty:
            return Hits()
        ranked = self._clauses()
        most = MOST_CLAUSES if self._lookup.words else MOST_BROWSED
        machine = self._lookup.address("/svar") if self._lookup.words else ""
        return Hits(
            approved=tuple(self._approved(ranked[:MOST_NEAR])),
            clauses=tuple(self._clause(clause) for clause in ranked[:most]),
            earlier=tuple(self._earlier()),
            clause_count=len(ranked),
            machine=machine,
            lacks=tuple(self._lacks),
        )

    # Clauses

    def _clauses(self) -> list[Clause]:
        """Those that have every word typed, by their likeness; then those that are like it otherwise."""
        tied = self._tied()
        fitting = [
            clause
            for document in self._documents.values()
            for clause in document.clauses
            if not clause.repeated_by and self._fits_section(clause.section) and (tied is None or _key(clause) in tied)
        ]
        if not self._lookup.words:
            return fitting
        scores = self._scores()
        literal = [clause for clause in fitting if self._lookup.holds(clause.text)]
        literal.sort(key=lambda clause: -scores.get(_key(clause), 0.0))
        known = {_key(clause) for clause in literal}
        near = [
            clause for clause in fitting if scores.get(_key(clause), 0.0) >= LEAST_NEAR and _key(clause) not in known
        ]
        near.sort(key=lambda clause: -scores[_key(clause)])
        return [*literal, *near[:MOST_NEAR]]

    def _scores(self) -> dict[tuple[str, str], float]:
        only = next(iter(self._documents)) if len(self._documents) == 1 else None
        try:
            found = self._services.search(self._lookup.words, only, SEARCHED)
        except UsageError:  # nothing in it that can be searched for
            return {}
        except UnavailableError as failure:
            return self._lack("search", failure)
        return {_key(hit.clause): hit.score for hit in found}

    def _tied(self) -> frozenset[tuple[str, str]] | None:
        """The clauses that the chosen topic is tied to; None where none is chosen."""
        if not self._lookup.topic:
            return None
        try:
            topics = self._services.index.topics
        except UnavailableError as failure:
            self._lack("search", failure)
            return None
        topic = topics.get(self._lookup.topic)
        settlements = topic.settlements.items() if topic else ()
        return frozenset((number, tie.clause) for number, settlement in settlements for tie in settlement.ties)

    def _clause(self, clause: Clause) -> ClauseHit:
        address = self._lookup.address(f"/ledd/{clause.document}/{clause.id}")
        return ClauseHit(address, clause.document, clause.section, parts_of(clause.text, self._lookup.patterns))

    # Answers and questions

    def _approved(self, best: Sequence[Clause]) -> Iterator[ApprovedHit]:
        """Those that have the words, and after them those that rest on the clauses that are found first."""
        try:
            given = self._services.records.approved.all(State.APPROVED)
        except UnavailableError as failure:
            self._lack("database", failure)
            return
        tied = self._tied()
        fitting = [each for each in given if self._fits_approved(each, tied)]
        said = [each for each in fitting if not self._lookup.words or self._says(" ".join([*each.askings, each.text]))]
        keys = {_key(clause) for clause in best} if self._lookup.words else set()
        resting = [
            each for each in fitting if each not in said and any((t.document, t.clause) in keys for t in each.clauses)
        ]
        for each in [*said, *resting][:MOST_ANSWERS]:
            day = (each.approved or each.written).astimezone(OSLO).date()
            parts = parts_of(each.question, self._lookup.patterns)
            by = each.approved_by or each.written_by
            yield ApprovedHit(self._lookup.address(f"/godkjent/{each.id}"), parts, each.text, by, day)

    def _earlier(self) -> Iterator[EarlierHit]:
        """The last asked first, each wording once."""
        if not self._lookup.words:
            return
        try:
            recent = recent_turns(self._services.records.conversations)
        except UnavailableError as failure:
            self._lack("database", failure)
            return
        tied: dict[str, list[KeptTurn]] = {}
        for turn in recent:
            if self._fits_answer(turn.answer) and self._says(turn.question):
                tied.setdefault(" ".join(turn.question.casefold().split()), []).append(turn)
        for turns in sorted(tied.values(), key=lambda each: -len(each))[:MOST_EARLIER]:
            last = turns[0]
            yield EarlierHit(
                self._lookup.address(f"/sporsmal/{last.id}"),
                parts_of(last.question, self._lookup.patterns),
                len(turns),
                last.asked.astimezone(OSLO).date(),
                last.answer.status,
                last.answer.rundskriv or "",
                last.thumb,
            )

    def _says(self, text: str) -> bool:
        """If a text has the words typed, or most of what a whole sentence is about."""
        if self._lookup.holds(text):
            return True
        asked = set(stems(self._lookup.words))
        if len(self._lookup.words.split()) < SENTENCE or not asked:
            return False
        return len(asked & set(stems(text))) >= LEAST_SHARED * len(asked)

    # Filters

    def _fits_document(self, document: Rundskriv) -> bool:
        return self._lookup.rundskriv in {"", document.number} and self._lookup.year in {"", str(document.year)}

    def _fits_section(self, section: Sequence[str]) -> bool:
        return not self._lookup.section or (bool(section) and section[0] == self._lookup.section)

    def _fits_approved(self, answer: ApprovedAnswer, tied: frozenset[tuple[str, str]] | None) -> bool:
        if answer.document not in self._documents:
            return False
        if tied is not None and not any((tie.document, tie.clause) in tied for tie in answer.clauses):
            return False
        return not self._lookup.section or any(self._fits_section(s) for s in self._sections(answer))

    def _sections(self, answer: ApprovedAnswer) -> Iterable[Sequence[str]]:
        cited = {tie.clause for tie in answer.clauses}
        return (clause.section for clause in self._documents[answer.document].clauses if clause.id in cited)

    def _fits_answer(self, answer: Answer) -> bool:
        if not self._lookup.is_filtered:
            return True
        if answer.rundskriv not in self._documents or self._lookup.topic not in {"", answer.topic}:
            return False
        return not self._lookup.section or any(self._fits_section(each.section) for each in answer.citations)

    def _lack(self, what: str, failure: UnavailableError) -> dict[tuple[str, str], float]:
        log_fault(failure)
        if what not in self._lacks:
            self._lacks.append(what)
        return {}


def _key(clause: Clause) -> tuple[str, str]:
    return clause.document, clause.id
