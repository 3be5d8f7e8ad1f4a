"""*Sjekk søknaden* over HTTP, as a browser without JavaScript uses it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

EXAMPLES = Path(__file__).parents[2] / "assistant" / "checklist" / "data" / "examples"


def begin(client: TestClient, **answers: str) -> str:
    """Fills in the form and gives the draft's address."""
    page = client.get("/sjekk").text
    secret = re.search(r'name="utkast" value="([^"]+)"', page)
    assert secret
    response = client.post("/sjekk", data={"utkast": secret[1], **answers}, follow_redirects=False)
    assert response.status_code == 303
    return response.headers["location"].split("#")[0].split("?")[0]


def test_an_untouched_form_is_not_scolded(client: TestClient) -> None:
    page = client.get("/sjekk").text
    assert "Ikke besvart" not in page
    assert 'aria-invalid="true"' not in page


def test_what_is_filled_in_is_checked_and_still_there_after_a_reload(client: TestClient) -> None:
    address = begin(client, participants="8", focus_area="2", title="Veien <inn>")
    for _ in range(2):
        page = client.get(address).text
        assert "8 deltakere er færre enn minstekravet på ti." in page
        assert "Prosjektet må ha minimum ti deltakere." in page
        assert 'value="Veien &lt;inn&gt;"' in page


def test_an_empty_form_keeps_nothing(client: TestClient) -> None:
    assert client.post("/sjekk", data={"utkast": "x" * 32}, follow_redirects=False).headers["location"] == "/sjekk"
    assert client.get(f"/sjekk/u/{'x' * 32}").status_code == 404


def test_a_fault_is_named_at_its_field_and_what_was_typed_is_kept(client: TestClient) -> None:
    page = client.get(begin(client, **{"budget.applied_amount": "mye", "participants": "12"})).text
    assert 'value="mye"' in page
    assert 'href="#f-budget-applied_amount"' in page
    assert "Her trengs et beløp i kroner" in page
    assert 'data-verdict="unreadable"' in page


def test_the_results_follow_the_answers_and_the_address_is_the_drafts(client: TestClient) -> None:
    secret = begin(client, participants="8").rsplit("/", 1)[1]
    response = client.post("/sjekk/resultat", data={"utkast": secret, "participants": "10"})
    assert response.headers["hx-replace-url"] == f"/sjekk/u/{secret}"
    assert "8 deltakere er færre" not in response.text
    assert "10 deltakere oppfyller minstekravet" in response.text


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_page_is_whole_in_each_language(client: TestClient, lang: str) -> None:
    address = begin(client, participants="8", focus_area="1")
    with_cookies = TestClient(client.app, base_url="http://localhost")  # the language that it chooses stays with it
    for path in (f"{address}?", f"{address}/rapport?", f"{address}/hva-om?omrade=4&"):
        assert with_cookies.get(f"{path}lang={lang}").status_code == 200


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.expected.json")), ids=lambda path: path.stem)
def test_a_saved_draft_opens_and_is_saved_as_itself_with_the_same_results(client: TestClient, example: Path) -> None:
    stem = example.name.removesuffix(".expected.json")
    (saved,) = (path for path in EXAMPLES.glob(f"{stem}.*") if "expected" not in path.name)
    opened = client.post("/sjekk/apne", files={"fil": (saved.name, saved.read_bytes())}, follow_redirects=False)
    assert opened.status_code == 303
    address = opened.headers["location"]
    kept = client.get(f"{address}/utkast.yaml").content
    again = client.post("/sjekk/apne", files={"fil": ("b.yaml", kept)}, follow_redirects=False).headers["location"]
    assert client.get(f"{again}/utkast.yaml").content == kept
    if client.get(f"{address}/rapport.json").status_code == 200:
        assert client.get(f"{again}/rapport.json").content == client.get(f"{address}/rapport.json").content


