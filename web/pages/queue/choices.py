"""The clauses that an answer may be tied to: those chosen, those found by a search, and those near the question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answering.answer import Answer
from knowledge.clauses.clause import Clause
from knowledge.errors import TukiError
from knowledge.sources.library import Library
from web.pages.queue.answer_form import AnswerForm
from web.pages.queue.ties import known_clauses, value_of

if TYPE_CHECKING:
    from assistant.bootstrap import Services

MOST_FOUND, MOST_NEAR = 6, 4


@dataclass(frozen=True)
class Choice:
    """A clause to tick. `before` is what introduces it, where it is part of a list."""

    clause: Clause
    before: str
    chosen: bool

    @property
    def value(self) -> str:
        return value_of(self.clause.document, self.clause.id)


@dataclass(frozen=True)
class Choices:
    """Each clause is in one of them, once. `nothing_found`: not even one that is chosen already."""

    chosen: tuple[Choice, ...]
    found: tuple[Choice, ...]
    near: tuple[Choice, ...]
    nothing_found: bool


def choices(services: Services, form: AnswerForm, machine: Answer | None, heirs: Sequence[Clause] = ()) -> Choices:
    """What can be ticked; near are `heirs`, what the machine cites, and what is like the question.

    A search that cannot be made finds nothing; what was chosen and is gone is left out.
    """
    library, seen = services.library, set[str]()

    def fresh(clauses: Iterable[Clause], chosen: bool = False) -> tuple[Choice, ...]:
        made: list[Choice] = []
        for clause in clauses:
            choice = Choice(clause, _before(clause, library), chosen)
            if choice.value not in seen:
                seen.add(choice.value)
                made.append(choice)
        return tuple(made)

    chosen = fresh(known_clauses(form.ledd, library), chosen=True)
    hits = _search(services, form.sok, form.rundskriv, MOST_FOUND)
    found = fresh(hits)
    cited = [value_of(each.document, each.clause) for each in machine.citations] if machine else []
    alike = _search(services, form.question, form.rundskriv, MOST_NEAR)
    return Choices(chosen, found, fresh([*heirs, *known_clauses(cited, library), *alike]), not hits)


def _search(services: Services, words: str, document: str, most: int) -> list[Clause]:
    if not words.strip():
        return []
    try:
        return [hit.clause for hit in services.search(words, document, most)]
    except TukiError:
        return []


def _before(clause: Clause, library: Library) -> str:
    if clause.introduction is None:
        return ""
    return next((each.text for each in library.show(clause.document).clauses if each.id == clause.introduction), "")
