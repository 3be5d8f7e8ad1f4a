"""Answers as an adviser needs them: the machine's with its reasons, the helpdesk's own, and one given before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.answering.answer import AnswerStatus, Question
from assistant.answering.understand import read_question
from assistant.citations.citation import Citation, cite
from assistant.conversations.conversation import KeptTurn
from assistant.dates import OSLO, today
from assistant.helpdesk.approved import ApprovedAnswer, State
from assistant.helpdesk.mail import SENT, Content, MailWriter
from assistant.helpdesk.matching import tied_clauses
from knowledge.clauses.clause import Clause
from knowledge.errors import UsageError
from web.errors import AnswerGone
from web.pages.answer_view import TurnView
from web.pages.chat.asking import view_of
from web.pages.lookup.mails import Desk, MailView
from web.pages.lookup.query import SENTENCE, Lookup
from web.pages.lookup.why import Why, view_why

if TYPE_CHECKING:
    from assistant.bootstrap import Services


@dataclass(frozen=True)
class MachineDetail:
    """`why` is None where the helpdesk's own answer was given instead."""

    turn: TurnView
    why: Why | None
    mails: tuple[MailView, ...]
    to_copy: str


@dataclass(frozen=True)
class ApprovedDetail:
    """`clauses` are those that it rests on, as they stand, each with where to look it up; `stands` is false where one
    says something else now. Only an answer that is approved and stands has mails."""

    answer: ApprovedAnswer
    paragraphs: tuple[str, ...]
    clauses: tuple[tuple[Clause, str], ...]
    stands: bool
    mails: tuple[MailView, ...]
    to_copy: str

    @property
    def written(self) -> datetime:
        return self.answer.written.astimezone(OSLO)

    @property
    def approved(self) -> datetime | None:
        return self.answer.approved.astimezone(OSLO) if self.answer.approved else None


@dataclass(frozen=True)
class EarlierDetail:
    """A question as it was asked and answered. `again` is where it is answered as of now."""

    turn: TurnView
    asked: datetime
    remark: str
    again: str


def machine_detail(desk: Desk, lookup: Lookup, lang: str) -> MachineDetail:
    """What the machine answers to the words looked up, in the page's language. Raises UsageError, SearchUnavailable."""
    services = desk.services
    question = Question(lookup.words, today(), rundskriv=_chosen(services, lookup), lang=lang)
    answer = services.ask(question)
    # Nothing was weighed where an answer of the helpdesk's own was given.
    why = None if answer.is_approved else view_why(services.explain(question)[1], _names(services, lang), lookup, lang)
    contact = services.library.show(answer.rundskriv).contact if answer.rundskriv else ""
    turn = TurnView(
        1, lookup.words, answer, contact=contact, situation=read_question(question).text, day=today(), is_kept=False
    )
    mails = desk.mails(lambda writer: _content(desk, writer, question, contact))
    return MachineDetail(turn, why, mails, turn.text(lang, desk.host))


def _content(desk: Desk, writer: MailWriter, question: Question, contact: str) -> Content | None:
    """The same question answered in the mail's language."""
    try:
        answer = desk.services.ask(replace(question, lang=writer.lang))
    except UsageError:
        return None
    if answer.status not in SENT or answer.rundskriv is None:
        return None
    asked = question.text if len(question.text.split()) >= SENTENCE else ""
    topic = (
        _names(desk.services, writer.lang).get(answer.topic or "") if answer.status is AnswerStatus.ANSWERED else None
    )
    return writer.of_answer(answer, asked, topic or question.text, today(), contact)


def _chosen(services: Services, lookup: Lookup) -> str | None:
    """The rundskriv that is filtered on, where there is such a one."""
    return lookup.rundskriv if lookup.rundskriv in services.library.numbers else None


def _names(services: Services, lang: str) -> dict[str, str]:
    return {topic.id: topic.names[lang][0] for topic in services.index.topics.values()}


def approved_detail(desk: Desk, lookup: Lookup, answer: int) -> ApprovedDetail:
    """An answer in whatever state it is. Raises AnswerUnknown, DatabaseUnusable."""
    kept = desk.services.records.approved.find(answer)
    clauses = tied_clauses(kept.clauses, desk.services.library)
    cited = [cite(clause) for clause in clauses or ()]
    given = kept.state is State.APPROVED and clauses is not None
    return ApprovedDetail(
        kept,
        tuple(line.strip() for line in kept.text.splitlines() if line.strip()),
        tuple((each, lookup.address(f"/ledd/{each.document}/{each.id}")) for each in clauses or ()),
        clauses is not None,
        desk.mails(lambda writer: _of_approved(desk, writer, kept, cited)) if given else (),
        "\n\n".join([kept.text, *(desk.writer(kept.lang).clause(each) for each in cited)]),
    )


def _of_approved(desk: Desk, writer: MailWriter, answer: ApprovedAnswer, cited: list[Citation]) -> Content:
    document = desk.services.library.show(answer.document)
    return writer.of_approved(answer, cited, document.sha256[:8], today(), desk.notices(document, writer.lang))


def earlier_detail(desk: Desk, lookup: Lookup, turn: int) -> EarlierDetail:
    """Raises AnswerGone, DatabaseUnusable."""
    services = desk.services
    found: list[KeptTurn] = services.records.conversations.by_ids([turn])
    if not found:
        raise AnswerGone(days=services.settings.conversation_days)
    kept = found[0]
    # Whose conversation it is a part of is nobody's business here.
    shown = replace(view_of(kept, services.library), number=1, conversation="")
    again = lookup.address("/svar", q=kept.situation or kept.question)
    return EarlierDetail(shown, kept.asked.astimezone(OSLO), kept.remark, again)
