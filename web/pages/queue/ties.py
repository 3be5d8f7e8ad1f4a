"""Clauses as the editor's form names them, and as an answer is tied to them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.helpdesk.approved import ApprovedAnswer, ClauseTie
from assistant.helpdesk.errors import ClauseUnknown
from knowledge.clauses.clause import Clause
from knowledge.errors import UnknownRundskriv
from knowledge.sources.library import Library

_BETWEEN = "/"


def value_of(document: str, clause: str) -> str:
    """How the form names a clause."""
    return f"{document}{_BETWEEN}{clause}"


def clause_of(value: str, library: Library) -> Clause:
    """The clause as it stands in its rundskriv. Raises ClauseUnknown."""
    document, _, wanted = value.partition(_BETWEEN)
    try:
        clauses = library.show(document).clauses
    except UnknownRundskriv as unknown:
        raise ClauseUnknown(clause=value[:80]) from unknown
    found = next((clause for clause in clauses if clause.id == wanted), None)
    if found is None:
        raise ClauseUnknown(clause=wanted[:80])
    return found


def known_clauses(values: Iterable[str], library: Library) -> list[Clause]:
    """Those of them that there are."""
    found = []
    for value in values:
        try:
            found.append(clause_of(value, library))
        except ClauseUnknown:
            continue
    return found


def ties_of(values: Iterable[str], library: Library) -> list[ClauseTie]:
    """What is kept of the ticked clauses, with their words from the rundskriv itself. Raises ClauseUnknown."""
    clauses = [clause_of(value, library) for value in dict.fromkeys(values)]
    return [ClauseTie(clause.document, clause.id, clause.text) for clause in clauses]


def standing_values(answer: ApprovedAnswer, library: Library) -> list[str]:
    """What an answer is tied to that still stands word for word, as the form names it."""
    return [value_of(tie.document, tie.clause) for tie in answer.clauses if _stands(tie, library)]


def changed_ties(answer: ApprovedAnswer, library: Library) -> list[tuple[ClauseTie, Clause | None]]:
    """What it is tied to that no longer stands so, each with the clause that has its words now, or its place."""
    return [(tie, _heir(tie, library)) for tie in answer.clauses if not _stands(tie, library)]


def _stands(tie: ClauseTie, library: Library) -> bool:
    return any(clause.text == tie.quote for clause in known_clauses([value_of(tie.document, tie.clause)], library))


def _heir(tie: ClauseTie, library: Library) -> Clause | None:
    if tie.document not in library.numbers:
        return None
    clauses = library.show(tie.document).clauses
    same_words = next((clause for clause in clauses if clause.text == tie.quote), None)
    return same_words or next((clause for clause in clauses if clause.id == tie.clause), None)
