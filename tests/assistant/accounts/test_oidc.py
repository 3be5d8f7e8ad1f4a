"""Against a real provider in a process of its own, and for what no honest provider does, a scripted one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx2
import pytest
from joserfc import jws, jwt
from joserfc.jwk import ECKey, RSAKey

from assistant.accounts import oidc_authlib
from assistant.accounts.account import Role
from assistant.accounts.errors import SignInRefused, SignInUnavailable
from assistant.accounts.oidc import Challenge, Identity, OidcSettings, identity
from assistant.accounts.oidc_authlib import AuthlibSignIn
from assistant.errors import SettingInvalid
from assistant.texts import LANGUAGES, load_texts

BACK = "http://127.0.0.1:8000/sign-in/back"
CLIENT = "tuki-client"
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})


def settings_for(issuer: str, **changes: Any) -> OidcSettings:
    plain = OidcSettings(
        issuer=issuer,
        client_id=CLIENT,
        client_secret="the secret",  # noqa: S106
        admin_values=("tuki-admin",),
        helpdesk_values=("tuki-helpdesk",),
    )
    return replace(plain, **changes)


# A real provider


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its issuer. It listens on a port of its own choosing, which its log tells."""
    log = tmp_path_factory.mktemp("provider") / "log"
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", "0", "--require-nonce", "true"]
    with log.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=file) as process:
        try:
            yield issuer_in(log)
        finally:
            process.terminate()


def issuer_in(log: Path) -> str:
    for _ in range(600):
        if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", log.read_text("utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8"))


def sign_in_form(issuer: str, challenge: Challenge, subject: str, **claims: object) -> str:
    """A person fills the provider's form in; the code that the browser comes back with."""
    httpx2.put(f"{issuer}/users/{quote(subject)}", json=claims).raise_for_status()
    assert 'name="sub"' in httpx2.get(challenge.address).text
    answer = httpx2.post(challenge.address, data={"sub": subject})
    assert answer.headers["location"].startswith(BACK)
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query["state"] == [challenge.state]
    return query["code"][0]


def flow(settings: OidcSettings, subject: str, **claims: object) -> Identity:
    sign_in = AuthlibSignIn(settings)
    challenge = sign_in.begin(BACK)
    return sign_in.finish(BACK, sign_in_form(settings.issuer, challenge, subject, **claims), challenge)


def test_an_administrator_signs_in(provider: str) -> None:
    person = flow(
        settings_for(provider), "kari-1", preferred_username="kari@imdi.no", name="Kari Nordmann", roles=["tuki-admin"]
    )
    assert person == Identity(provider, "kari-1", "kari@imdi.no", "Kari Nordmann", Role.ADMIN)


def test_a_role_may_stand_deep_in_the_claims(provider: str) -> None:
    settings = settings_for(provider, role_claim="resource_access.tuki.roles")
    person = flow(settings, "ola-2", email="ola@imdi.no", resource_access={"tuki": {"roles": "tuki-helpdesk"}})
    assert (person.role, person.name, person.shown_name) == (Role.HELPDESK, "ola@imdi.no", "ola@imdi.no")


def test_a_person_without_a_role_has_none(provider: str) -> None:
    assert flow(settings_for(provider), "per-3", roles=["another"]).role is None
    assert flow(settings_for(provider), "pal-4").role is None


def test_the_answer_to_another_sign_in_is_refused(provider: str) -> None:
    sign_in = AuthlibSignIn(settings_for(provider))
    first, second = sign_in.begin(BACK), sign_in.begin(BACK)
    code = sign_in_form(provider, first, "kari-1")
    refused("nonce", lambda: sign_in.finish(BACK, code, second))


def test_a_tampered_code_is_refused(provider: str) -> None:
    sign_in = AuthlibSignIn(settings_for(provider))
    challenge = sign_in.begin(BACK)
    code = sign_in_form(provider, challenge, "kari-1")
    for tampered in (code[::-1], code + "&x=1", code + "\ud800", "", "c" * 10_000):
        refused("code", partial(sign_in.finish, BACK, tampered, challenge))


def test_a_code_is_good_once(provider: str) -> None:
    sign_in = AuthlibSignIn(settings_for(provider))
    challenge = sign_in.begin(BACK)
    code = sign_in_form(provider, challenge, "kari-1")
    sign_in.finish(BACK, code, challenge)
    refused("code", lambda: sign_in.finish(BACK, code, challenge))


