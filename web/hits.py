"""What is shown of a search and of a rundskriv, in the contract's shapes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.citations.citation import cite

if TYPE_CHECKING:
    from knowledge.clauses.clause import Clause
    from knowledge.retrieval.search import ClauseHit
    from knowledge.sources.rundskriv import QuotedDate, Rundskriv


def search_object(query: str, hits: Sequence[ClauseHit]) -> dict[str, Any]:
    """`{"query", "hits"}`, best first."""
    return {"query": query, "hits": [{**cite(hit.clause).to_object(), "score": round(hit.score, 4)} for hit in hits]}


def catalogue_entry(rundskriv: Rundskriv, as_of: date) -> dict[str, Any]:
    """What a rundskriv is, with its validity on `as_of`."""
    return {
        "number": rundskriv.number,
        "title": rundskriv.title,
        "scheme": rundskriv.scheme,
        "year": rundskriv.year,
        "issuer": rundskriv.issuer,
        "language": rundskriv.language,
        "deadline": rundskriv.deadline.date.isoformat() if rundskriv.deadline else None,
        "deadline_quote": rundskriv.deadline.quote if rundskriv.deadline else None,
        "reporting": [_dated(entry) for entry in rundskriv.reporting],
        "contact": rundskriv.contact,
        "source_address": rundskriv.source_address,
        "sha256": rundskriv.sha256,
        "validity": rundskriv.validity(as_of).value,
        "valid_from": rundskriv.valid_from.isoformat(),
        "valid_until": rundskriv.valid_until.isoformat(),
        "superseded_by": rundskriv.superseded_by,
    }


def document_object(rundskriv: Rundskriv, as_of: date) -> dict[str, Any]:
    """The catalogue's entry, with the text, its headings and clauses."""
    return {
        **catalogue_entry(rundskriv, as_of),
        "text": rundskriv.text,
        "headings": [
            {"text": heading.text, "level": heading.level, "start": heading.start, "end": heading.end}
            for heading in rundskriv.outline.headings
        ],
        "clauses": [clause_object(clause) for clause in rundskriv.clauses],
    }


def clause_object(clause: Clause) -> dict[str, Any]:
    return {
        "clause": clause.id,
        "section": list(clause.section),
        "quote": clause.text,
        "start": clause.start,
        "end": clause.end,
        "list_level": clause.list_level,
        "introduction": clause.introduction,
        "repeated_by": clause.repeated_by,
    }


def _dated(entry: QuotedDate) -> dict[str, str]:
    return {"date": entry.date.isoformat(), "quote": entry.quote}
