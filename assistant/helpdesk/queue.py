"""The questions that wait for the helpdesk, those that ask the same put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from assistant.conversations.conversation import KeptTurn, Reason, Thumb
from assistant.helpdesk.approved import ApprovedAnswer
from assistant.helpdesk.likeness import Likeness
from assistant.helpdesk.matching import ApprovedAnswers
from knowledge.retrieval.search import Search

# Turns that are put together at once, the newest. A question takes some 3 ms to read the first time.
MOST_OPEN = 500
_KEPT_PROFILES = 4 * MOST_OPEN
_NORWEGIAN = frozenset({"nb", "nn"})


@dataclass(frozen=True)
class Asking:
    """One wording: how often, and when last, it was asked."""

    text: str
    count: int
    last: datetime


@dataclass(frozen=True)
class Group:
    """Turns that ask the same, the most central first; at least one."""

    turns: tuple[KeptTurn, ...]

    @property
    def question(self) -> str:
        return asked_in_full(self.turns[0])

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(turn.id for turn in self.turns)

    @cached_property
    def last(self) -> datetime:
        return max(turn.asked for turn in self.turns)

    @cached_property
    def disliked(self) -> tuple[KeptTurn, ...]:
        """Those with a thumb down."""
        return tuple(turn for turn in self.turns if turn.thumb is Thumb.DOWN)

    @property
    def reasons(self) -> tuple[tuple[Reason, int], ...]:
        """Why, the most often told first."""
        return tuple(Counter(turn.reason for turn in self.disliked if turn.reason).most_common())

    @property
    def remarks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(turn.remark for turn in self.disliked if turn.remark))

    @cached_property
    def askings(self) -> tuple[Asking, ...]:
        """Each wording once, the most central first."""
        by_text: dict[str, list[datetime]] = {}
        for turn in self.turns:
            by_text.setdefault(asked_in_full(turn), []).append(turn.asked)
        return tuple(Asking(text, len(days), max(days)) for text, days in by_text.items())

    @property
    def was_approved(self) -> bool:
        """If one of them got an approved answer, and was not pleased."""
        return any(turn.answer.is_approved for turn in self.turns)

    @property
    def lang(self) -> str:
        """The one most of them were asked in."""
        return Counter(turn.answer.lang for turn in self.turns).most_common(1)[0][0]

    @property
    def document(self) -> str | None:
        """The rundskriv that the last of them was asked of."""
        return max(self.turns, key=lambda turn: turn.asked).answer.rundskriv


def asked_in_full(turn: KeptTurn) -> str:
    """The question on one line, after what it leans on: it cannot be understood, or answered, without."""
    question, situation = (" ".join(text.split()) for text in (turn.question, turn.situation))
    # `Reading.text` says twice what is asked now.
    twice = f" {question} {question}"
    return f"{situation.removesuffix(twice)} {question}" if situation.endswith(twice) else question


def only_alike(turns: Sequence[KeptTurn]) -> list[Group]:
    """Groups of those that are the same word for word: all that can be told without an index."""
    by_text: dict[str, list[KeptTurn]] = {}
    for turn in turns:
        by_text.setdefault(asked_in_full(turn).lower(), []).append(turn)
    return _largest_first(Group(tuple(group)) for group in by_text.values())


def in_other_language(turns: Sequence[KeptTurn], lang: str) -> list[KeptTurn]:
    """Those that an answer written in `lang` is not given to."""
    return [turn for turn in turns if turn.answer.lang != lang and not {turn.answer.lang, lang} <= _NORWEGIAN]


class Grouping:
    """Puts questions together by likeness. What was read of a question is kept for the next time. Thread-safe."""

    def __init__(self, search: Search) -> None:
        self._likeness = Likeness(search)
        self._profile = lru_cache(_KEPT_PROFILES)(self._likeness.profile)

    def groups(self, turns: Sequence[KeptTurn]) -> list[Group]:
        """The largest first, and of those as large the one last asked. Raises SearchUnavailable."""
        found = self._likeness.groups([self._profile(asked_in_full(turn)) for turn in turns])
        return _largest_first(Group(tuple(turns[position] for position in group)) for group in found)

    def answered(self, answer: ApprovedAnswer, turns: Sequence[KeptTurn], approved: ApprovedAnswers) -> list[int]:
        """The ids of those turns whose question would now get `answer`. Raises SearchUnavailable."""
        askings = [self._profile(text) for text in answer.askings]
        found = []
        for turn in turns:
            question = self._profile(asked_in_full(turn))
            if any(self._likeness.same_question(question, asking) for asking in askings):
                given = approved.find(question.text, turn.answer.lang, answer.document)
                found += [turn.id] if given and given[0].id == answer.id else []
        return found


def _largest_first(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (len(group.turns), group.last), reverse=True)