def test_the_session_at_the_provider_can_be_ended(provider: str) -> None:
    address = AuthlibSignIn(settings_for(provider)).end_address(BACK)
    assert address is not None
    assert address.startswith(f"{provider}/oauth2/end_session?")
    assert parse_qs(urlsplit(address).query) == {"client_id": [CLIENT], "post_logout_redirect_uri": [BACK]}
    assert httpx2.get(address).status_code == 200


# A scripted provider


@dataclass
class Scripted:
    """A provider whose every answer a test can change."""

    issuer: str = ""
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "rsa"})
    key: Any = field(default_factory=lambda: RSA)
    keys: list[Any] = field(default_factory=lambda: [RSA.as_dict(private=False), EC.as_dict(private=False)])
    changes: dict[str, Any] = field(default_factory=dict)
    token: Callable[[dict[str, Any]], str] | None = None
    discovery: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    form: dict[str, str] = field(default_factory=dict)
    authorization: str | None = None
    nonce: str = ""
    drip: float = 0.0

    def answer(self, path: str) -> tuple[int, bytes]:
        if path in self.answers:
            return self.answers[path]
        made = {"/.well-known/openid-configuration": self._document, "/keys": self._keys, "/token": self._token}
        return 200, json.dumps(made[path]()).encode()

    def _document(self) -> dict[str, Any]:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        plain = {"issuer": self.issuer, **{name: f"{self.issuer}/{place}" for name, place in places.items()}}
        return {**plain, **self.discovery}

    def _keys(self) -> dict[str, Any]:
        return {"keys": self.keys}

    def _token(self) -> dict[str, Any]:
        claims = self.claims()
        token = self.token(claims) if self.token else signed(self.header, claims, self.key)
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token}

    def claims(self) -> dict[str, Any]:
        now = int(time.time())
        plain = {"iss": self.issuer, "aud": CLIENT, "sub": "s", "exp": now + 60, "iat": now, "nonce": self.nonce}
        return {key: value for key, value in {**plain, **self.changes}.items() if value is not None}


