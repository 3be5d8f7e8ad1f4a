"""A clause as an adviser needs it: its words, what goes with it, what it is about, and a mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from assistant.citations.citation import cite
from assistant.dates import today
from assistant.helpdesk.approved import ApprovedAnswer, State
from assistant.helpdesk.errors import ClauseUnknown
from assistant.helpdesk.mail import Content, MailWriter
from knowledge.clauses.clause import Clause
from knowledge.errors import UnavailableError, UsageError
from knowledge.sources.rundskriv import Rundskriv, Validity
from knowledge.topics.topic import Role, Settlement, Topic
from web.limits.unexpected import log_fault
from web.pages.answer_view import clause_address
from web.pages.lookup.mails import Desk, MailView
from web.pages.lookup.query import Lookup

if TYPE_CHECKING:
    from assistant.bootstrap import Services

INTRODUCTION, SAME_ITEM, TOGETHER = "introduction", "same_item", "together"
# What a topic ties to a clause that must be said with it, in the order in which it is shown.
ROLES = (Role.EXCEPTION, Role.CONDITION, Role.DATE)
MOST_TOPICS = 4
LONGEST_SHOWN = 80  # characters of an id that is not known


class ClauseGone(ClauseUnknown):
    """The address of a clause that there is not. Facts: `clause`."""

    http_status: ClassVar[int] = 404


@dataclass(frozen=True)
class Companion:
    """A clause that goes with another: `why` is a code, a role or one of those above. `address` looks it up."""

    clause: Clause
    why: str
    address: str


@dataclass(frozen=True)
class TopicView:
    """What a clause is about. `summary` is what the rundskriv says on that, empty where it is silent."""

    name: str
    summary: str
    address: str


@dataclass(frozen=True)
class ClauseDetail:
    """`companions` are to be read with it, `list_rest` are the other items of its list."""

    clause: Clause
    document: Rundskriv
    companions: tuple[Companion, ...]
    list_rest: tuple[Companion, ...]
    topics: tuple[TopicView, ...]
    approved: tuple[tuple[ApprovedAnswer, str], ...]
    mails: tuple[MailView, ...]
    to_copy: str

    @property
    def source(self) -> str:
        """Where it is marked in its rundskriv."""
        return clause_address(self.clause.document, self.clause.id)

    @property
    def is_current(self) -> bool:
        return self.document.validity(today()) is Validity.CURRENT


def find_clause(services: Services, number: str, clause_id: str) -> tuple[Rundskriv, Clause]:
    """Raises UnknownRundskriv, ClauseGone."""
    document = services.library.show(number)
    clause = next((each for each in document.clauses if each.id == clause_id), None)
    if clause is None:
        raise ClauseGone(clause=clause_id[:LONGEST_SHOWN])
    return document, clause


def clause_detail(desk: Desk, lookup: Lookup, number: str, clause_id: str, lang: str) -> ClauseDetail:
    """Raises UnknownRundskriv, ClauseGone. Without an index or a database it lacks what stands there."""
    document, clause = find_clause(desk.services, number, clause_id)
    ties = _Ties(desk.services, document, clause, lookup.words)
    companions = tuple(_companions(document, clause, ties, lookup))
    shown = {clause.id, *(each.clause.id for each in companions)}
    rest = [each for each in _of_list(document, clause) if each.id not in shown]
    return ClauseDetail(
        clause=clause,
        document=document,
        companions=companions,
        list_rest=tuple(_companion(each, SAME_ITEM, lookup) for each in rest),
        topics=tuple(_topics(ties, lang)),
        approved=tuple(_approved(desk.services, lookup, clause)),
        mails=desk.mails(lambda writer: _content(desk, writer, document, clause, ties)),
        to_copy=desk.writer(lang).clause(cite(clause)),
    )


class _Ties:
    """The topics that tie a clause to others in its rundskriv, the one that fits best first: none without an index."""

    def __init__(self, services: Services, document: Rundskriv, clause: Clause, words: str) -> None:
        self.number = document.number
        self.clause = clause
        shares = _shares(services, words)
        try:
            topics: Iterable[Topic] = services.index.topics.values()
        except UnavailableError as failure:
            log_fault(failure)
            topics = ()
        tied = [topic for topic in topics if self._role(topic) is not None]
        tied.sort(key=lambda topic: (self._rank(topic), -shares.get(topic.id, 0.0), len(self.settlement(topic).cited)))
        self.topics = tuple(tied)

    @property
    def best(self) -> Topic | None:
        """The one whose sentence says what the clause says."""
        first = next(iter(self.topics), None)
        return first if first and self._is_cited(first) else None

    @property
    def cited(self) -> tuple[Topic, ...]:
        """Those that rest on the clause."""
        return tuple(topic for topic in self.topics if self._is_cited(topic))

    def settlement(self, topic: Topic) -> Settlement:
        return topic.settlements[self.number]

    def _is_cited(self, topic: Topic) -> bool:
        settlement = self.settlement(topic)
        return settlement.stated and self._role(topic) not in {None, Role.RELATED}

    def _role(self, topic: Topic) -> Role | None:
        settlement = topic.settlements.get(self.number)
        ties = settlement.ties if settlement else ()
        return next((tie.role for tie in ties if tie.clause == self.clause.id), None)

    def _rank(self, topic: Topic) -> int:
        if not self._is_cited(topic):
            return 2 if self.settlement(topic).stated else 3
        return 0 if self._role(topic) is Role.MAIN else 1


def _shares(services: Services, words: str) -> dict[str, float]:
    if not words:
        return {}
    try:
        return {match.topic: round(match.score, 1) for match in services.tools.search.topics(words)}
    except (UnavailableError, UsageError):
        return {}


def _companions(document: Rundskriv, clause: Clause, ties: _Ties, lookup: Lookup) -> Iterator[Companion]:
    """Each once: what introduces it, what limits it, the rest of its own item, and what its topic says beside it."""
    by_id = {each.id: each for each in document.clauses}
    seen = {clause.id}

    def fresh(found: Iterable[Clause], why: str) -> Iterator[Companion]:
        for each in found:
            if each.id not in seen:
                seen.add(each.id)
                yield _companion(each, why, lookup)

    yield from fresh(_introductions(by_id, clause), INTRODUCTION)
    for role in ROLES:
        tied = [tie for topic in _about_it(ties) for tie in ties.settlement(topic).ties if tie.role is role]
        yield from fresh((by_id[tie.clause] for tie in tied), role.value)
    yield from fresh((each for each in document.clauses if each.item == clause.item), SAME_ITEM)
    if ties.best:
        main = [tie for tie in ties.settlement(ties.best).ties if tie.role is Role.MAIN]
        yield from fresh((by_id[tie.clause] for tie in main), TOGETHER)


def _about_it(ties: _Ties) -> tuple[Topic, ...]:
    """The topics whose conditions are this clause's own: not those that list all there is."""
    best = ties.best
    if best is None:
        return ()
    most = 2 * len(ties.settlement(best).cited)
    return tuple(topic for topic in ties.cited if len(ties.settlement(topic).cited) <= most)


