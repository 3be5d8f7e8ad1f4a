"""An approved answer is given first for the same question, and for no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answering.answer import Answer, AnswerStatus, Question, Turn
from assistant.bootstrap import Services, open_services
from assistant.helpdesk.approved import ClauseTie, State
from assistant.helpdesk.matching import CLAUSE_CHANGED, flag_changed
from assistant.settings import Settings
from knowledge.sources.rundskriv import Rundskriv

ASKED = "Kan vi få dekket lunsj til deltakerne?"
AS_OF = date(2025, 2, 1)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=tmp_path_factory.mktemp("own")))
    yield opened
    opened.close()


@pytest.fixture
def approved(own: Services, rundskriv: Rundskriv) -> Iterator[int]:
    """An answer tied to two clauses."""
    ties = [ClauseTie(clause.document, clause.id, clause.text) for clause in rundskriv.clauses[5:7]]
    answer = own.records.approved.write(
        ASKED, "nb", "Ja, når lunsjen er en del av opplegget.\nSkriv det i budsjettet.", "08-2025", ties, [], by="kari"
    )
    own.records.approved.approve(answer, "ola")
    yield answer
    own.records.approved.withdraw(answer)


def ask(services: Services, text: str, *earlier: str, lang: str | None = None) -> Answer:
    return services.ask(Question(text, AS_OF, tuple(Turn(each) for each in earlier), lang=lang))


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        "Dekker tilskuddet lunsj til deltakerne?",
        "kan vi få dekka lunsj til deltakarane?",
        "Hei. " + ASKED.lower(),
    ],
)
def test_the_same_question_gets_it_marked_with_its_clauses(own: Services, approved: int, text: str) -> None:
    answer = ask(own, text)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.is_approved
    assert answer.text == "Ja, når lunsjen er en del av opplegget.\nSkriv det i budsjettet. [1] [2]"
    source = own.library.show("08-2025").text
    assert [source[each.start : each.end] for each in answer.citations] == [each.quote for each in answer.citations]
    assert len(answer.citations) == 2
    assert "ola" in answer.notices[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange deltakere må prosjektet ha?",
        "Kan vi ikke få dekket lunsj til deltakerne?",
        "Hvor mye lunsj kan vi få dekket til deltakerne?",
        "Kan vi få dekket buss til deltakerne?",
        "Can we get lunch covered for the participants?",
    ],
)
def test_another_question_does_not_get_it(own: Services, approved: int, text: str) -> None:
    assert not ask(own, text).is_approved


def test_a_question_that_leans_on_another_does_not_get_it(own: Services, approved: int) -> None:
    assert not ask(own, "Og for deltakerne?", "Kan vi få dekket lunsj?").is_approved


def test_one_that_is_withdrawn_is_no_longer_given_and_approved_again_it_is(own: Services, approved: int) -> None:
    own.records.approved.withdraw(approved)
    assert not ask(own, ASKED).is_approved
    own.records.approved.approve(approved, "ola")
    assert ask(own, ASKED).is_approved


def test_one_that_only_awaits_approval_is_not_given(own: Services, rundskriv: Rundskriv) -> None:
    clause = rundskriv.clauses[5]
    own.records.approved.write(
        ASKED, "nb", "Ja.", "08-2025", [ClauseTie("08-2025", clause.id, clause.text)], [], by="kari"
    )
    assert not ask(own, ASKED).is_approved


def test_one_whose_quote_no_longer_stands_is_not_given_and_is_flagged(own: Services, rundskriv: Rundskriv) -> None:
    clause = rundskriv.clauses[5]
    ties = [ClauseTie("08-2025", clause.id, clause.text + " Alltid.")]
    answer = own.records.approved.write(ASKED, "nb", "Ja.", "08-2025", ties, [], by="kari")
    own.records.approved.approve(answer, "ola")
    assert not ask(own, ASKED).is_approved
    assert flag_changed(own.records, own.library) == [answer]
    kept = own.records.approved.find(answer)
    assert (kept.state, kept.review_reason) == (State.REVIEW, CLAUSE_CHANGED)
    noted = own.records.audit.newest(1)[0]
    assert (noted.who, noted.action, noted.about) == ("system", "answer_flagged", str(answer))
    assert flag_changed(own.records, own.library) == []


def test_an_answer_that_stands_is_not_flagged(own: Services, approved: int) -> None:
    assert flag_changed(own.records, own.library) == []
    assert own.records.approved.find(approved).state is State.APPROVED