@pytest.fixture
def script() -> Iterator[Scripted]:
    scripted = Scripted()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            scripted.asked.append(self.path)
            self.reply(*scripted.answer(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            scripted.form = {key: values[0] for key, values in parse_qs(body).items()}
            scripted.authorization = self.headers["authorization"]
            self.do_GET()

        def reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()
            try:
                for place in range(0, len(body), 1 if scripted.drip else len(body)):
                    self.wfile.write(body[place:] if not scripted.drip else body[place : place + 1])
                    time.sleep(scripted.drip)
            except OSError:
                pass  # the client has heard enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    scripted.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield scripted
    server.shutdown()
    server.server_close()
    thread.join(10)


def finish(script: Scripted, sign_in: AuthlibSignIn | None = None, **changes: Any) -> Identity:
    sign_in = sign_in or AuthlibSignIn(settings_for(script.issuer, **changes))
    challenge = sign_in.begin(BACK)
    script.nonce = challenge.nonce
    return sign_in.finish(BACK, "the-code", challenge)


def refused(reason: str, act: Callable[[], object]) -> None:
    with pytest.raises(SignInRefused) as caught:
        act()
    assert caught.value.facts == {"reason": reason}


def unavailable(reason: str, act: Callable[[], object]) -> None:
    with pytest.raises(SignInUnavailable) as caught:
        act()
    assert caught.value.facts == {"reason": reason}


def signed(header: dict[str, Any], claims: dict[str, Any], key: Any) -> str:
    registry = jws.JWSRegistry(algorithms=[header["alg"]], strict_check_header=False)
    return jws.serialize_compact(header, json.dumps(claims), key, registry=registry)


def part(value: object) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def test_the_browser_is_sent_with_a_challenge_and_the_verifier_follows_by_another_way(script: Scripted) -> None:
    sign_in = AuthlibSignIn(settings_for(script.issuer, parameters={"acr_values": "high", "prompt": "login"}))
    challenge, other = sign_in.begin(BACK), sign_in.begin(BACK)
    query = {key: value for key, [value] in parse_qs(urlsplit(challenge.address).query).items()}
    assert query == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "openid profile email",
        "state": challenge.state,
        "nonce": challenge.nonce,
        "code_challenge": part(hashlib.sha256(challenge.verifier.encode()).digest()),
        "code_challenge_method": "S256",
        "acr_values": "high",
        "prompt": "login",
    }
    script.nonce = challenge.nonce
    sign_in.finish(BACK, "the-code", challenge)
    assert script.form["code_verifier"] == challenge.verifier
    secret = {challenge.state, challenge.nonce, challenge.verifier}
    assert len(secret | {other.state, other.nonce, other.verifier}) == 6
    assert not any(value in repr(replace(challenge, address="")) for value in secret)


@pytest.mark.parametrize(
    ("offered", "changes", "basic", "form"),
    [
        (None, {}, True, None),
        (["client_secret_basic", "client_secret_post"], {}, False, "the secret"),
        (["client_secret_basic", "client_secret_post"], {"client_auth": "client_secret_basic"}, True, None),
        (["none"], {"client_secret": None}, False, None),
    ],
)
def test_the_client_shows_its_secret_as_the_provider_wishes(
    script: Scripted, offered: list[str] | None, changes: dict[str, Any], basic: bool, form: str | None
) -> None:
    script.discovery = {"token_endpoint_auth_methods_supported": offered}
    finish(script, **changes)
    assert (script.authorization is not None) is basic
    assert script.form.get("client_secret") == form


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("exp", {"exp": 61}),
        ("exp", {"exp": "tomorrow"}),
        ("exp", {"exp": float("nan")}),
        ("exp", {"exp": None}),
        ("iat", {"iat": 2**40}),
        ("iat", {"iat": None}),
        ("nbf", {"nbf": 2**40}),
        ("aud", {"aud": "another"}),
        ("aud", {"aud": []}),
        ("aud", {"aud": None}),
        ("azp", {"aud": [CLIENT, "another"]}),
        ("azp", {"aud": [CLIENT, "another"], "azp": "another"}),
        ("azp", {"azp": "another"}),
        ("iss", {"iss": "http://127.0.0.1:1"}),
        ("iss", {"iss": None}),
        ("nonce", {"nonce": "another"}),
        ("nonce", {"nonce": "\ud800"}),
        ("nonce", {"nonce": None}),
        ("sub", {"sub": None}),
        ("sub", {"sub": 7}),
        ("sub", {"sub": ""}),
        ("subject", {"sub": "s" * 256}),
        ("subject", {"sub": "\ud800"}),
    ],
)
def test_a_claim_that_does_not_hold_is_refused(script: Scripted, reason: str, changes: dict[str, Any]) -> None:
    script.changes = changes
    refused(reason, lambda: finish(script))


def test_clocks_may_differ_by_less_than_a_minute(script: Scripted) -> None:
    now = int(time.time())
    script.changes = {"exp": now - 30, "iat": now + 30, "aud": [CLIENT, "another"], "azp": CLIENT}
    assert finish(script).subject == "s"
    script.changes = {"exp": now - 90, "iat": now - 300}
    refused("exp", lambda: finish(script))


@pytest.mark.parametrize(("alg", "key"), [("RS256", RSA), ("PS256", RSA), ("ES256", EC)])
def test_asymmetric_signatures_are_taken(script: Scripted, alg: str, key: Any) -> None:
    script.header, script.key = {"alg": alg, "kid": key.kid, "x-private": 1, "x5c": ["A" * 2_000]}, key
    assert finish(script).subject == "s"


def unsigned(claims: dict[str, Any]) -> str:
    return f"{part({'alg': 'none', 'kid': 'rsa'})}.{part(claims)}."


def with_the_public_key_as_a_secret(claims: dict[str, Any]) -> str:
    """What a verifier takes that lets the header choose between RS256 and HS256."""
    text = f"{part({'alg': 'HS256', 'kid': 'rsa'})}.{part(claims)}"
    return f"{text}.{part(hmac.digest(RSA.as_pem(private=False), text.encode(), 'sha256'))}"


def with_another_key(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "rsa"}, claims, OTHER)


def with_its_own_key(claims: dict[str, Any]) -> str:
    header = {"alg": "RS256", "kid": "rsa", "jwk": OTHER.as_dict(private=False), "jku": "http://127.0.0.1:1/keys"}
    return jwt.encode(header, claims, OTHER)


