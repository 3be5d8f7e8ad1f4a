"""`/ko`: as a browser without JavaScript gets it. Its services are its own, with nothing else in their database."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.accounts.account import Role
from assistant.answering.answer import Question
from assistant.bootstrap import Services, open_services
from assistant.conversations.conversation import KeptTurn, Reason, Thumb
from assistant.dates import today
from assistant.helpdesk.approved import ClauseTie, State
from assistant.secrets import new_secret
from assistant.settings import Settings
from assistant.texts import LANGUAGES
from knowledge.errors import SearchUnavailable
from web.cli import main
from web.pages.queue.approval import grouping_over

Client = Callable[[Services, Role], TestClient]
LUNCH = [
    "Kan vi få dekket lunsj til deltakerne?",
    "Dekker tilskuddet lunsj til deltakerne?",
    "Får vi dekket lunsj til deltakerne?",
]
SHARE = "Hvor mange prosent må egenandelen være?"
CLAUSES = ["08-2025/vilkar-tilskudd-3", "08-2025/vilkar-tilskudd-8"]
QUOTE = "Prosjektet må ha minimum ti deltakere."
DEVICE = new_secret()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=tmp_path_factory.mktemp("own")))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def emptied(own: Services) -> Iterator[None]:
    """Each test begins with an empty queue, and with no answer that is given."""
    yield
    own.records.conversations.delete_all(DEVICE)
    for answer in own.records.approved.all(State.AWAITING, State.APPROVED, State.REVIEW):
        own.records.approved.withdraw(answer.id)


@pytest.fixture(scope="module")
def desk(own: Services, signed_in: Client) -> TestClient:
    return signed_in(own, Role.HELPDESK)


@pytest.fixture(scope="module")
def careful(own: Services, signed_in: Client) -> Iterator[tuple[TestClient, TestClient]]:
    """Two of the helpdesk where an answer needs a second pair of eyes, over the same data."""
    opened = open_services(own.settings.model_copy(update={"second_eyes": True}))
    yield signed_in(opened, Role.HELPDESK), signed_in(opened, Role.HELPDESK)
    opened.close()


def asked(services: Services, *questions: str) -> list[KeptTurn]:
    return [
        services.records.conversations.add(DEVICE, None, text, text, services.ask(Question(text, today())))
        for text in questions
    ]


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def typed(**changed: object) -> dict[str, object]:
    form = {
        "sporsmal": LUNCH[0],
        "stilt": "\n".join(LUNCH),
        "tekst": "Ja, når lunsjen er en del av opplegget.",
        "sprak": "nb",
        "rundskriv": "08-2025",
        "ledd": CLAUSES,
        "gjor": "godkjenn",
    }
    return {**form, **changed}


def address_of(page: TestClient, response_url: object) -> str:
    found = re.search(r"/ko/svar/\d+", str(response_url))
    assert found, response_url
    return found[0]


def approve_form(page: str) -> dict[str, list[str]]:
    form = re.search(r'<form action="[^"]+/godkjenn".*?</form>', page, re.S)
    assert form
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[0]):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def audited(services: Services, most: int) -> list[tuple[str, str]]:
    return [(entry.action, entry.about) for entry in services.records.audit.newest(most)]


def ticked(page: str) -> list[str]:
    return re.findall(r'name="ledd" value="([^"]+)" checked', page)


def test_nobody_sees_the_queue_without_signing_in(client: TestClient) -> None:
    answer = client.get("/ko", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/logg-inn?neste=%2Fko")


def test_questions_stand_in_groups_the_largest_first_with_why(own: Services, desk: TestClient) -> None:
    turns = asked(own, SHARE, *LUNCH)
    own.records.conversations.rate(DEVICE, turns[1].id, Thumb.DOWN, Reason.INCOMPLETE, "Haster <b>veldig</b>")
    page = desk.get("/ko").text
    said = text_of(page)
    groups = re.findall(r'<li class="group">.*?</form>', page, re.S)
    assert len(groups) == 2
    assert "3 ganger" in text_of(groups[0])
    assert "tommel ned: 1" in text_of(groups[0])
    assert "Noe mangler" in text_of(groups[0])
    assert all(question in text_of(groups[0]) for question in LUNCH)
    assert SHARE in text_of(groups[1])
    assert "<b>veldig" not in page
    assert "Spørsmål: 4. Grupper: 2." in said


def test_a_group_leads_to_the_editor_with_all_that_was_asked(own: Services, desk: TestClient) -> None:
    asked(own, *LUNCH)
    link = re.search(r'href="(/ko/nytt\?[^"]+)"', desk.get("/ko").text)
    assert link
    page = desk.get(unescape(link[1])).text
    area = re.search(r'name="stilt".*?>(.*?)</textarea>', page, re.S)
    assert area
    assert {*unescape(area[1]).splitlines()} == {*LUNCH}
    assert "Slik svarer maskinen nå" in text_of(page)
    assert "Rundskrivet sier ikke om tilskuddet kan brukes til mat" in text_of(page)
    assert not ticked(page)
    assert page.count('name="ledd"') > 2


def test_what_is_done_leaves_the_queue(own: Services, desk: TestClient) -> None:
    turns = asked(own, *LUNCH, SHARE)
    page = desk.post("/ko/ferdig", data={"tur": [turn.id for turn in turns[:3]]}).text
    assert "3 spørsmål er tatt ut av køen." in text_of(page)
    assert LUNCH[0] not in text_of(page)
    assert SHARE in text_of(page)
    assert audited(own, 1) == [("queue_handled", ", ".join(str(turn.id) for turn in turns[:3]))]


def test_only_the_last_week_can_be_shown(own: Services, desk: TestClient) -> None:
    asked(own, SHARE)
    assert SHARE in text_of(desk.get("/ko", params={"periode": "uke"}).text)


def test_clauses_are_sought_without_losing_what_was_typed(desk: TestClient) -> None:
    page = desk.post("/ko/nytt", data=typed(gjor="finn", sok="minimum ti deltakere", ledd=CLAUSES[1:], tekst="Nei <i>"))
    assert page.status_code == 200
    assert ticked(page.text) == CLAUSES[1:]
    assert f'value="{CLAUSES[0]}"' in page.text
    assert QUOTE in text_of(page.text)
    assert ">Nei &lt;i&gt;</textarea>" in page.text
    assert 'value="minimum ti deltakere"' in page.text


def test_it_is_shown_as_the_chat_will_show_it(own: Services, desk: TestClient) -> None:
    page = desk.post("/ko/nytt", data=typed(gjor="vis")).text
    preview = text_of(page[page.index('id="forhandsvisning"') :])
    assert "Ja, når lunsjen er en del av opplegget. [1] [2]" in preview
    assert QUOTE in preview
    assert "Svaret er skrevet av tuki" in preview
    assert not own.records.approved.all(State.AWAITING, State.APPROVED)
    bare = desk.post("/ko/nytt", data=typed(gjor="vis", ledd=[])).text
    assert "kryss av minst ett ledd" in text_of(bare)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"sporsmal": " "}, "sporsmal", "Skriv spørsmålet."),
        ({"sporsmal": "?!"}, "sporsmal", "?!"),
        ({"sporsmal": "a" * 5_000}, "sporsmal", "4000"),
        ({"stilt": "Lunsj?\n?!"}, "stilt", "?!"),
        ({"stilt": "Kan 01010012356 delta?"}, "stilt", "fødselsnummer"),
        ({"stilt": "\n".join(f"Lunsj {n}?" for n in range(300))}, "stilt", "høyst 200"),
        ({"tekst": "\n"}, "tekst", "Skriv svaret."),
        ({"tekst": "a" * 20_000}, "tekst", "høyst 10000"),
        ({"tekst": "Ja\x00"}, "tekst", "tegn som ikke kan vises"),
        ({"tekst": "Ring 01010012356."}, "tekst", "fødselsnummer"),
        ({"ledd": []}, "ledd", "Kryss av minst ett ledd."),
        ({"ledd": ["08-2025/nothing"]}, "ledd", "Leddet «nothing» finnes ikke."),
        ({"ledd": ["99/nothing"]}, "ledd", "finnes ikke"),
        ({"rundskriv": "99-1999"}, "rundskriv", "Velg et rundskriv"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    own: Services, desk: TestClient, changed: dict[str, object], field: str, said: str
) -> None:
    form = typed(**changed)
    page = desk.post("/ko/nytt", data=form)
    assert page.status_code == 422
    fault = re.search(rf'id="{field}-feil">(.*?)</p>', page.text, re.S)
    assert fault
    assert said in unescape(fault[1])
    assert re.search(rf'id="{field}"[^>]*aria-describedby="[^"]*{field}-feil"[^>]*aria-invalid="true"', page.text)
    assert f'href="#{field}"' in page.text
    for name in ("sporsmal", "stilt", "tekst"):
        area = re.search(rf'name="{name}".*?>(.*?)</textarea>', page.text, re.S)
        assert area
        assert unescape(area[1]).strip() == str(form[name]).strip()
    assert not own.records.approved.all(State.AWAITING, State.APPROVED)


def test_one_answer_to_all_of_a_group_is_written_and_given(own: Services, desk: TestClient) -> None:
    turns = asked(own, *LUNCH, SHARE)
    page = desk.post("/ko/nytt", data=typed(tur=[turn.id for turn in turns[:3]]))
    said = text_of(page.text)
    assert "Godkjent. Svaret blir gitt i chatten fra nå av. 3 spørsmål er tatt ut av køen." in said
    number = address_of(desk, page.url).rsplit("/", 1)[1]
    assert audited(own, 2) == [("answer_approved", number), ("answer_written", number)]
    kept = own.records.approved.find(int(number))
    assert kept.clauses[0].quote == QUOTE
    assert kept.written_by == kept.approved_by
    assert [turn.question for turn in own.records.conversations.open_questions(10)] == [SHARE]
    assert "Godkjente (1)" in text_of(desk.get("/ko").text)
    given = text_of(desk.post("/spor", data={"sporsmal": LUNCH[1]}).text)
    assert "Ja, når lunsjen er en del av opplegget." in given
    assert f"godkjent av {kept.approved_by.title()}" in given


def test_what_was_taken_out_of_the_askings_stays_in_the_queue(own: Services, desk: TestClient) -> None:
    turns = asked(own, LUNCH[0], SHARE)
    page = desk.post("/ko/nytt", data=typed(stilt=LUNCH[0], tur=[turn.id for turn in turns]))
    assert "Ett spørsmål er tatt ut av køen." in text_of(page.text)
    assert [turn.question for turn in own.records.conversations.open_questions(10)] == [SHARE]


def test_one_asked_in_another_language_waits_for_its_own_answer(own: Services, desk: TestClient) -> None:
    english = "Can we get lunch covered for the participants?"
    turns = asked(own, LUNCH[0], english)
    ids = [turn.id for turn in turns]
    assert "stilt på et annet språk" in text_of(desk.get("/ko/nytt", params={"tur": ids}).text)
    desk.post("/ko/nytt", data=typed(stilt=f"{LUNCH[0]}\n{english}", tur=ids))
    assert [turn.question for turn in own.records.conversations.open_questions(10)] == [english]


def test_what_is_saved_awaits_approval_and_is_approved_as_it_was_read(own: Services, desk: TestClient) -> None:
    turns = asked(own, *LUNCH)
    page = desk.post("/ko/nytt", data=typed(gjor="lagre", tur=[turn.id for turn in turns]))
    address = address_of(desk, page.url)
    assert "venter på godkjenning" in text_of(page.text)
    assert "Venter på godkjenning (1)" in text_of(desk.get("/ko").text)
    read = approve_form(page.text)
    stale = desk.post(f"{address}/godkjenn", data={**read, "versjon": "2020-01-01"})
    assert stale.status_code == 409
    assert "Les det på nytt" in text_of(stale.text)
    assert not own.records.approved.all(State.APPROVED)
    done = desk.post(f"{address}/godkjenn", data=read)
    assert "3 spørsmål er tatt ut av køen." in text_of(done.text)


def test_who_wrote_may_not_approve_where_two_are_needed(own: Services, careful: tuple[TestClient, TestClient]) -> None:
    writer, other = careful
    asked(own, *LUNCH)
    page = writer.post("/ko/nytt", data=typed())
    address = address_of(writer, page.url)
    assert "En annen må godkjenne det." in text_of(page.text)
    assert "/godkjenn" not in page.text
    assert "Lagre og godkjenn" not in text_of(writer.get("/ko/nytt").text)
    version = own.records.approved.all(State.AWAITING)[0].written.isoformat()
    assert writer.post(f"{address}/godkjenn", data={"versjon": version}).status_code == 403
    assert not own.records.approved.all(State.APPROVED)
    # The other one comes by the list, and knows nothing of the turns it was written for.
    done = other.post(f"{address}/godkjenn", data=approve_form(other.get(address).text))
    assert "3 spørsmål er tatt ut av køen." in text_of(done.text)
    assert not own.records.conversations.open_questions(10)


def test_a_changed_answer_awaits_approval_again(own: Services, desk: TestClient) -> None:
    address = address_of(desk, desk.post("/ko/nytt", data=typed()).url)
    form = desk.get(f"{address}/rediger").text
    assert ticked(form) == CLAUSES
    version = re.search(r'name="versjon" value="([^"]+)"', form)
    assert version
    changed = typed(gjor="lagre", tekst="Nei.", versjon=unescape(version[1]))
    assert "venter på godkjenning" in text_of(desk.post(f"{address}/rediger", data=changed).text)
    assert [kept.text for kept in own.records.approved.all(State.AWAITING)] == ["Nei."]
    late = desk.post(f"{address}/rediger", data={**changed, "tekst": "Kanskje."})
    assert late.status_code == 422
    assert "endret svaret mens du skrev" in text_of(late.text)
    assert ">Kanskje.</textarea>" in late.text
    again = re.search(r'name="versjon" value="([^"]+)"', late.text)
    assert again
    desk.post(f"{address}/rediger", data={**changed, "tekst": "Kanskje.", "versjon": unescape(again[1])})
    assert [kept.text for kept in own.records.approved.all(State.AWAITING)] == ["Kanskje."]


def test_an_answer_is_withdrawn_and_can_be_approved_again(own: Services, desk: TestClient) -> None:
    address = address_of(desk, desk.post("/ko/nytt", data=typed()).url)
    page = desk.post(f"{address}/trekk").text
    assert "Trukket tilbake" in text_of(page)
    assert audited(own, 1) == [("answer_withdrawn", address.rsplit("/", 1)[1])]
    assert "godkjent av" not in text_of(desk.post("/spor", data={"sporsmal": LUNCH[0]}).text)
    desk.post(f"{address}/godkjenn", data=approve_form(page))
    assert "godkjent av" in text_of(desk.post("/spor", data={"sporsmal": LUNCH[0]}).text)


def test_pressing_twice_writes_one_answer(own: Services, desk: TestClient) -> None:
    pages = [desk.post("/ko/nytt", data=typed(gjor="lagre")) for _ in range(2)]
    assert len({address_of(desk, page.url) for page in pages}) == 1
    assert len(own.records.approved.all(State.AWAITING)) == 1


def test_an_answer_whose_clause_changed_is_to_be_looked_at_again(own: Services, desk: TestClient) -> None:
    ties = [ClauseTie("08-2025", "vilkar-tilskudd-3", "Prosjektet må ha minimum åtte deltakere.")]
    answer = own.records.approved.write(LUNCH[0], "nb", "Ja.", "08-2025", ties, [], by="kari")
    own.records.approved.approve(answer, "ola")
    assert "Må ses på igjen (1)" in text_of(desk.get("/ko").text)
    page = desk.get(f"/ko/svar/{answer}").text
    assert "minimum åtte" in page
    assert QUOTE in page
    assert "/godkjenn" not in page
    version = own.records.approved.find(answer).written.isoformat()
    assert desk.post(f"/ko/svar/{answer}/godkjenn", data={"versjon": version}).status_code == 409
    form = desk.get(f"/ko/svar/{answer}/rediger").text
    assert not ticked(form)
    assert 'value="08-2025/vilkar-tilskudd-3"' in form


def test_a_question_with_an_approved_answer_leads_to_it(desk: TestClient) -> None:
    address = address_of(desk, desk.post("/ko/nytt", data=typed()).url)
    page = desk.get("/ko/nytt", params={"sporsmal": LUNCH[2]}).text
    assert f'href="{address}/rediger"' in page
    assert "Rundskrivet sier ikke" in text_of(page)


def test_approved_answers_are_downloaded_for_the_evaluation(desk: TestClient) -> None:
    desk.post("/ko/nytt", data=typed())
    desk.post("/ko/nytt", data=typed(sporsmal=SHARE, stilt="", gjor="lagre"))
    file = desk.get("/ko/evaluering.jsonl")
    assert "attachment" in file.headers["content-disposition"]
    cases = [json.loads(line) for line in file.text.splitlines()]
    assert [case["question"] for case in cases] == LUNCH
    assert all(case["gold"][0] == QUOTE for case in cases)


def test_the_machine_is_asked_them_without_the_approved_answers(
    own: Services, desk: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.post("/ko/nytt", data=typed())
    monkeypatch.setenv("TUKI_DATA_DIR", str(own.settings.data_dir))
    assert main(["eval", "--approved", "--out", str(tmp_path)]) == 0
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert {entry["case"]["question"] for entry in report["questions"]} == {*LUNCH}
    assert {entry["answer"]["status"] for entry in report["questions"]} == {"not_stated"}


def test_no_approved_answers_are_nothing_to_score(
    own: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUKI_DATA_DIR", str(own.settings.data_dir))
    assert main(["eval", "--approved", "--out", str(tmp_path)]) == 64
    assert "ingen spørsmål" in capsys.readouterr().err


def test_what_is_written_runs_nowhere(own: Services, desk: TestClient) -> None:
    hostile = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{7*7}} lunsj"
    page = desk.post("/ko/nytt", data=typed(sporsmal=hostile, stilt=hostile, tekst=hostile))
    pages = [page.text, desk.get("/ko?vis=godkjente").text, desk.get(address_of(desk, page.url) + "/rediger").text]
    assert all("<script>alert" not in each and "<img src=x" not in each and "{{7*7}}" in each for each in pages)


@pytest.mark.parametrize("path", ["/ko/svar/2147483647", "/ko/svar/2147483647/rediger"])
def test_an_unknown_answer_is_a_plain_page(desk: TestClient, path: str) -> None:
    page = desk.get(path)
    assert page.status_code == 404
    assert "Svaret finnes ikke." in text_of(page.text)


@pytest.mark.parametrize("path", ["/ko/svar/99999999999999999999", "/ko/nytt?tur=99999999999999999999", "/ko?side=0"])
def test_a_number_that_no_row_can_have_is_refused(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 422


def test_without_an_index_the_queue_still_opens(
    own: Services, desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(own, LUNCH[0], LUNCH[0])

    def unavailable(_: Sequence[KeptTurn]) -> None:
        raise SearchUnavailable

    monkeypatch.setattr(grouping_over(own.tools.search), "groups", unavailable)
    page = text_of(desk.get("/ko").text)
    assert "Søket er ikke klart akkurat nå" in page
    assert "2 ganger" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_keep_to_themselves_in_every_language(own: Services, desk: TestClient, lang: str) -> None:
    turns = asked(own, *LUNCH)
    desk.post("/ko/nytt", data=typed(gjor="lagre"))
    for path in ("/ko", "/ko?vis=venter", f"/ko/nytt?tur={turns[0].id}"):
        page = desk.get(path, params={"lang": lang})
        assert page.status_code == 200
        assert not re.search(r"<style|\sstyle=|\son\w+=|\|safe", page.text)
    desk.cookies.delete("lang")
