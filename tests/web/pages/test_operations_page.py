"""`/drift`: the message to all, the state of the service, the accounts and the log, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.accounts.account import Role
from assistant.bootstrap import LateRecords, Services
from assistant.dates import OSLO
from assistant.helpdesk.audit_sql import Entry
from assistant.settings import Settings
from assistant.texts import LANGUAGES
from web.app import create_app
from web.pages.operations.banner_form import BannerEntries, read_banner
from web.pages.operations.log_page import sentence
from web.pages.operations.times import read_clock, read_day

HOSTILE = "<script>alert(1)</script>\"'>{{7*7}}"
CODES = (
    *("signed_in", "signed_out", "sign_in_failed", "session_revoked", "sessions_revoked", "password_changed"),
    *("account_added", "account_removed", "account_role_changed", "account_activated", "account_deactivated"),
    *("one_time_password", "banner_put_up", "banner_taken_down", "answer_written", "answer_approved"),
    *("answer_withdrawn", "answer_flagged", "queue_handled", "backup_made", "restored"),
)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SignedIn = Callable[[str], TestClient]


@pytest.fixture
def own(services: Services, tmp_path: Path) -> Iterator[Services]:
    """The shared index, and an empty database but for two whom a provider vouches for: that costs no hash."""
    settings = Settings(data_dir=tmp_path)
    opened = replace(services, settings=settings, kept=LateRecords(settings))
    opened.records.accounts.vouched_for("issuer", "1", "boss", "Boss", Role.ADMIN)
    opened.records.accounts.vouched_for("issuer", "2", "kari", "Kari", Role.HELPDESK)
    yield opened
    opened.kept.close()


@pytest.fixture
def signed_in(own: Services) -> SignedIn:
    app = create_app(own)

    def signed_in(name: str) -> TestClient:
        client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
        client.cookies.set("tuki_okt", own.records.sessions.begin(own.records.accounts.find(name), "Firefox/1 Linux"))
        return client

    return signed_in


@pytest.fixture
def kari(signed_in: SignedIn) -> TestClient:
    return signed_in("kari")


@pytest.fixture
def boss(signed_in: SignedIn) -> TestClient:
    return signed_in("boss")


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def actions(own: Services) -> list[tuple[str, str, str]]:
    return [(entry.who, entry.action, entry.about) for entry in reversed(own.records.audit.newest(99))]


# The message to all


def test_a_message_is_on_every_page_at_once_in_each_language_and_is_taken_down(kari: TestClient, own: Services) -> None:
    assert "banners" not in kari.get("/").text
    page = kari.post("/drift/melding", data={"slag": "warning", "nb": "Tregt\ni dag", "en": "Slow"})
    assert page.status_code == 200
    assert "Meldingen er lagt ut." in text_of(page.text)
    for lang, text in (("nb", "Tregt\ni dag"), ("nn", "Tregt\ni dag"), ("en", "Slow")):
        assert f'data-kind="warning"><p class="wide">{text}</p>' in kari.get("/kilder", params={"lang": lang}).text
    (banner,) = own.records.banners.all()
    page = kari.post(f"/drift/melding/{banner.id}/ta-ned")
    assert "banners" not in kari.get("/").text
    kari.post(f"/drift/melding/{banner.id}/ta-ned")
    kari.post("/drift/melding/99999999999999999999/ta-ned")
    number = str(banner.id)
    assert actions(own) == [("kari", "banner_put_up", number), ("kari", "banner_taken_down", number)]


def test_a_preview_puts_nothing_up_and_keeps_what_was_written(kari: TestClient, own: Services) -> None:
    page = kari.post("/drift/melding", data={"slag": "danger", "nb": "Nede", "til": "31.12.2099", "handling": "vis"})
    assert page.status_code == 200
    assert page.text.count('<div class="banner" data-kind="danger" lang="nb"><p class="wide">Nede</p>') == 3
    assert 'value="31.12.2099"' in page.text
    assert own.records.banners.all() == []
    assert actions(own) == []


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("nb", " \n "),
        ("nb", "x" * 501),
        ("en", "x" * 501),
        ("slag", "rød"),
        ("fra", "i morgen tidlig"),
        ("fra", "31.02.2026"),
        ("til", "01.01.0001"),
        ("til", "01.01.9999"),
        ("til", "01.01.2020"),
        ("fra_kl", "25.00"),
        ("til_kl", "halv tre"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_field_and_nothing_is_lost(
    kari: TestClient, own: Services, field: str, written: str
) -> None:
    entries = {"nb": "Nede <b>", "en": "Down", "slag": "danger", "fra_kl": "23.59", "til": "31.12.2099", field: written}
    page = kari.post("/drift/melding", data=entries)
    assert page.status_code == 422
    assert f'id="{field}-feil"' in page.text
    assert re.search(rf'aria-describedby="[^"]*\b{field}-feil"', page.text)
    assert 'role="alert"' in page.text
    said = unescape(page.text)
    assert all(value in said for name, value in entries.items() if name != "slag")
    assert own.records.banners.all() == []


@pytest.mark.parametrize(
    ("entries", "starts", "ends"),
    [
        ({}, None, None),
        ({"fra": "26.11.2026"}, "2026-11-26T00:00", None),
        ({"fra": "2026-11-26", "fra_kl": "14:30"}, "2026-11-26T14:30", None),
        ({"fra_kl": "kl. 16"}, "2026-11-25T16:00", None),
        ({"til": "26. november 2026"}, None, "2026-11-27T00:00"),
        ({"til": "26/11-26", "til_kl": "0800"}, None, "2026-11-26T08:00"),
    ],
)
def test_days_and_times_are_read_as_people_write_them_in_oslo(
    entries: dict[str, str], starts: str | None, ends: str | None
) -> None:
    read = read_banner(BannerEntries(nb="x", **entries), NOW)
    assert read.faults == {}
    shown = [moment and moment.astimezone(OSLO).isoformat()[:16] for moment in (read.starts, read.ends)]
    assert shown == [starts, ends]


def test_the_end_comes_after_the_start_and_after_now() -> None:
    written = {"nb": "x", "fra": "27.11.2026", "fra_kl": "12", "til": "27.11.2026"}
    assert read_banner(BannerEntries(**written, til_kl="12"), NOW).faults == {"til": "end_before_start"}
    assert read_banner(BannerEntries(**written, til_kl="12.01"), NOW).faults == {}
    assert read_banner(BannerEntries(nb="x", til_kl="13"), NOW).faults == {"til": "end_passed"}


@pytest.mark.parametrize(
    ("text", "read"),
    [("7", time(7)), ("07.05", time(7, 5)), ("930", time(9, 30)), ("24", None), ("7.5", None), ("٣", None)],
)
def test_clocks(text: str, read: time | None) -> None:
    assert read_clock(text) == read


def test_days_that_nobody_means_are_not_read() -> None:
    assert [read_day(text) for text in ("01.01.1999", "01.01.2101", "x", "")] == [None] * 4


def test_what_is_written_runs_nowhere(kari: TestClient) -> None:
    kari.post("/drift/melding", data={"nb": HOSTILE, "nn": "a\0b\x1b[31m"})
    for path in ("/drift", "/", "/kilder"):
        page = kari.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
    assert "\0" not in kari.get("/drift", params={"lang": "nn"}).text


# The state of the service


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_tells_how_the_service_is(kari: TestClient, own: Services, lang: str) -> None:
    own.records.audit.note("system", "backup_made", "x.zip")
    page = kari.get("/drift", params={"lang": lang})
    said = text_of(page.text)
    assert page.status_code == 200
    assert "SQLite" in said
    assert "08-2025" in said
    assert "90" in said
    assert re.search(r"\d[.,]\d \w+ \d+[.,]\d GB", said)
    assert str(own.settings.data_dir) not in page.text


def test_what_does_not_answer_is_said_to(kari: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Services, "ready", lambda _: False)
    assert "Svarer ikke" in text_of(kari.get("/drift").text)


def test_no_secret_setting_is_shown(services: Services, own: Services) -> None:
    settings = own.settings.model_copy(
        update={"oidc_issuer": "https://login.example", "oidc_client_secret": "hemmelig", "database": None}
    )
    kept = LateRecords(settings)
    client = TestClient(create_app(replace(services, settings=settings, kept=kept)), base_url="http://localhost")
    client.cookies.set("tuki_okt", own.records.sessions.begin(own.records.accounts.find("kari"), ""))
    page = client.get("/drift").text
    kept.close()
    assert "OpenID Connect" in page
    assert "hemmelig" not in page


# Who may what


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/drift/kontoer"),
        ("POST", "/drift/kontoer"),
        *[("POST", f"/drift/kontoer/{what}") for what in ("passord", "rolle", "steng", "apne", "fjern", "okter")],
        ("GET", "/drift/logg"),
    ],
)
def test_accounts_and_the_log_are_an_administrators(kari: TestClient, own: Services, method: str, path: str) -> None:
    answer = kari.request(method, path, data={"navn": "boss", "rolle": "helpdesk"} if method == "POST" else None)
    assert answer.status_code == 403
    assert [account.role for account in own.records.accounts.all()] == [Role.ADMIN, Role.HELPDESK]
    assert "/drift/kontoer" not in kari.get("/drift").text


def test_nothing_is_there_for_one_who_has_not_signed_in(own: Services) -> None:
    client = TestClient(create_app(own), base_url="http://localhost", follow_redirects=False)
    for path in ("/drift", "/drift/kontoer", "/drift/logg"):
        assert client.get(path).headers["location"].startswith("/logg-inn")
    assert client.post("/drift/melding", data={"nb": "x"}).headers["location"] == "/logg-inn"
    assert own.records.banners.all() == []


# Accounts


def test_a_new_account_gets_a_one_time_password_that_is_shown_once_and_kept_nowhere(
    boss: TestClient, own: Services
) -> None:
    page = boss.post("/drift/kontoer", data={"navn": " ola ", "visningsnavn": HOSTILE + "\0", "rolle": "helpdesk"})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    password = re.search(r"<code>(\w{20})</code>", page.text)
    assert password
    assert own.records.accounts.check_password("ola", password[1])
    assert "<script>alert" not in page.text
    after = boss.get("/drift/kontoer")
    assert password[1] not in after.text
    assert "Har engangspassord" in text_of(after.text)
    assert actions(own) == [("boss", "account_added", "ola helpdesk")]
    again = boss.post("/drift/kontoer/passord", data={"navn": "ola"})
    assert again.headers["cache-control"] == "no-store"
    assert own.records.accounts.check_password("ola", password[1]) is None
    assert actions(own)[-1] == ("boss", "one_time_password", "ola")


@pytest.mark.parametrize("name", ["", "to ord", "boss", "x" * 201, HOSTILE, "\0"])
def test_a_name_that_cannot_be_had_is_told_at_the_form_and_nothing_is_lost(
    boss: TestClient, own: Services, name: str
) -> None:
    page = boss.post("/drift/kontoer", data={"navn": name, "visningsnavn": "Ola & co", "rolle": "admin"})
    assert page.status_code == 422
    assert 'id="navn-feil"' in page.text
    assert 'aria-describedby="navn-hjelp navn-feil" aria-invalid="true"' in page.text
    assert 'value="Ola &amp; co"' in page.text
    assert re.search(r'value="admin" checked', page.text)
    assert '<details class="more add" open>' in page.text
    assert "<script>alert" not in page.text
    assert len(own.records.accounts.all()) == 2


@pytest.mark.parametrize("change", ["steng", "fjern"])
def test_the_last_administrator_cannot_go(boss: TestClient, own: Services, change: str) -> None:
    page = boss.post(f"/drift/kontoer/{change}", data={"navn": "boss"})
    assert page.status_code == 422
    assert "Dette er den siste administratoren." in text_of(page.text)
    assert boss.get("/drift/kontoer").status_code == 200
    assert actions(own) == []


def test_removal_is_asked_about_first_and_ones_own_account_is_warned_of(boss: TestClient) -> None:
    page = boss.get("/drift/kontoer").text
    assert (
        len(
            re.findall(
                r'action="/drift/kontoer/fjern" method="post"><input[^>]*><details class="delete"><summary>', page
            )
        )
        == 2
    )
    assert page.count("Dette er kontoen du er logget inn med.") == 1


def test_an_account_is_closed_opened_and_removed(boss: TestClient, kari: TestClient, own: Services) -> None:
    assert kari.get("/drift").status_code == 200
    assert "Kontoen er stengt." in boss.post("/drift/kontoer/steng", data={"navn": "kari"}).text
    assert kari.get("/drift", follow_redirects=False).status_code == 303
    assert "Kontoen er åpnet." in boss.post("/drift/kontoer/apne", data={"navn": "kari"}).text
    boss.post("/drift/kontoer/apne", data={"navn": "kari"})
    assert "Kontoen er fjernet." in boss.post("/drift/kontoer/fjern", data={"navn": "kari"}).text
    assert [action for _, action, _ in actions(own)] == ["account_deactivated", "account_activated", "account_removed"]


def test_sessions_are_ended_one_by_one_or_all(boss: TestClient, signed_in: SignedIn, own: Services) -> None:
    for _ in range(3):
        signed_in("kari")
    kari = own.records.accounts.find("kari")
    first, *others = own.records.sessions.all(kari)
    assert "Logget inn 3 steder" in text_of(boss.get("/drift/kontoer").text)
    boss.post("/drift/kontoer/okter", data={"navn": "boss", "okt": first.key})
    assert len(own.records.sessions.all(kari)) == 3
    boss.post("/drift/kontoer/okter", data={"navn": "kari", "okt": first.key})
    assert own.records.sessions.all(kari) == others
    boss.post("/drift/kontoer/okter", data={"navn": "kari"})
    assert own.records.sessions.all(kari) == []
    assert [action for _, action, _ in actions(own)] == ["session_revoked", "sessions_revoked"]


def test_what_a_provider_decides_is_not_decided_here(boss: TestClient, own: Services) -> None:
    assert boss.post("/drift/kontoer/passord", data={"navn": "kari"}).status_code == 422
    page = boss.post("/drift/kontoer/rolle", data={"navn": "kari", "rolle": "admin"})
    assert "styres av innloggingstjenesten" in page.text
    assert own.records.accounts.find("kari").role is Role.HELPDESK


def test_a_role_is_changed_and_the_account_signed_out(boss: TestClient, own: Services) -> None:
    own.records.accounts.add("ola", "Ola", Role.HELPDESK)
    assert "Rollen er byttet." in boss.post("/drift/kontoer/rolle", data={"navn": "ola", "rolle": "admin"}).text
    boss.post("/drift/kontoer/rolle", data={"navn": "ola", "rolle": "admin"})
    assert own.records.accounts.find("ola").role is Role.ADMIN
    assert boss.post("/drift/kontoer/rolle", data={"navn": "ola", "rolle": "king"}).status_code == 422
    assert actions(own) == [("boss", "account_role_changed", "ola admin")]


@pytest.mark.parametrize("name", ["nobody", "", "\0", HOSTILE])
def test_an_account_that_is_gone_says_so(boss: TestClient, name: str) -> None:
    page = boss.post("/drift/kontoer/fjern", data={"navn": name})
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "<script>alert" not in page.text


# The log


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_action_is_told_in_plain_words(lang: str) -> None:
    for code in CODES:
        told = sentence(Entry(NOW, "ola", code, "seven"), lang)
        assert told.startswith("ola ")
        assert f": {code}" not in told
    assert sentence(Entry(NOW, "ola", "brand_new", "seven"), lang) == "ola: brand_new seven"
    assert sentence(Entry(NOW, "-", "signed_in", ""), lang)[0].isupper()
    assert sentence(Entry(NOW, "ola", "account_added", "kari admin"), lang).endswith(("kari (Administrator)",))
    assert "{who}" in sentence(Entry(NOW, "{who}", "account_removed", "{about} admin"), lang)


def test_the_log_is_read_newest_first_page_by_page_with_its_filter(boss: TestClient, own: Services) -> None:
    for number in range(120):
        own.records.audit.note("kari" if number % 2 else "ola", "answer_written", f"nr{number}")
    own.records.audit.note("ola", "brand_new_code", HOSTILE)
    first = boss.get("/drift/logg")
    assert "<script>alert" not in first.text
    assert text_of(first.text).index("brand_new_code") < text_of(first.text).index("svar nr119")
    assert first.text.count("<tr>") == 51
    assert 'href="/drift/logg?side=2"' in first.text
    last = boss.get("/drift/logg?hvem=ola&hva=answer_written&side=2")
    assert "svar nr0" in text_of(last.text)
    assert "nr1 " not in text_of(last.text)
    assert 'href="/drift/logg?hvem=ola&amp;hva=answer_written&amp;side=1"' in last.text
    assert 'value="ola" selected' in last.text
    for side in ("99999999999999999999999", "x", "-1", "0", "²"):
        assert boss.get("/drift/logg", params={"side": side}).status_code == 200


def test_days_filter_the_log_and_one_that_cannot_be_read_is_told(boss: TestClient, own: Services) -> None:
    own.records.audit.note("ola", "answer_written", "seven")
    today = datetime.now(OSLO).date()
    tomorrow = today + timedelta(days=1)
    assert "svar seven" in boss.get("/drift/logg", params={"fra": f"{today:%d.%m.%Y}", "til": f"{today}"}).text
    assert "Ingen hendelser passer." in boss.get("/drift/logg", params={"fra": f"{tomorrow}"}).text
    page = boss.get("/drift/logg", params={"fra": HOSTILE, "hvem": "\0"})
    assert page.status_code == 422
    assert 'id="fra-feil"' in page.text
    assert 'aria-describedby=" fra-feil" aria-invalid="true"' in page.text
    assert "<script>alert" not in page.text
    assert boss.get("/drift/logg?til=31.12.9999").status_code == 422


@pytest.mark.parametrize("path", ["/drift", "/drift/kontoer", "/drift/logg", "/konto"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_keeps_to_itself(boss: TestClient, path: str, lang: str) -> None:
    page = boss.get(path, params={"lang": lang})
    assert page.status_code == 200
    assert f'<html lang="{lang}"' in page.text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script", page.text)
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    described = " ".join(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', page.text)).split()
    assert set(described) <= set(ids)