def with_the_wrong_kind_of_key(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "ec"}, claims, RSA)


def with_an_algorithm_that_is_not_listed(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS512", "kid": "rsa"}, claims, RSA, ["RS512"])


def with_changed_claims(claims: dict[str, Any]) -> str:
    head, _, tail = jwt.encode({"alg": "RS256", "kid": "rsa"}, claims, RSA).split(".")
    return f"{head}.{part({**claims, 'roles': ['tuki-admin']})}.{tail}"


def with_something_critical(claims: dict[str, Any]) -> str:
    head = part({"alg": "RS256", "kid": "rsa", "crit": ["x-must"], "x-must": 1})
    return ".".join([head, *jwt.encode({"alg": "RS256", "kid": "rsa"}, claims, RSA).split(".")[1:]])


def without_a_known_key(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "unknown"}, claims, OTHER)


def with_deep_json(claims: dict[str, Any]) -> str:
    return f"{part(b'[' * 10_000)}.{part(claims)}.AAAA"


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        with_the_public_key_as_a_secret,
        with_another_key,
        with_its_own_key,
        with_the_wrong_kind_of_key,
        with_an_algorithm_that_is_not_listed,
        with_changed_claims,
        with_something_critical,
        without_a_known_key,
        with_deep_json,
        lambda _: "",
        lambda _: "no.token",
        lambda _: "a.b.c.d.e",
        lambda _: "….….…",
        lambda _: f"{part([])}.{part([])}.AAAA",
        lambda claims: f"{part({'alg': 7, 'kid': {}})}.{part(claims)}.AAAA",
        lambda claims: jwt.encode({"alg": "RS256", "kid": "rsa"}, {**claims, "x": "x" * 300_000}, RSA),
    ],
)
def test_a_forged_token_is_refused(script: Scripted, forge: Callable[[dict[str, Any]], str]) -> None:
    script.token = forge
    refused("signature", lambda: finish(script))


def test_a_new_key_is_fetched_when_a_token_names_one(script: Scripted) -> None:
    sign_in = AuthlibSignIn(settings_for(script.issuer))
    finish(script, sign_in)
    new = RSAKey.generate_key(2048, {"kid": "new"})
    script.key, script.header, script.keys = new, {"alg": "RS256", "kid": "new"}, [new.as_dict(private=False)]
    finish(script, sign_in)
    assert script.asked.count("/keys") == 2
    script.token = without_a_known_key
    refused("signature", lambda: finish(script, sign_in))
    assert script.asked.count("/keys") == 3


def test_what_the_provider_publishes_is_kept_for_an_hour(script: Scripted) -> None:
    clock = [0.0]
    sign_in = AuthlibSignIn(settings_for(script.issuer), clock=lambda: clock[0])
    for seconds, fetched in [(0.0, 1), (3_599.0, 1), (3_600.0, 2)]:
        clock[0] = seconds
        finish(script, sign_in)
        assert script.asked.count("/keys") == script.asked.count("/.well-known/openid-configuration") == fetched


def test_keys_that_cannot_verify_are_passed_over(script: Scripted) -> None:
    odd = [{"kty": "RSA", "kid": "rsa"}, {"kty": "oct", "k": "AAAA", "kid": "rsa"}, {"kty": "new"}, "text", None]
    encrypting = {**OTHER.as_dict(private=False), "use": "enc"}
    script.keys = [*odd, encrypting, RSA.as_dict(private=False)]
    assert finish(script).subject == "s"
    script.keys = [*odd, encrypting]
    unavailable("keys", lambda: finish(script))


@pytest.mark.parametrize(
    ("reason", "discovery"),
    [
        ("issuer", {"issuer": "https://login.example.org"}),
        ("issuer", {"issuer": None}),
        ("discovery", {"token_endpoint": "http://login.example.org/token"}),
        ("discovery", {"jwks_uri": "file:///etc/passwd"}),
        ("discovery", {"jwks_uri": None}),
        ("discovery", {"authorization_endpoint": "javascript:alert(1)"}),
        ("discovery", {"authorization_endpoint": "https://[::1"}),
        ("discovery", {"authorization_endpoint": "https://you@evil.example.org/"}),
    ],
)
def test_a_discovery_document_that_does_not_hold_stops_the_sign_in(
    script: Scripted, reason: str, discovery: dict[str, Any]
) -> None:
    script.discovery = discovery
    sign_in = AuthlibSignIn(settings_for(script.issuer))
    unavailable(reason, lambda: sign_in.begin(BACK))
    assert sign_in.end_address(BACK) is None


