"""Signing in and out, one's password and one's sessions, as a browser without JavaScript does it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.accounts.account import Account, Role
from assistant.bootstrap import LateRecords, Services
from assistant.settings import Settings
from web.app import ATTEMPTS_PER_MINUTE, create_app
from web.limits.rate import SlidingMinute
from web.pages.account.browser import browser_name
from web.pages.account.sign_in import FRONT, local_address

LONG = "en lang setning som passord"
NEW = "en helt annen setning"
COOKIE = "tuki_okt"
Browser = Callable[..., TestClient]


@pytest.fixture(scope="module")
def own(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The shared index, and a database of these tests' own with one administrator."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("own"))
    opened = replace(services, settings=settings, kept=LateRecords(settings))
    opened.records.accounts.add("ola", "Ola", Role.ADMIN)
    opened.records.accounts.set_password("ola", LONG)
    yield opened
    opened.kept.close()


@pytest.fixture
def browser(own: Services) -> Iterator[Browser]:
    """Makes browsers that share one application, whose limit on tries is new."""
    app = create_app(own)
    app.state.attempts = SlidingMinute(ATTEMPTS_PER_MINUTE)
    opened: list[TestClient] = []

    def browser(base: str = "http://localhost", account: Account | None = None) -> TestClient:
        client = TestClient(app, base_url=base, raise_server_exceptions=False, follow_redirects=False)
        if account:
            client.cookies.set(COOKIE, own.records.sessions.begin(account, "Firefox/1 Linux"))
        opened.append(client)
        return client

    yield browser
    for client in opened:
        client.close()


@pytest.fixture
def ola(own: Services) -> Account:
    return own.records.accounts.find("ola")


def sign_in(client: TestClient, password: str, name: str = "ola", following: str = "") -> tuple[int, str, str]:
    """The status, where to, and the page."""
    answer = client.post("/logg-inn", data={"navn": name, "passord": password, "neste": following})
    return answer.status_code, answer.headers.get("location", ""), answer.text


def test_signing_in_leads_on_and_signing_out_ends_it(browser: Browser, own: Services) -> None:
    client = browser()
    closed = client.get("/konto")
    assert (closed.status_code, closed.headers["location"]) == (303, "/logg-inn?neste=%2Fkonto")
    assert sign_in(client, LONG, following="/konto?a=1")[:2] == (303, "/konto?a=1")
    secret = client.cookies[COOKIE]
    page = client.get("/konto")
    assert page.status_code == 200
    assert "no-cache" in page.headers["cache-control"]
    assert client.get("/logg-inn?neste=/konto").headers["location"] == "/konto"
    assert client.post("/logg-ut").headers["location"] == "/"
    assert own.records.sessions.find(secret) is None
    assert client.get("/konto").status_code == 303
    assert [entry.action for entry in own.records.audit.newest(2)] == ["signed_out", "signed_in"]


@pytest.mark.parametrize(("base", "name"), [("http://localhost", COOKIE), ("https://localhost", f"__Host-{COOKIE}")])
def test_no_script_and_no_other_site_gets_the_session_cookie(browser: Browser, base: str, name: str) -> None:
    answer = browser(base).post("/logg-inn", data={"navn": "ola", "passord": LONG})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{name}=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert ("Secure" in cookie) == base.startswith("https")
    assert "Domain" not in cookie
    assert "expires" not in cookie.lower()


def test_a_new_session_takes_the_place_of_the_one_before(browser: Browser, own: Services, ola: Account) -> None:
    client = browser(account=ola)
    before = client.cookies[COOKIE]
    client.cookies.delete(COOKIE)
    answer = client.post("/logg-inn", data={"navn": "ola", "passord": LONG}, headers={"cookie": f"{COOKIE}={before}"})
    assert answer.status_code == 303
    assert own.records.sessions.find(before) is None


@pytest.mark.parametrize(("name", "password"), [("ola", "galt ord"), ("ola", ""), ("ingen", LONG), ("", "")])
def test_a_wrong_name_and_a_wrong_password_look_alike(browser: Browser, name: str, password: str) -> None:
    client = browser()
    status, _, page = sign_in(client, password, name)
    assert status == 422
    assert COOKIE not in client.cookies
    assert "Brukernavnet eller passordet er feil." in page
    assert 'role="alert"' in page
    assert f'value="{name}"' in page
    assert password not in page or not password


def test_whoever_guesses_has_to_wait_and_even_the_right_password_does(browser: Browser) -> None:
    client = browser()
    # No password is looked at for an account that is not there but that costs the same.
    answers = [sign_in(client, "feil", "ingen")[0] for _ in range(ATTEMPTS_PER_MINUTE + 1)]
    assert answers == [422] * ATTEMPTS_PER_MINUTE + [429]
    status, _, page = sign_in(client, LONG)
    assert status == 429
    assert re.search(r"Vent \d+ sekunder", page)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:x",
        "/a\n/b",
        "/\t/evil",
        "evil",
        "",
    ],
)
def test_nobody_is_led_to_another_site(browser: Browser, ola: Account, address: str) -> None:
    assert local_address(address) == FRONT
    assert browser(account=ola).get("/logg-inn", params={"neste": address}).headers["location"] == FRONT


def test_another_sites_page_cannot_sign_anyone_in_or_out(browser: Browser, ola: Account) -> None:
    client = browser(account=ola)
    for path in ("/logg-inn", "/logg-ut", "/konto/passord"):
        assert client.post(path, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/konto").status_code == 200


def test_a_one_time_password_must_be_changed_first(browser: Browser, own: Services) -> None:
    once = own.records.accounts.add("kari", "Kari", Role.ADMIN)
    client = browser()
    assert sign_in(client, once, "kari", "/drift")[:2] == (303, "/konto/passord")
    for path in ("/drift", "/drift/kontoer", "/drift/logg"):
        assert client.get(path).headers["location"].startswith("/konto/passord")
    assert client.post("/drift/kontoer/fjern", data={"navn": "ola"}).headers["location"] == "/konto/passord"
    before = client.cookies[COOKIE]
    new = {"gammelt": once, "nytt": NEW, "gjentatt": NEW}
    assert client.post("/konto/passord", data=new).headers["location"] == FRONT
    assert own.records.sessions.find(before) is None
    assert client.get("/drift").status_code == 200
    assert sign_in(browser(), once, "kari")[0] == 422


@pytest.mark.parametrize(
    ("written", "field", "status"),
    [
        ({"gammelt": "feil", "nytt": NEW, "gjentatt": NEW}, "gammelt", 422),
        ({"gammelt": LONG, "nytt": NEW, "gjentatt": f"{NEW}."}, "gjentatt", 422),
        ({"gammelt": LONG, "nytt": "kort", "gjentatt": "kort"}, "nytt", 422),
        ({"gammelt": LONG, "nytt": LONG, "gjentatt": LONG}, "nytt", 422),
    ],
)
def test_a_password_that_cannot_be_changed_is_told_at_its_field(
    browser: Browser, ola: Account, written: dict[str, str], field: str, status: int
) -> None:
    client = browser(account=ola)
    page = client.post("/konto/passord", data=written)
    assert page.status_code == status
    (invalid,) = re.findall(r'<input[^>]*aria-invalid="true"[^>]*>', page.text)
    assert f'name="{field}"' in invalid
    assert re.search(r'aria-describedby="[^"]*\bfeil"', invalid)
    assert written["nytt"] not in page.text
    assert client.get("/konto").status_code == 200


def test_sessions_are_seen_and_ended_by_their_owner_alone(browser: Browser, own: Services, ola: Account) -> None:
    other = own.records.accounts.vouched_for("issuer", "1", "per", "Per", Role.ADMIN)
    mine, theirs = browser(account=ola), browser(account=other)
    key = own.records.sessions.all(other)[0].key
    assert key in theirs.get("/konto").text
    assert key not in mine.get("/konto").text
    assert mine.post(f"/konto/okter/{key}/avslutt").headers["location"] == "/konto"
    assert theirs.get("/konto").status_code == 200
    theirs.post(f"/konto/okter/{key}/avslutt")
    assert theirs.get("/konto").headers["location"].startswith("/logg-inn")


def test_one_whom_a_provider_vouches_for_has_no_password_here(browser: Browser, own: Services) -> None:
    account = own.records.accounts.vouched_for("issuer", "2", "eva", "Eva", Role.HELPDESK)
    client = browser(account=account)
    assert "/konto/passord" not in client.get("/konto").text
    assert client.get("/konto/passord").headers["location"] == "/konto"
    assert sign_in(browser(), "", "eva")[0] == 422


def test_one_whose_account_is_closed_is_out_at_once(browser: Browser, own: Services) -> None:
    account = own.records.accounts.vouched_for("issuer", "3", "liv", "Liv", Role.HELPDESK)
    client = browser(account=account)
    assert client.get("/drift").status_code == 200
    own.records.accounts.set_active("liv", False)
    assert client.get("/drift").headers["location"].startswith("/logg-inn")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("curl/8", "curl/8"),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_people_call_it(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