def _introductions(by_id: dict[str, Clause], clause: Clause) -> list[Clause]:
    """From the outermost in."""
    found: list[Clause] = []
    while clause.introduction and len(found) < len(by_id):
        clause = by_id[clause.introduction]
        found.insert(0, clause)
    return found


def _of_list(document: Rundskriv, clause: Clause) -> list[Clause]:
    """The other items of its list; of an introduction, the items that it introduces."""
    if clause.introduction:
        found = [each for each in document.clauses if each.introduction == clause.introduction]
    else:
        found = [each for each in document.clauses if each.introduction == clause.id]
    return [each for each in found if each.id != clause.id and not each.repeated_by]


def _companion(clause: Clause, why: str, lookup: Lookup) -> Companion:
    return Companion(clause, why, lookup.address(f"/ledd/{clause.document}/{clause.id}"))


def _topics(ties: _Ties, lang: str) -> Iterator[TopicView]:
    for topic in ties.topics[:MOST_TOPICS]:
        settlement = ties.settlement(topic)
        summary = settlement.summary[lang] if settlement.stated else ""
        yield TopicView(topic.names[lang][0], summary, Lookup(topic=topic.id).address())


def _approved(services: Services, lookup: Lookup, clause: Clause) -> Iterator[tuple[ApprovedAnswer, str]]:
    try:
        given = services.records.approved.all(State.APPROVED)
    except UnavailableError as failure:
        log_fault(failure)
        return
    for each in given:
        if any((tie.document, tie.clause) == (clause.document, clause.id) for tie in each.clauses):
            yield each, lookup.address(f"/godkjent/{each.id}")


def _content(desk: Desk, writer: MailWriter, document: Rundskriv, clause: Clause, ties: _Ties) -> Content:
    """The clause with all that it must not be read without: what introduces it, and what its topic rests on."""
    by_id = {each.id: each for each in document.clauses}
    best = ties.best
    cited: Sequence[str] = [tie.clause for tie in ties.settlement(best).cited] if best else []
    wanted = [clause, *(by_id[each] for each in cited)]
    introduced = [intro for each in wanted for intro in _introductions(by_id, each)]
    # What is asked about first, after what introduces it.
    ordered = list(dict.fromkeys([*_introductions(by_id, clause), *wanted, *introduced]))
    return writer.of_clauses(
        ties.settlement(best).summary[writer.lang] if best else "",
        [cite(each) for each in ordered],
        ordered.index(clause) + 1,
        best.names[writer.lang][0] if best else clause.section[-1] if clause.section else document.title,
        document.sha256[:8],
        today(),
        desk.notices(document, writer.lang),
    )