def test_a_provider_may_have_no_place_to_end_a_session(script: Scripted) -> None:
    assert AuthlibSignIn(settings_for(script.issuer)).end_address(BACK) is None
    script.discovery = {"end_session_endpoint": "javascript:alert(1)"}
    assert AuthlibSignIn(settings_for(script.issuer)).end_address(BACK) is None


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token"])
@pytest.mark.parametrize(
    "answer",
    [
        (200, b"<html>"),
        (200, b"[]"),
        (200, b""),
        (200, b"\xff\xfe"),
        (200, b"[" * 100_000),
        (200, b'{"issuer": "' + b"x" * 2_000_000 + b'"}'),
        (200, b'{"error": "' + b"x" * 2_000_000 + b'"}'),
        (302, b"{}"),
        (500, b"{}"),
    ],
    ids=["html", "list", "empty", "bytes", "deep", "huge", "huge error", "elsewhere", "failed"],
)
def test_an_answer_that_is_none_stops_the_sign_in(script: Scripted, path: str, answer: tuple[int, bytes]) -> None:
    script.answers[path] = answer
    with pytest.raises(SignInUnavailable) as caught:
        finish(script)
    assert caught.value.facts["reason"] in {"answer", "unreachable"}


def test_no_redirect_is_followed(script: Scripted) -> None:
    script.answers["/.well-known/openid-configuration"] = (302, b"")
    unavailable("answer", lambda: finish(script))
    assert script.asked == ["/.well-known/openid-configuration"]


def test_a_provider_that_is_down_is_not_available() -> None:
    # Port 1 of this machine is one that nothing listens on.
    unavailable("unreachable", lambda: AuthlibSignIn(settings_for("http://127.0.0.1:1")).begin(BACK))


def test_a_provider_that_drips_is_not_waited_for(script: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc_authlib, "SECONDS", 0.3)
    script.drip = 0.02
    started = time.monotonic()
    unavailable("unreachable", lambda: AuthlibSignIn(settings_for(script.issuer)).begin(BACK))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [("invalid_grant", SignInRefused, "code"), ("invalid_client", SignInUnavailable, "client")],
)
def test_a_fault_of_the_code_is_told_from_one_of_the_set_up(
    script: Scripted, error: str, kind: type[Exception], reason: str
) -> None:
    script.answers["/token"] = 400, json.dumps({"error": error, "error_description": "the-code"}).encode()
    with pytest.raises(kind) as caught:
        finish(script)
    assert str(caught.value).endswith(f"reason='{reason}'")
    assert caught.value.__suppress_context__


def test_the_level_of_the_sign_in_can_be_demanded(script: Scripted) -> None:
    script.changes = {"acr": "substantial"}
    assert finish(script, accepted_acr=("substantial", "high")).subject == "s"
    refused("acr", lambda: finish(script, accepted_acr=("high",)))
    script.changes = {}
    refused("acr", lambda: finish(script, accepted_acr=("high",)))


# What the claims say


def role_of(path: str, claims: dict[str, Any], **values: Any) -> Role | None:
    person = identity(settings_for("https://login.example.org", role_claim=path, **values), {"sub": "s", **claims})
    assert person is not None
    return person.role


@pytest.mark.parametrize(
    ("path", "claims", "role"),
    [
        ("groups", {"groups": ["x", "tuki-helpdesk"]}, Role.HELPDESK),
        ("groups", {"groups": ["tuki-helpdesk", "tuki-admin"]}, Role.ADMIN),
        ("groups", {"groups": "tuki-admin"}, Role.ADMIN),
        ("groups", {"groups": "not tuki-admin"}, None),
        ("groups", {"groups": [["tuki-admin"], {"tuki-admin": 1}, None, 7]}, None),
        ("groups", {"groups": {"tuki-admin": True}}, None),
        ("a.b.c", {"a": {"b": {"c": ["tuki-admin"]}}}, Role.ADMIN),
        ("a.b.c", {"a": {"b": "tuki-admin"}}, None),
        ("https://imdi.no/roles", {"https://imdi.no/roles": ["tuki-admin"]}, Role.ADMIN),
    ],
)
def test_a_role_is_read_from_a_claim(path: str, claims: dict[str, Any], role: Role | None) -> None:
    assert role_of(path, claims) is role


