"""A topic: one thing that people ask about, as fine as one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SHORTEST_SUGGESTION = 4  # words


class Role(StrEnum):
    """What a clause is to a topic. All but RELATED are cited in an answer: leaving one out would make it wrong."""

    MAIN = "main"
    EXCEPTION = "exception"
    CONDITION = "condition"
    DATE = "date"
    RELATED = "related"


@dataclass(frozen=True)
class Tie:
    """A clause, by its quote and, once it is found in its rundskriv, by its id."""

    role: Role
    quote: str
    clause: str


@dataclass(frozen=True)
class Settlement:
    """What one rundskriv says on a topic. Where `stated` is false it is silent, and the ties are the nearest clauses.

    `summary` is one plain sentence or two by language (nb, nn, en); it says no more than the cited clauses.
    """

    stated: bool
    ties: tuple[Tie, ...]
    summary: Mapping[str, str]

    @property
    def cited(self) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.role is not Role.RELATED)


class Scope(StrEnum):
    """If a topic is about grant schemes, or is known so that it can be declined."""

    SCHEME = "scheme"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Topic:
    """Names, everyday words and ways to ask, by language; and what each rundskriv says on it, by number. `area` is the
    focus area (satsingsområde) whose own terms it is about; None for what holds in all."""

    id: str
    names: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...]
    asks: Mapping[str, tuple[str, ...]]
    settlements: Mapping[str, Settlement]
    scope: Scope = Scope.SCHEME
    area: int | None = None

    def suggestion(self, lang: str) -> str:
        """The first whole question in a language; a bare look-up makes no good suggestion."""
        asks = self.asks[lang]
        return next((ask for ask in asks if ask.endswith("?") and len(ask.split()) >= SHORTEST_SUGGESTION), asks[0])

    @property
    def ways_to_ask(self) -> tuple[str, ...]:
        """All that a question on this topic is compared with: whole questions, the names that people look up, and
        what the rundskriv say on it. A bare word asks what is said, so where all are silent only longer names count.
        """
        questions = [ask for asks in self.asks.values() for ask in asks]
        names = [name for names in self.names.values() for name in names]
        if self.settlements and not any(settlement.stated for settlement in self.settlements.values()):
            return tuple(dict.fromkeys([*questions, *(name for name in names if " " in name)]))
        said = [text for settlement in self.settlements.values() for text in settlement.summary.values()]
        quoted = [tie.quote for settlement in self.settlements.values() for tie in settlement.cited]
        return tuple(dict.fromkeys([*questions, *names, " ".join(self.words), *said, *quoted]))
