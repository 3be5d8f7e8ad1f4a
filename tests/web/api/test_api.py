"""The API as the contract has it, and its errors as problem documents."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import Services

PROBLEM = "application/problem+json"


def test_a_question_gets_the_contracts_answer(client: TestClient, services: Services) -> None:
    answer = client.post(
        "/api/v1/ask", json={"id": "q1", "question": "Når er søknadsfristen?", "as_of": "2025-02-01"}
    ).json()
    assert answer["id"] == "q1"
    assert answer["status"] == "answered"
    assert answer["mode"] == "extractive"
    text = services.library.show("08-2025").text
    assert [text[c["start"] : c["end"]] == c["quote"] for c in answer["citations"]] == [True] * len(answer["citations"])
    assert [c["marker"] for c in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))
    assert answer["notices"][0]["kind"] == "deadline_left"
    assert set(answer) >= {"text", "follow_ups", "timings_ms", "lang"}


def test_a_search_gets_the_contracts_hits(client: TestClient) -> None:
    found = client.post("/api/v1/search", json={"query": "egenandel", "limit": 2}).json()
    assert found["query"] == "egenandel"
    assert len(found["hits"]) == 2
    assert set(found["hits"][0]) == {"document", "clause", "section", "quote", "start", "end", "score"}
    assert "egenandel" in found["hits"][0]["quote"]


def test_the_catalogue_and_a_rundskriv_with_its_clauses(client: TestClient) -> None:
    (about,) = client.get("/api/v1/rundskriv").json()
    assert (about["number"], about["deadline"], about["validity"]) == ("08-2025", "2025-02-19", "expired")
    document = client.get("/api/v1/rundskriv/08-2025").json()
    assert len(document["clauses"]) == 152
    assert all(document["text"][c["start"] : c["end"]] == c["quote"] for c in document["clauses"])


@pytest.mark.parametrize(
    ("body", "status", "path"),
    [
        (b"{", 400, None),
        (b'{"question": 7}', 422, "question"),
        (b"{}", 422, "question"),
        (b'{"question": "hei", "as_of": "i morgen"}', 422, "as_of"),
        (b'{"question": "hei", "lang": "de"}', 422, "lang"),
        (b'{"question": ""}', 422, "question"),
        (b'{"question": "a\\u0000b"}', 422, "question"),
        (b'{"question": "hei", "rundskriv": "99-1999"}', 422, "rundskriv"),
        (b'{"question": "' + b"a" * 10_000 + b'"}', 422, "question"),
        (b"\xff\xfe", 400, None),
        (b"[1]", 422, ""),
    ],
)
def test_what_cannot_be_asked_is_a_problem_that_names_the_field(
    client: TestClient, body: bytes, status: int, path: str | None
) -> None:
    answer = client.post("/api/v1/ask", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith(PROBLEM)
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    if path is not None:
        assert [error["path"] for error in problem["errors"]] == [path]


def test_a_body_over_the_limit_is_refused_before_it_is_read(client: TestClient, services: Services) -> None:
    body = b'{"question": "' + b"a" * services.settings.largest_request + b'"}'
    stated = client.post("/api/v1/ask", content=body, headers={"content-type": "application/json"})
    chunked = client.post(
        "/api/v1/ask", content=iter([body[:500_000], body[500_000:]]), headers={"content-type": "application/json"}
    )
    assert [stated.status_code, chunked.status_code] == [413, 413]


@pytest.mark.parametrize(("path", "status"), [("/api/v1/rundskriv/99-1999", 404), ("/api/v1/nothing", 404)])
def test_what_is_not_there_is_a_problem(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith(PROBLEM)


def test_health(client: TestClient) -> None:
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 200


def test_the_api_is_described_for_machines_and_people(client: TestClient) -> None:
    assert "/api/v1/ask" in client.get("/openapi.json").json()["paths"]
    page = client.get("/api")
    assert "/api/v1/ask" in page.text
    assert "http://" not in page.text.replace("http://127.0.0.1:8000", "").replace("http://www.w3.org", "").replace(
        "http://localhost", ""
    )


def test_an_unexpected_fault_tells_nothing_of_its_insides(
    services: Services, monkeypatch: pytest.MonkeyPatch, client: TestClient
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("secret of the insides")

    monkeypatch.setattr(type(services), "ask", fail)
    for answer in (
        client.post("/api/v1/ask", json={"question": "hei du"}),
        client.post("/spor", data={"sporsmal": "hei du"}),
    ):
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
    assert client.post("/api/v1/ask", json={"question": "hei du"}).status_code == 500
