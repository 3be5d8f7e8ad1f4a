"""Signing in at an OpenID Connect provider: a real one, in a process of its own on loopback."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from assistant.bootstrap import Services
from web.app import create_app


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("provider") / "log"
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", "0", "--require-nonce", "true"]
    with log.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=file) as process:
        try:
            yield _listening(log)
        finally:
            process.terminate()


def _listening(log: Path) -> str:
    for _ in range(600):
        if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", log.read_text("utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8"))


@pytest.fixture
def client(services: Services, issuer: str) -> TestClient:
    changes = {"oidc_issuer": issuer, "oidc_client_secret": "x", "oidc_name": "Ansattporten"}
    settings = services.settings.model_copy(update=changes)
    return TestClient(create_app(replace(services, settings=settings)), base_url="http://localhost")


def begun(client: TestClient) -> str:
    """Where the provider wants the browser, after a press on its button."""
    assert "Logg inn med Ansattporten" in client.get("/logg-inn").text
    page = client.post("/logg-inn/oidc", data={"neste": "/konto"}).text
    leading = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    assert leading is not None
    assert f'<a class="ds-link" href="{leading[1]}">' in page
    return unescape(leading[1])


def at_provider(issuer: str, address: str, subject: str, roles: list[str]) -> str:
    """A person fills the provider's form in; where it sends the browser back to."""
    claims = {"name": "Kari Nordmann", "preferred_username": f"{subject}@imdi.no", "roles": roles}
    httpx2.put(f"{issuer}/users/{subject}", json=claims).raise_for_status()
    back: str = httpx2.post(address, data={"sub": subject}).headers["location"]
    parts = urlsplit(back)
    return f"{parts.path}?{parts.query}"


def signed_in(client: TestClient, issuer: str, subject: str, roles: list[str]) -> Response:
    return client.get(at_provider(issuer, begun(client), subject, roles))


def test_someone_with_a_role_is_signed_in_and_led_on(client: TestClient, issuer: str) -> None:
    page = signed_in(client, issuer, "kari", ["helpdesk"])
    assert page.url.path == "/konto"
    assert "Kari Nordmann" in page.text
    assert client.get("/drift/kontoer").status_code == 403


def test_the_role_follows_the_provider_at_each_signing_in(client: TestClient, issuer: str) -> None:
    signed_in(client, issuer, "ola", ["helpdesk"])
    client.post("/logg-ut")
    signed_in(client, issuer, "ola", ["admin"])
    assert client.get("/drift/kontoer").status_code == 200


def test_someone_without_a_role_is_refused(client: TestClient, issuer: str) -> None:
    assert signed_in(client, issuer, "per", []).status_code == 403
    assert client.get("/konto", follow_redirects=False).status_code == 303


def test_an_answer_is_good_for_one_browser_and_once(client: TestClient, services: Services, issuer: str) -> None:
    back = at_provider(issuer, begun(client), "kari", ["helpdesk"])
    other = TestClient(client.app, base_url="http://localhost")
    assert other.get(back).status_code == 403
    assert client.get(back).status_code == 403


def test_an_answer_with_another_state_is_refused(client: TestClient, issuer: str) -> None:
    back = at_provider(issuer, begun(client), "kari", ["helpdesk"])
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert client.get(back.replace(state, "x" * len(state))).status_code == 403


def test_a_provider_that_is_away_is_told_of_and_a_local_account_still_signs_in(services: Services) -> None:
    settings = services.settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    client = TestClient(create_app(replace(services, settings=settings)), base_url="http://localhost")
    refused = client.post("/logg-inn/oidc")
    assert refused.status_code == 503
    assert "Innloggingstjenesten svarer ikke" in refused.text
    assert 'name="passord"' in client.get("/logg-inn").text


def test_one_whose_role_was_taken_away_is_out_everywhere_at_the_next_signing_in(
    client: TestClient, issuer: str
) -> None:
    signed_in(client, issuer, "anne", ["helpdesk"])
    elsewhere = TestClient(client.app, base_url="http://localhost")
    assert signed_in(elsewhere, issuer, "anne", []).status_code == 403
    assert client.get("/konto", follow_redirects=False).status_code == 303
