"""What another site's page makes a browser send is refused; what the site's own pages and programs send is not."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

QUESTION = {"sporsmal": "Når er søknadsfristen?"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "http://localhost.evil.example"},
    ],
)
@pytest.mark.parametrize("path", ["/spor", "/logg-inn", "/logg-ut", "/samtaler/slett", "/api/v1/ask"])
def test_another_sites_page_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, data=QUESTION, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"}]
)
def test_its_own_pages_and_programs_are_let_in(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/spor", data=QUESTION, headers=headers).status_code == 200


def test_a_link_from_another_site_may_be_followed(client: TestClient) -> None:
    assert client.get("/kilder", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
