from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.answering.answer import APPROVED, Answer, AnswerStatus, Notice, Sentence
from assistant.bootstrap import Services
from assistant.citations.citation import Citation
from assistant.helpdesk.approved import ApprovedAnswer, ClauseTie, State
from assistant.helpdesk.mail import MailWriter, is_quote
from assistant.texts import LANGUAGES
from web.wording import all_texts

DAY = date(2025, 1, 10)
FIRST = Citation("08-2025", "krav-1", ("Krav", "Særlige krav"), "Prosjektet må ha minst ti deltakere.", 0, 36)
SECOND = Citation("08-2025", "krav-2", ("Krav", "Særlige krav"), "Deltakere telles én gang.", 37, 62)
OTHER = Citation("08-2025", "frist-1", ("Frister",), "Fristen er 19. februar 2025.", 63, 91)
ANSWER = Answer(
    AnswerStatus.ANSWERED,
    "nb",
    (
        Sentence("Det må være ti. [1]", (1,)),
        Sentence("«Prosjektet må ha minst ti deltakere.» [1]", (1,)),
        Sentence("Spør tuki på tuki@imdi.no."),
    ),
    (FIRST, OTHER),
    (Notice("deadline_left", "Søknadsfristen er 19. februar 2025."), Notice(APPROVED, "Godkjent av Ola.")),
    rundskriv="08-2025",
    sha256="d9adb8ef" * 8,
)


@pytest.fixture
def writer() -> Callable[[str], MailWriter]:
    def in_language(lang: str) -> MailWriter:
        return MailWriter(lang, all_texts(), "Kari Nordmann", lambda each: f"https://tuki.no/kilder/#{each.clause}")

    return in_language


Writer = Callable[[str], MailWriter]


def test_a_mail_has_the_answer_each_clause_with_its_link_and_who_sends_it(writer: Writer) -> None:
    mail = writer("nn").write(writer("nn").of_answer(ANSWER, "Kor mange?", "tal på deltakarar", DAY, "tuki@imdi.no"))
    assert mail.subject == "Svar frå tuki: Tal på deltakarar (rundskriv 08-2025)"
    assert mail.body.startswith(
        "Hei,\n\nDu spurde: Kor mange?\n\nSøknadsfristen er 19. februar 2025.\n\nDet må være ti. [1]"
    )
    assert "Rundskriv 08-2025 › Krav › Særlige krav\n[1] «Prosjektet må ha minst ti deltakere.»\n" in mail.body
    assert "https://tuki.no/kilder/#krav-1" in mail.body
    assert mail.body.endswith("Venleg helsing\nKari Nordmann\ntuki, IMDi")


def test_a_clause_is_quoted_once_and_nobody_is_told_to_write_to_who_writes(writer: Writer) -> None:
    body = writer("nb").write(writer("nb").of_answer(ANSWER, "", "deltakere", DAY, "tuki@imdi.no")).body
    assert body.count("minst ti deltakere") == 1
    assert "Spør tuki" not in body
    assert "Godkjent av Ola" not in body


def test_clauses_of_one_section_stand_under_its_name(writer: Writer) -> None:
    content = writer("nb").of_clauses("", [FIRST, SECOND, OTHER], 1, "krav", "d9adb8ef", DAY, [])
    body = writer("nb").write(content).body
    assert body.count("Særlige krav") == 1
    assert "Dette står i rundskriv 08-2025:" in body
    assert "ordrett fra rundskriv 08-2025 (versjon d9adb8ef), hentet 10. januar 2025" in body


def test_where_there_is_little_room_the_clause_asked_about_is_still_quoted(writer: Writer) -> None:
    mail = writer("nb").write(writer("nb").of_clauses("", [FIRST, SECOND], 2, "krav", "d9adb8ef", DAY, []))
    main, bare, paste = mail.shorter
    assert SECOND.quote in main
    assert FIRST.quote not in main
    assert FIRST.quote not in bare
    assert "#krav-1" in bare
    assert len(mail.body) > len(main) > len(bare) > len(paste)


def test_an_approved_answer_is_sent_as_it_was_written(writer: Writer) -> None:
    now = datetime(2025, 1, 10, tzinfo=UTC)
    approved = ApprovedAnswer(
        1, "Kan vi telle sammen?", "nb", "Ja.\n\n  Én gang hver.", "08-2025", State.APPROVED, "ola", now, "kari", now,
        None, (ClauseTie("08-2025", "krav-1", FIRST.quote),), ("Kan vi telle sammen?",),
    )  # fmt: skip
    body = writer("nb").write(writer("nb").of_approved(approved, [FIRST], "d9adb8ef", DAY, ["Fristen er nær."])).body
    assert "Hei,\n\nFristen er nær.\n\nJa.\nÉn gang hver.\n\n" in body
    assert "Svaret er skrevet av tuki" in body


def test_an_answer_that_is_all_quotes_has_a_lead(writer: Writer) -> None:
    quotes = replace(ANSWER, sentences=(Sentence("«Prosjektet må ha minst ti deltakere.» [1]", (1,)),))
    body = writer("nb").write(writer("nb").of_answer(quotes, "", "deltakere", DAY)).body
    assert "Dette står i rundskriv 08-2025:" in body


def test_only_a_marked_sentence_in_quotation_marks_is_a_quote() -> None:
    assert is_quote(Sentence("«Ti deltakere.» [1]", (1,)))
    assert not is_quote(Sentence("«Ti deltakere.»"))
    assert not is_quote(Sentence("Det står «ti deltakere». [1]", (1,)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_can_write_one(services: Services, writer: Writer, lang: str) -> None:
    mail = writer(lang).write(writer(lang).of_answer(ANSWER, "", "x", DAY))
    assert "{" not in mail.body + mail.subject
    assert writer(lang).clause(FIRST).startswith(f"«{FIRST.quote}»\n")
