"""*Oppslag* as a browser without JavaScript gets it, and the parts that a script asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from assistant.answering.answer import Question
from assistant.bootstrap import Services
from assistant.conversations.conversation import Thumb
from assistant.dates import today
from assistant.helpdesk.approved import ClauseTie
from assistant.secrets import new_secret
from assistant.texts import LANGUAGES
from knowledge.errors import UnavailableError
from web.pages.lookup import recent
from web.pages.lookup.query import Lookup, parts_of

ONE_G = "/oppslag/ledd/08-2025/satsingsomrade-1.saerlige-vilkar-7"
STEPS = ["/oppslag", "/oppslag?q=1g", f"{ONE_G}?q=1g", "/oppslag/svar?q=Hvem+kan+s%C3%B8ke", "/oppslag/svar?q=%3F"]


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def mail_in(page: str, lang: str) -> str:
    found = re.search(rf'<template id="epost-{lang}-tekst">(.*?)</template>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def hits_of(page: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'class="hit" href="([^"]+)"', page)]


@pytest.fixture
def approved(services: Services) -> Iterator[int]:
    """An approved answer with words of its own."""
    clause = services.tools.search.clause("08-2025", "vilkar-tilskudd-3")
    question = f"Kan nabokommunen {uuid4().hex[:8]} telle sine deltakere med?"
    answer = services.records.approved.write(
        question, "nb", "Ja, det er prosjektet som må ha ti.", "08-2025",
        [ClauseTie("08-2025", clause.id, clause.text)], [], by="ola",
    )  # fmt: skip
    services.records.approved.approve(answer, by="kari")
    yield answer
    services.records.approved.withdraw(answer)


@pytest.mark.parametrize("path", [*STEPS, "/oppslag/godkjent/1", "/oppslag/sporsmal/1"])
def test_nobody_looks_up_without_signing_in(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/logg-inn?neste=")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", STEPS)
def test_every_step_is_a_page_with_an_address_of_its_own(helpdesk: TestClient, path: str, lang: str) -> None:
    page = helpdesk.get(path, params={"lang": lang, **dict(pairs_of(path))})
    assert page.status_code == 200
    assert f'<html lang="{lang}"' in page.text
    assert not re.search(r"<style|\sstyle=|\son\w+=", page.text)
    helpdesk.cookies.delete("lang")


def pairs_of(path: str) -> list[tuple[str, str]]:
    query = path.partition("?")[2]
    return [
        (name, unquote(value.replace("+", " "))) for name, _, value in (p.partition("=") for p in query.split("&") if p)
    ]


def test_a_short_word_finds_the_clause_that_has_it_first(helpdesk: TestClient) -> None:
    page = helpdesk.get("/oppslag", params={"q": "1g"}).text
    assert hits_of(page)[0] == f"{ONE_G}?q=1g#detalj"
    assert "<mark>1G</mark>" in page
    assert hits_of(helpdesk.get("/oppslag", params={"q": "1 G"}).text)[0].startswith(ONE_G)


def test_words_are_found_where_they_are_parts_of_others(helpdesk: TestClient) -> None:
    assert "deltaker<mark>stønad</mark>" in helpdesk.get("/oppslag", params={"q": "stønad"}).text


def test_a_script_gets_the_part_and_never_from_a_cache(helpdesk: TestClient) -> None:
    part = helpdesk.get("/oppslag", params={"q": "1g"}, headers={"hx-request": "true"})
    assert "<html" not in part.text
    assert part.headers["cache-control"] == "no-store"
    assert "HX-Request" in part.headers["vary"]
    opened = helpdesk.get(ONE_G, headers={"hx-request": "true"})
    assert "<html" not in opened.text
    assert 'class="opened"' in opened.text


def test_a_clause_comes_with_what_introduces_it_and_its_condition(helpdesk: TestClient) -> None:
    said = text_of(helpdesk.get(ONE_G, params={"q": "1g"}).text)
    assert "Innledning: For prosjekter som har som mål å prøve ut modeller" in said
    assert "Vilkår: Deltakere kan få deltakerstønad så lenge de ikke får stønad fra andre ordninger." in said


def test_the_mail_is_in_the_language_asked_for_with_the_clause_and_its_link(helpdesk: TestClient) -> None:
    page = helpdesk.get(ONE_G, params={"q": "1g"}).text
    nynorsk = mail_in(page, "nn")
    assert "kan kommunen søkje om deltakarstønad på opptil 1G per deltakar per år" in nynorsk
    assert "«Kommunen kan søke om deltakerstønad på opptil 1G per deltaker per år uansett alder.»" in nynorsk
    assert "http://localhost/kilder/08-2025#satsingsomrade-1.saerlige-vilkar-7" in nynorsk
    assert "så lenge de ikke får stønad fra andre ordninger" in nynorsk
    assert "Venleg helsing\nHelpdesk-" in nynorsk
    assert mail_in(page, "nb") != nynorsk


def test_no_mail_address_is_longer_than_mail_programs_take_and_all_have_a_link(
    helpdesk: TestClient, services: Services
) -> None:
    for clause in services.library.show("08-2025").clauses[::9]:
        page = helpdesk.get(f"/oppslag/ledd/08-2025/{clause.id}").text
        addresses = [unescape(each) for each in re.findall(r'href="(mailto:\?[^"]*)"', page)]
        assert len(addresses) == 3
        assert all(len(each) <= 1_900 for each in addresses)
        assert clause.text in mail_in(page, "nb")


def test_a_question_is_answered_with_its_reasons(helpdesk: TestClient) -> None:
    page = helpdesk.get("/oppslag/svar", params={"q": "Vi er en kommune med 8 deltakere, kan vi søke på område 2?"})
    said = text_of(page.text)
    assert "8 deltakere er færre enn minstekravet på ti." in said
    assert "Hvorfor dette svaret" in said
    assert "Hvor mange deltakere har prosjektet? 8" in said
    assert "Bryter kravet Antall deltakere" in said or "Bryter kravetAntall deltakere" in said
    assert "Sitert" in said
    assert "{" not in said
    assert mail_in(page.text, "nn").startswith("Hei,\n\nDu spurde: Vi er en kommune")


def test_what_is_outside_is_answered_without_a_mail(helpdesk: TestClient) -> None:
    page = helpdesk.get("/oppslag/svar", params={"q": "Hva er hovedstaden i Frankrike?"}).text
    assert "data-mail" not in page
    assert "Hvorfor dette svaret" in page


def test_what_cannot_be_asked_is_told(helpdesk: TestClient) -> None:
    page = helpdesk.get("/oppslag/svar", params={"q": "?!"})
    assert page.status_code == 200
    assert 'role="alert"' in page.text


def test_an_approved_answer_comes_first_and_can_be_sent(
    helpdesk: TestClient, services: Services, approved: int
) -> None:
    kept = services.records.approved.find(approved)
    page = helpdesk.get("/oppslag", params={"q": kept.question}).text
    assert hits_of(page)[0].startswith(f"/oppslag/godkjent/{approved}?")
    opened = helpdesk.get(f"/oppslag/godkjent/{approved}").text
    assert "Godkjent av kari" in text_of(opened)
    assert "Ja, det er prosjektet som må ha ti." in mail_in(opened, "nb")
    clause = helpdesk.get("/oppslag/ledd/08-2025/vilkar-tilskudd-3").text
    assert f"/oppslag/godkjent/{approved}" in clause
    machine = helpdesk.get("/oppslag/svar", params={"q": kept.question}).text
    assert "så maskinen har ikke laget noe eget" in machine


def test_an_answer_that_is_withdrawn_is_not_found_and_cannot_be_sent(
    helpdesk: TestClient, services: Services, approved: int
) -> None:
    kept = services.records.approved.find(approved)
    services.records.approved.withdraw(approved)
    assert f"/godkjent/{approved}" not in helpdesk.get("/oppslag", params={"q": kept.question}).text
    opened = helpdesk.get(f"/oppslag/godkjent/{approved}").text
    assert "trukket tilbake" in opened
    assert "data-mail" not in opened


def test_questions_asked_before_are_found_once_each_and_can_be_answered_again(
    helpdesk: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "KEPT_SECONDS", 0.0)
    recent._READ.clear()
    word = f"xq{uuid4().hex[:8]}"
    question = f"Hvem kan søke, {word}?"
    answer = services.ask(Question("Hvem kan søke?", today()))
    device = new_secret()
    kept = [services.records.conversations.add(device, None, question, question, answer) for _ in range(3)]
    services.records.conversations.rate(device, kept[-1].id, Thumb.DOWN)
    page = helpdesk.get("/oppslag", params={"q": word}).text
    assert f"/oppslag/sporsmal/{kept[-1].id}?q={word}#detalj" in hits_of(page)
    assert text_of(page).count(question) == 1
    assert "stilt 3 ganger" in page
    opened = helpdesk.get(f"/oppslag/sporsmal/{kept[-1].id}").text
    assert "Tommel ned" in opened
    assert "/oppslag/svar?q=Hvem+kan" in opened
    assert f"/ko/nytt?tur={kept[-1].id}" in opened
    assert kept[-1].conversation not in opened


def test_filters_keep_to_what_is_chosen_and_stand_in_the_address(helpdesk: TestClient, services: Services) -> None:
    section = "Slik søker dere"
    page = helpdesk.get("/oppslag", params={"q": "søknad", "avsnitt": section, "rundskriv": "08-2025"}).text
    clauses = [each for each in hits_of(page) if "/ledd/" in each]
    assert clauses
    assert all("/slik-soker-" in each and "avsnitt=Slik" in each and "rundskriv=08-2025" in each for each in clauses)
    assert f'<option value="{section}" selected>' in page
    by_topic = helpdesk.get("/oppslag", params={"emne": "minimum-participants"}).text
    assert {re.search(r"/ledd/08-2025/([^?]+)", each)[1] for each in hits_of(by_topic)} == {  # type: ignore[index]
        "vilkar-tilskudd-3",
        "kriteriene-imdi-10",
    }
    assert not [
        each for each in hits_of(helpdesk.get("/oppslag", params={"ar": "1999", "q": "1g"}).text) if "/ledd/" in each
    ]


def test_what_is_typed_is_escaped_and_identity_numbers_are_not_looked_up(helpdesk: TestClient) -> None:
    page = helpdesk.get("/oppslag", params={"q": '"><script>alert(1)</script> 01019012345'}).text
    assert "<script>alert" not in page
    assert "01019012345" not in page
    assert "[fødselsnummer fjernet]" in page


def test_unknown_places_are_plain_pages(helpdesk: TestClient) -> None:
    for path in ("/ledd/08-2025/no-such", "/ledd/99-1999/x", "/godkjent/2000000000", "/sporsmal/2000000000"):
        assert helpdesk.get(f"/oppslag{path}").status_code == 404
    assert helpdesk.get("/oppslag/sporsmal/99999999999999999999").status_code == 422


def test_without_an_index_the_words_are_still_found(
    helpdesk: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_: object, **__: object) -> None:
        raise UnavailableError(reason="test")

    monkeypatch.setattr(services.tools.search, "clauses", unavailable)
    monkeypatch.setattr(services.tools.search, "topics", unavailable)
    page = helpdesk.get("/oppslag", params={"q": "1g"}).text
    assert hits_of(page)[0].startswith(ONE_G)
    assert "ikke klart akkurat nå" in page
    assert helpdesk.get(ONE_G, params={"q": "1g"}).status_code == 200


def test_a_text_in_parts_is_the_whole_text() -> None:
    text = "Kommunen kan søke om deltakerstønad på opptil 1G per deltaker."
    parts = parts_of(text, Lookup("deltaker 1g").patterns)
    assert "".join(part.words for part in parts) == text
    assert [part.words for part in parts if part.is_typed] == ["deltaker", "1G", "deltaker"]
