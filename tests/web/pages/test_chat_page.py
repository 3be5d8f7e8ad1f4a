"""Conversations as a browser without JavaScript has them: kept, one's own, and gone when they are deleted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text, update

from assistant.bootstrap import Services, open_services
from assistant.database.tables_sql import conversations, turns
from assistant.settings import Settings
from web.app import create_app

DEADLINE = "Søknadsfristen er 19. februar 2025."
NOT_STATED = "Hvor mange sider kan søknaden ha?"


def device(services: Services) -> TestClient:
    """Another browser."""
    return TestClient(create_app(services), base_url="http://localhost", raise_server_exceptions=False)


@pytest.fixture
def mine(services: Services) -> TestClient:
    return device(services)


@pytest.fixture
def other(services: Services) -> TestClient:
    return device(services)


@pytest.fixture
def own(data_dir: Path, tmp_path: Path) -> Iterator[Services]:
    """Services with a database of their own, over the shared index."""
    (tmp_path / "index").symlink_to(data_dir / "index")
    opened = open_services(Settings(data_dir=tmp_path))
    yield opened
    opened.close()


def ask(client: TestClient, question: str, conversation: str = "") -> tuple[str, str]:
    """The address of the conversation, and the page."""
    earlier = client.get(conversation).text if conversation else ""
    carried = {name: re.findall(rf'name="{name}" value="([^"]*)"', earlier) for name in ("tidligere", "nr", "samtale")}
    fields = {name: [unescape(value) for value in values] for name, values in carried.items() if values}
    page = client.post("/spor", data={**fields, "sporsmal": question})
    assert page.status_code == 200
    return page.url.path, unescape(re.sub(r"<[^>]+>", "", page.text))


def turn_id(client: TestClient, conversation: str) -> int:
    found = re.findall(r'action="/tur/(\d+)/tommel"', client.get(conversation).text)
    return int(found[-1])


def test_an_answer_has_the_address_of_its_conversation_and_is_there_on_coming_back(mine: TestClient) -> None:
    address, page = ask(mine, "Når er søknadsfristen?")
    assert re.fullmatch(r"/samtale/[\w-]{32}", address)
    assert DEADLINE in page
    assert DEADLINE in mine.get(address).text


def test_a_follow_up_joins_the_conversation_and_is_understood_from_it(mine: TestClient) -> None:
    address, _ = ask(mine, "Hvilke områder kan kommuner søke på?")
    same, page = ask(mine, "Og for fylkeskommuner?", address)
    assert same == address
    assert "Hvilke områder kan kommuner søke på?" in page
    assert "bare fylkeskommuner" in page


def test_every_answer_says_that_a_machine_made_it_and_from_which_version(mine: TestClient, services: Services) -> None:
    _, page = ask(mine, "Når er søknadsfristen?")
    version = services.library.show("08-2025").sha256[:8]
    assert f"satt sammen av en maskin fra rundskriv 08-2025 (versjon {version})" in page


def test_another_devices_conversation_is_as_if_it_were_not_there(mine: TestClient, other: TestClient) -> None:
    address, _ = ask(mine, "Når er søknadsfristen?")
    turn = turn_id(mine, address)
    ask(other, "Hvem kan søke?")
    assert other.get(address).status_code == 404
    assert other.post(f"/tur/{turn}/tommel", data={"tommel": "up"}).status_code == 404
    assert other.post(f"/tur/{turn}/del").status_code == 404
    other.post(f"{address}/slett")
    assert mine.get(address).status_code == 200


def test_a_question_cannot_be_put_into_another_devices_conversation(mine: TestClient, other: TestClient) -> None:
    address, _ = ask(mine, "Når er søknadsfristen?")
    page = other.post("/spor", data={"sporsmal": "Hvem kan søke?", "samtale": address.rsplit("/", 1)[1]})
    assert page.url.path != address
    assert "Hvem kan søke?" not in re.findall(r'<h2 class="question"[^>]*>([^<]*)', mine.get(address).text)


def test_my_conversations_are_listed_and_deleted_one_by_one_or_all(mine: TestClient) -> None:
    first, _ = ask(mine, "Når er søknadsfristen?")
    second, _ = ask(mine, "Hvem kan søke?")
    listed = mine.get("/samtaler").text
    assert first in listed
    assert second in listed
    mine.post(f"{first}/slett")
    assert mine.get(first).status_code == 404
    mine.post("/samtaler/slett")
    assert mine.get(second).status_code == 404


def test_a_deleted_conversation_leaves_no_word_in_the_database(own: Services) -> None:
    client = device(own)
    address, _ = ask(client, "Kan vi bruke pengene på sjokoladefontene?")
    client.post(f"{address}/slett")
    assert own.records.database.file is not None
    own.records.database.close()
    found = [
        path for path in own.records.database.file.parent.glob("tuki.db*") if "sjokolade" in str(path.read_bytes())
    ]
    assert not found


def test_conversations_go_when_their_days_are_over(own: Services) -> None:
    client = device(own)
    address, _ = ask(client, "Når er søknadsfristen?")
    with own.records.database.writing() as connection:
        connection.execute(update(conversations).values(changed=text("'2020-01-01T00:00:00.000000+00:00'")))
    assert client.get(address).status_code == 404
    assert own.records.conversations.delete_old() == 1
    with own.records.database.reading() as connection:
        assert not connection.execute(select(turns)).all()


@pytest.mark.parametrize("number", ["01010012356", "010100 12356", "01.01.00-12356", "41010012301"])
def test_an_identity_number_is_never_kept_nor_shown_and_the_user_is_told(own: Services, number: str) -> None:
    client = device(own)
    _, page = ask(client, f"Kan {number} delta i prosjektet?")
    assert number not in page
    assert "[fødselsnummer fjernet]" in page
    assert "Spørsmålet så ut til å inneholde et fødselsnummer" in page
    with own.records.database.reading() as connection:
        kept = str(connection.execute(select(turns)).all())
    assert number not in kept


def test_a_thumb_down_asks_why_and_puts_the_question_before_the_helpdesk(own: Services) -> None:
    client = device(own)
    address, _ = ask(client, "Når er søknadsfristen?")
    turn = turn_id(client, address)
    page = client.post(f"/tur/{turn}/tommel", data={"tommel": "down"}).text
    assert "Hva var galt med svaret?" in page
    client.post(f"/tur/{turn}/tommel", data={"tommel": "down", "grunn": "incomplete", "merknad": "klokkeslettet"})
    [queued] = own.records.conversations.open_questions(10)
    assert (queued.question, queued.remark) == ("Når er søknadsfristen?", "klokkeslettet")
    today = date.today()  # noqa: DTZ011 - only the year's days are asked for
    counted = own.records.counts.totals("reason", date(today.year, 1, 1), date(today.year + 1, 1, 1))
    assert counted == {("incomplete", "08-2025"): 1}


def test_what_is_not_stated_comes_before_the_helpdesk_by_itself(own: Services) -> None:
    client = device(own)
    ask(client, NOT_STATED)
    assert [turn.question for turn in own.records.conversations.open_questions(10)] == [NOT_STATED]


def test_a_shared_answer_is_read_by_whoever_has_the_link_and_nothing_else_is(
    mine: TestClient, other: TestClient
) -> None:
    address, _ = ask(mine, "Hvem kan søke?")
    ask(mine, "Når er søknadsfristen?", address)
    shared = mine.post(f"/tur/{turn_id(mine, address)}/del").url.path
    page = other.get(shared)
    assert DEADLINE in page.text
    assert "Hvem kan søke?" not in re.findall(r'class="question"[^>]*>([^<]*)', page.text)
    mine.post(f"{address}/slett")
    assert other.get(shared).status_code == 404


def test_an_answer_can_be_sent_with_question_and_clauses(mine: TestClient) -> None:
    address, _ = ask(mine, "Når er søknadsfristen?")
    mail = re.search(r'href="(mailto:tuki@imdi.no[^"]+)"', mine.get(address).text)
    assert mail is not None
    assert "S%C3%B8knadsfristen%20er%2019.%20februar%202025." in mail[1]
    assert "%2Fkilder%2F08-2025%23slik-soker-3" in mail[1]


def test_an_answer_whose_quote_no_longer_stands_is_not_shown_again(own: Services) -> None:
    client = device(own)
    address, _ = ask(client, "Når er søknadsfristen?")
    with own.records.database.writing() as connection:
        kept = json.loads(connection.execute(select(turns.c.answer)).scalar_one())
        kept["citations"][0]["quote"] = "Søknadsfristen er 19. februar 2026."
        connection.execute(update(turns).values(answer=json.dumps(kept)))
    page = client.get(address).text
    assert "Rundskrivet er endret siden dette svaret ble gitt" in page
    assert DEADLINE not in page


def test_without_its_database_the_chat_answers_and_says_that_nothing_is_kept(own: Services) -> None:
    client = device(own)
    ask(client, "Hvem kan søke?")
    assert own.records.database.file is not None
    own.records.database.close()
    with own.records.database.file.open("r+b") as file:
        file.write(b"no database" * 100)
    page = client.post("/spor", data={"sporsmal": "Når er søknadsfristen?"})
    assert page.status_code == 200
    assert DEADLINE in page.text
    assert "Samtalen kan ikke lagres akkurat nå" in page.text
    assert client.get("/kilder/08-2025").status_code == 200
    assert client.get("/samtaler").status_code == 503


def test_a_question_in_a_link_is_filled_in_and_not_asked(mine: TestClient) -> None:
    page = mine.get("/", params={"sporsmal": "Hvem kan <b>søke</b>?"}).text
    assert "Hvem kan &lt;b&gt;søke&lt;/b&gt;?</textarea>" in page
    assert 'class="turn"' not in page