ALTINN_2 = {
    "type": "ansattporten:altinn:service",
    "resource": "urn:altinn:resource:2480:40",
    "reportees": [{"Rights": ["Read"], "Authority": "iso6523-actorid-upis", "ID": "0192:123456789", "Name": "IMDi"}],
}
ALTINN_3 = {
    "type": "ansattporten:altinn:resource",
    "resource": "urn:altinn:resource:tuki",
    "authorized_parties": [
        {"orgno": {"authority": "iso6523-actorid-upis", "ID": "0192:123456789"}, "resource": "tuki", "unit_type": "AS"}
    ],
}


@pytest.mark.parametrize(
    ("entry", "value", "role"),
    [
        (ALTINN_2, "urn:altinn:resource:2480:40 0192:123456789", Role.ADMIN),
        (ALTINN_3, "tuki 0192:123456789", Role.ADMIN),
        (ALTINN_2, "0192:123456789", None),
        (ALTINN_2, "urn:altinn:resource:2480:40", None),
        ({**ALTINN_2, "resource": "urn:altinn:resource:other"}, "urn:altinn:resource:2480:40 0192:123456789", None),
        ({**ALTINN_2, "reportees": ["0192:123456789", None, {"ID": 1}]}, "None None", None),
        ({**ALTINN_2, "reportees": 7}, "None None", None),
    ],
)
def test_ansattporten_gives_a_role_for_a_resource_and_an_organisation_together(
    entry: dict[str, Any], value: str, role: Role | None
) -> None:
    assert role_of("authorization_details", {"authorization_details": [entry]}, admin_values=(value,)) is role


@pytest.mark.parametrize(
    ("claims", "name", "shown"),
    [
        ({"preferred_username": "kari@imdi.no", "name": " Kari\x00 N\u202e "}, "kari@imdi.no", "Kari N"),
        ({"preferred_username": "kari#EXT#", "email": "kari@imdi.no"}, "kari@imdi.no", "kari@imdi.no"),
        ({"preferred_username": ["x"], "name": 7}, "s-1-a", "s-1-a"),
        ({"pid": "01017012345"}, "s-1-a", "s-1-a"),
        ({"name": "N" * 500}, "s-1-a", "N" * 200),
    ],
)
def test_a_name_is_one_that_an_account_can_have(claims: dict[str, Any], name: str, shown: str) -> None:
    person = identity(settings_for("https://login.example.org"), {"sub": "s/1=a", **claims})
    assert person is not None
    assert (person.name, person.shown_name) == (name, shown)


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "http://login.example.org"},
        {"issuer": "http://127.0.0.1.example.org"},
        {"issuer": "https://"},
        {"issuer": "https://[::1"},
        {"issuer": "https://login.example.org?x=1"},
        {"issuer": "https://you@login.example.org"},
        {"issuer": "ftp://127.0.0.1"},
        {"client_id": ""},
        {"scope": "profile"},
        {"parameters": {"state": "fixed"}},
        {"parameters": {"acr_values": "high", "redirect_uri": "https://evil.example.org"}},
    ],
)
def test_unsafe_settings_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(SettingInvalid):
        settings_for(**{"issuer": "https://login.example.org", **changes})


def test_a_provider_elsewhere_may_not_point_to_this_machine() -> None:
    settings = settings_for("https://login.example.org")
    assert settings.allows("https://keys.example.org/keys")
    assert not settings.allows("http://127.0.0.1/keys")
    assert all(settings_for(issuer).is_local for issuer in ("http://localhost:9400", "http://[::1]:9400"))


def test_settings_do_not_show_the_secret() -> None:
    assert "the secret" not in repr(settings_for("https://login.example.org"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_errors_have_their_sentence(lang: str) -> None:
    texts = load_texts([files("assistant.accounts") / "texts"])
    for error in (SignInRefused(reason="nonce"), SignInUnavailable(reason="unreachable")):
        assert texts.error(lang, error)
