"""Searches within one rundskriv: what stands there word for word, and what lies near in meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.clauses.clause import Clause
from knowledge.errors import TukiError
from knowledge.sources.rundskriv import Rundskriv

if TYPE_CHECKING:
    from assistant.bootstrap import Services

LONGEST_QUERY = 200
MOST_NEAR = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Found:
    """`literal` hold every word of the query, in reading order; where none does, `near` are the likest in meaning."""

    query: str
    literal: tuple[Clause, ...]
    near: tuple[Clause, ...]


def search_document(services: Services, rundskriv: Rundskriv, query: str) -> Found:
    """Words are found inside others, so that "egenandel" finds "egenandelen". Without an index only words are."""
    query = " ".join(query.split())[:LONGEST_QUERY]
    wanted = _WORD.findall(query.casefold())
    if not wanted:
        return Found(query, (), ())
    literal = tuple(c for c in rundskriv.clauses if all(word in c.text.casefold() for word in wanted))
    return Found(query, literal, () if literal else tuple(_near(services, rundskriv, query)))


def _near(services: Services, rundskriv: Rundskriv, query: str) -> list[Clause]:
    try:
        return [hit.clause for hit in services.search(query, rundskriv.number, MOST_NEAR)]
    except TukiError:
        return []