def test_every_way_of_taking_the_result_along_works(client: TestClient) -> None:
    address = begin(client, participants="8", title="Ærlig Øvelse")
    pdf = client.get(f"{address}/rapport.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert 'filename="aerlig-ovelse.pdf"' in pdf.headers["content-disposition"]
    assert client.get(f"{address}/rapport.docx").content.startswith(b"PK")
    report = client.get(f"{address}/rapport.json")
    assert report.content == client.get(f"{address}/rapport.json").content
    record = json.loads(report.content)
    assert record["verdict"] == "not_ready"
    assert "minimum-participants" in record["mend_first"]
    assert record["ruleset_version"] == 1
    assert "ikke en avgjørelse fra IMDi" in record["disclaimer"]
    assert "Underskrift" in client.get(f"{address}/rapport").text
    assert client.get("/sjekk/kalender.ics").text.startswith("BEGIN:VCALENDAR")


def test_another_area_shows_what_differs(client: TestClient) -> None:
    address = begin(client, **{"focus_area": "2", "applicant.type": "municipality"})
    page = client.get(f"{address}/hva-om", params={"omrade": 4}).text
    assert "Bare fylkeskommuner kan søke på satsingsområde 4." in page
    assert client.get(f"{address}/hva-om", params={"omrade": 6}).status_code == 422


def test_a_deleted_draft_is_gone(client: TestClient) -> None:
    address = begin(client, participants="8")
    assert "Utkastet er slettet" in client.post(f"{address}/slett").text
    assert client.get(address).status_code == 404


def test_a_document_is_confirmed_before_anything_is_checked(client: TestClient) -> None:
    content = "Søker: Ås kommune\nAntall deltakere: 8\nVarighet: ca. 2 år".encode()
    opened = client.post("/sjekk/apne", files={"fil": ("søknad.txt", content)}, follow_redirects=False)
    address = opened.headers["location"]
    page = client.get(address).text
    assert "<mark>8</mark>" in page
    assert 'name="bruk.duration_years"' in page
    assert "minstekravet" not in page
    assert client.get(f"{address}/rapport.json").status_code == 422
    secret = address.rsplit("/", 1)[1]
    sent = {"utkast": secret, "participants": "8", "bruk.duration_years": "1", "bekreft": "1"}
    page = client.post("/sjekk", data=sent).text
    assert "8 deltakere er færre enn minstekravet på ti." in page
    assert 'name="duration_years" type="text" value="2"' in page


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("utkast.yaml", b"participants: 12 deltakere", 422),
        ("utkast.yaml", b"a: &a [*a]", 422),
        ("utkast.yaml", b"!!python/object/apply:os.system ['id']", 400),
        ("utkast.json", b'{"participants": 1, "participants": 2}', 422),
        ("utkast.json", b"[" * 5_000, 400),
        ("utkast.json", b'{"participants": NaN}', 422),
        ("utkast.json", b'{"participants": true}', 422),
        ("utkast.yaml", b"\xff\xfe\x00", 400),
        ("utkast.yaml", b"a" * 1_000_001, 413),
        ("utkast.yaml", b"", 400),
        ("bilde.png", b"\x89PNG\x00", 415),
        ("", b"", 422),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_the_page_stays(
    client: TestClient, name: str, content: bytes, status: int
) -> None:
    response = client.post("/sjekk/apne", files={"fil": (name or "x", content)} if name else {"fil": ("x", b"")})
    assert response.status_code == status
    assert 'role="alert"' in response.text
    assert 'id="skjema"' in response.text


def test_a_file_that_cannot_be_read_leaves_what_was_typed(client: TestClient) -> None:
    typed = {"title": "Ny vei", "participants": "8"}
    page = client.post("/sjekk/apne", data=typed, files={"fil": ("bilde.png", b"\x89PNG\x00")}).text
    assert 'name="title" type="text" value="Ny vei"' in page
    secret = re.findall(r'name="utkast" value="([^"]+)"', page)[0]
    assert 'value="8"' in client.get(f"/sjekk/u/{secret}").text


def test_a_deleted_draft_does_not_come_back_from_another_window(client: TestClient) -> None:
    address = begin(client, participants="8")
    client.post(f"{address}/slett")
    sent = {"utkast": address.rsplit("/", 1)[1], "participants": "9"}
    assert client.post("/sjekk/resultat", data=sent).status_code == 404
    assert client.get(address).status_code == 404


def test_a_follow_up_carries_what_was_told_before_it_too(client: TestClient) -> None:
    asked = {
        "tidligere": "Vi er en kommune med 8 deltakere, kan vi søke på område 2?",
        "sporsmal": "og hvis nabokommunen blir med?",
    }
    last = client.post("/spor", data=asked).text.split('class="carry"')[-1]
    told = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', last))
    assert told["participants"] == "8"
    assert told["partners[0].type"] == "municipality"


def test_a_huge_upload_is_refused(client: TestClient) -> None:
    response = client.post("/sjekk/apne", files={"fil": ("stor.txt", b"a" * 10_020_001)})
    assert response.status_code == 413


def test_what_a_question_tells_is_carried_into_the_form(client: TestClient) -> None:
    asked = client.post("/spor", data={"sporsmal": "Vi er en kommune med 8 deltakere, kan vi søke på område 2?"}).text
    told = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', asked.split('class="carry"')[1]))
    assert {key: told[key] for key in ("participants", "focus_area", "applicant.type")} == {
        "participants": "8",
        "focus_area": "2",
        "applicant.type": "municipality",
    }
    page = client.post("/sjekk/begynn", data=told).text
    assert "8 deltakere er færre enn minstekravet på ti." in page
    assert 'name="participants" type="text" value="8"' in page


def test_a_question_that_tells_nothing_offers_nothing(client: TestClient) -> None:
    assert 'class="carry"' not in client.post("/spor", data={"sporsmal": "Når er søknadsfristen?"}).text


def test_a_request_that_was_overtaken_undoes_nothing(client: TestClient) -> None:
    secret = begin(client, participants="8").rsplit("/", 1)[1]
    typed = {"utkast": secret, "vindu": "a", "participants": "12", "tastet": "2"}
    client.post("/sjekk", data={**typed, "bekreft": "1"}, follow_redirects=False)
    client.post("/sjekk/resultat", data={**typed, "participants": "1", "tastet": "1"})
    assert 'value="12"' in client.get(f"/sjekk/u/{secret}").text
    client.post("/sjekk/resultat", data={**typed, "vindu": "b", "participants": "15", "tastet": "1"})
    assert 'value="15"' in client.get(f"/sjekk/u/{secret}").text


def test_what_is_kept_by_itself_does_not_take_a_confirmation_back(client: TestClient) -> None:
    opened = client.post("/sjekk/apne", files={"fil": ("a.txt", b"Antall deltakere: 12")}, follow_redirects=False)
    secret = opened.headers["location"].rsplit("/", 1)[1]
    client.post("/sjekk", data={"utkast": secret, "participants": "12", "bekreft": "1"}, follow_redirects=False)
    client.post("/sjekk/resultat", data={"utkast": secret, "participants": "12"})
    assert 'id="dom"' in client.get(f"/sjekk/u/{secret}").text
