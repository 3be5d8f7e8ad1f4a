"""A citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge.clauses.clause import Clause


@dataclass(frozen=True)
class Citation:
    """A verbatim quote: `quote == Rundskriv.text[start:end]`; offsets count Unicode code points."""

    document: str
    clause: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int

    def to_object(self) -> dict[str, Any]:
        """The contract's shape, without the marker."""
        return {
            "document": self.document,
            "clause": self.clause,
            "section": list(self.section),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
        }


def cite(clause: Clause) -> Citation:
    """A citation of a whole clause."""
    return Citation(clause.document, clause.id, clause.section, clause.text, clause.start, clause.end)
