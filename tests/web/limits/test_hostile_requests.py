"""Requests that no page sends: each gets a plain refusal, and harms nobody else."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from assistant.accounts.account import Role
from assistant.bootstrap import Services
from assistant.database.tables_sql import turns
from web.app import create_app

PASSWORD = "en lang setning som passord"  # noqa: S105 - of an account in a folder that is deleted again
LONG = "1" * 16_000


@pytest.fixture
def device(services: Services) -> TestClient:
    return TestClient(create_app(services), base_url="http://localhost", raise_server_exceptions=False)


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "utf-7", "utf-16", "nonsense"])
@pytest.mark.parametrize("path", ["/spor", "/spor/strom", "/sjekk", "/sjekk/apne", "/logg-inn"])
def test_a_form_in_another_encoding_is_refused_before_it_is_decoded(
    client: TestClient, path: str, charset: str
) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="sporsmal"\r\n\r\n\\ud800\r\n--x--\r\n'
    headers = {"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"}
    assert client.post(path, content=body, headers=headers).status_code == 415


def test_an_earlier_question_that_is_too_long_is_left_out(client: TestClient) -> None:
    page = client.post("/spor", data={"sporsmal": "Og hva med egenandelen?", "tidligere": "Hva er " + LONG})
    assert page.status_code == 200
    assert LONG not in page.text
    history = [{"question": "Hva er " + LONG, "answer": ""}]
    assert client.post("/api/v1/ask", json={"question": "Hva er egenandelen?", "history": history}).status_code == 200


@pytest.mark.parametrize("field", ["id", "question", "rundskriv"])
def test_half_of_a_surrogate_pair_is_named_as_the_fields_fault(client: TestClient, field: str) -> None:
    answer = client.post(
        "/api/v1/ask",
        content=f'{{"question": "Hva er egenandel?", "{field}": "\\ud800"}}',
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"].startswith(field)


@pytest.mark.parametrize("origin", ["http://[x", "http://]", "\\", "http://[::1"])
def test_an_origin_that_is_none_is_another_site(client: TestClient, origin: str) -> None:
    assert client.post("/spor", data={"sporsmal": "hei"}, headers={"Origin": origin}).status_code == 403


def test_signs_that_only_look_like_digits_are_asked_and_grouped(device: TestClient, helpdesk: TestClient) -> None:
    page = device.post("/spor", data={"sporsmal": "Hva med 20 m ² lokale og ① krav?"})
    turn = re.findall(r'action="/tur/(\d+)/tommel"', page.text)[-1]
    device.post(f"/tur/{turn}/tommel", data={"tommel": "down"})
    assert helpdesk.get("/ko").status_code == 200


def test_an_identity_number_told_in_two_questions_is_not_kept(device: TestClient, services: Services) -> None:
    device.post("/spor", data={"tidligere": "Jeg er født 010100", "sporsmal": "12356 og hva med det?"})
    with services.records.database.reading() as connection:
        kept = connection.execute(select(turns.c.situation).order_by(turns.c.id.desc())).scalars().first()
    assert kept is not None
    assert "010100 12356" not in kept


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/samtale/%00/slett", {}),
        ("/samtale/%ED%A0%80/slett", {}),
        ("/tur/99999999999999999999/tommel", {"tommel": "up"}),
        ("/spor", {"sporsmal": "Hva er egenandel?", "samtale": "\0"}),
        ("/sjekk/begynn", {"focus_area": "9" * 5_000}),
        ("/sjekk/begynn", {"participants": "9" * 5_000, "title": "a\0b"}),
        ("/logg-inn", {"navn": "a\0b", "passord": "\0"}),
    ],
)
def test_what_no_page_sends_is_no_fault_of_the_service(device: TestClient, path: str, data: dict[str, str]) -> None:
    assert device.post(path, data=data).status_code < 500


def test_a_remark_is_kept_without_signs_that_are_not_text(device: TestClient, services: Services) -> None:
    page = device.post("/spor", data={"sporsmal": "Hva er egenandel?"})
    turn = int(re.findall(r'action="/tur/(\d+)/tommel"', page.text)[-1])
    device.post(f"/tur/{turn}/tommel", data={"tommel": "down", "grunn": "wrong", "merknad": "a\0b"})
    assert services.records.conversations.by_ids([turn])[0].remark == "ab"


@pytest.mark.parametrize("name", ["a\0.docx", "../../etc/passwd", "\u202excod.docx", "x" * 5_000 + ".pdf"])
def test_a_documents_name_may_be_anything(device: TestClient, name: str) -> None:
    assert device.post("/sjekk/apne", files={"fil": (name, b"x", "text/plain")}).status_code < 500


def test_no_link_of_a_page_leads_to_another_host(client: TestClient) -> None:
    page = client.get("//evil.example/x")
    assert page.status_code == 404
    assert 'href="//' not in page.text


@pytest.mark.parametrize("name", ["system", "-", ".", "@"])
def test_no_account_can_be_called_what_the_record_calls_nobody(
    admin: TestClient, services: Services, name: str
) -> None:
    admin.post("/drift/kontoer", data={"navn": name, "rolle": "helpdesk"})
    assert name not in {account.name for account in services.records.accounts.all()}


def test_wrong_passwords_from_one_client_do_not_keep_the_owner_out(services: Services) -> None:
    app = create_app(services)
    services.records.accounts.add("utestengt", "", Role.HELPDESK)
    services.records.accounts.set_password("utestengt", PASSWORD)
    other = TestClient(app, base_url="http://localhost", client=("10.0.0.1", 1))
    for _ in range(12):
        other.post("/logg-inn", data={"navn": "utestengt", "passord": "feil"})
    owner = TestClient(app, base_url="http://localhost", client=("10.0.0.2", 1))
    page = owner.post("/logg-inn", data={"navn": "utestengt", "passord": PASSWORD}, follow_redirects=False)
    assert page.status_code == 303
