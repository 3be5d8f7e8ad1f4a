"""Signing in at an OpenID Connect provider by Authlib: authorization code flow with PKCE, state and nonce."""

from __future__ import annotations

import json
import secrets
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import Any
from urllib.parse import urlencode

import httpx2
from authlib.integrations.httpx_client import OAuth2ClientAuth
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.client import OAuth2Client
from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, InvalidKeyIdError, JoseError, MissingClaimError
from joserfc.jwk import ECKey, JWKRegistry, KeySet, RSAKey

from assistant.accounts.errors import SignInRefused, SignInUnavailable
from assistant.accounts.oidc import Challenge, Identity, OidcSettings, identity

SECONDS = 10.0
LARGEST_ANSWER = 1_000_000  # bytes; Entra's keys, the largest there is, are some 20 000
LONGEST_CODE = 8_000  # characters; Entra's are under 2 000
LEEWAY = 60  # seconds that the two machines' clocks may differ
CACHED = 3_600.0  # seconds that the discovery document and the keys are kept
# Asymmetric only: with HS256 in the list, whoever has the public key could sign.
ALGORITHMS = ("RS256", "PS256", "ES256")
# A header may carry x5c, a whole certificate.
_LONGEST_HEADER = 16_000
_KEY_TYPES = {"RSA": RSAKey, "EC": ECKey}


class AuthlibSignIn:
    """A SignIn. Safe between threads, which at worst fetch the same twice; nothing is fetched before it is used."""

    def __init__(self, settings: OidcSettings, clock: Callable[[], float] = monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._discovery: tuple[float, _Discovery] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def begin(self, redirect: str) -> Challenge:
        state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
        client = OAuth2Client(None, self._settings.client_id, scope=self._settings.scope, code_challenge_method="S256")
        address, _ = client.create_authorization_url(
            self._discovered().authorize,
            state=state,
            code_verifier=verifier,
            nonce=nonce,
            redirect_uri=redirect,
            **self._settings.parameters,
        )
        return Challenge(address, state, nonce, verifier)

    def finish(self, redirect: str, code: str, challenge: Challenge) -> Identity:
        # It comes from the browser, which may bring anything.
        if not code.isascii() or not 0 < len(code) <= LONGEST_CODE:
            raise SignInRefused(reason="code")
        claims = self._verified(self._id_token(redirect, code, challenge.verifier))
        self._check(claims, challenge.nonce)
        person = identity(self._settings, claims)
        if person is None:
            raise SignInRefused(reason="subject")
        return person

    def end_address(self, back: str) -> str | None:
        try:
            end = self._discovered().end
        except SignInUnavailable:
            return None
        if end is None:
            return None
        query = urlencode({"client_id": self._settings.client_id, "post_logout_redirect_uri": back})
        return f"{end}{'&' if '?' in end else '?'}{query}"

    # The ID token

    def _id_token(self, redirect: str, code: str, verifier: str) -> str:
        discovery, settings = self._discovered(), self._settings
        auth = OAuth2ClientAuth(settings.client_id, settings.client_secret, discovery.client_auth)
        try:
            with self._client() as session:
                token = OAuth2Client(session, settings.client_id).fetch_token(
                    discovery.token,
                    grant_type="authorization_code",
                    code=code,
                    redirect_uri=redirect,
                    code_verifier=verifier,
                    auth=auth,
                )
        except OAuth2Error as failure:
            # The code is the browser's; any other fault is in how the two servers are set up. RFC 6749, section 5.2.
            if failure.error == "invalid_grant":
                raise SignInRefused(reason="code") from None
            raise SignInUnavailable(reason="client") from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
            raise SignInUnavailable(reason="unreachable") from failure
        except (ValueError, TypeError, KeyError, RecursionError):
            raise SignInUnavailable(reason="answer") from None
        value = token.get("id_token")
        if not isinstance(value, str):
            raise SignInUnavailable(reason="answer")
        return value

    def _verified(self, token: str) -> dict[str, Any]:
        """The claims, once the signature holds. A key that is not known may be a new one: the keys are read again."""
        try:
            return self._decoded(token, self._key_set())
        except InvalidKeyIdError:
            pass
        try:
            return self._decoded(token, self._key_set(fresh=True))
        except InvalidKeyIdError:
            raise SignInRefused(reason="signature") from None

    def _decoded(self, token: str, keys: KeySet) -> dict[str, Any]:
        # Not strict: a provider may add parameters to the header. `crit` is heeded all the same.
        registry = jws.JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        registry.max_header_length = _LONGEST_HEADER
        try:
            return jwt.decode(token, keys, registry=registry).claims
        except InvalidKeyIdError:
            raise
        except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            # The library's message could hold a part of the token.
            raise SignInRefused(reason="signature") from None

    def _check(self, claims: dict[str, Any], nonce: str) -> None:
        """OpenID Connect Core, section 3.1.3.7. Raises SignInRefused with the claim that does not hold."""
        mine = self._settings.client_id
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": mine},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            registry.validate(claims)
        except (ExpiredTokenError, InvalidClaimError, MissingClaimError) as failure:
            raise SignInRefused(reason=failure.claim) from None
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else mine) != mine:
            raise SignInRefused(reason="azp")
        if claims.get("nonce") != nonce:
            raise SignInRefused(reason="nonce")
        if self._settings.accepted_acr and claims.get("acr") not in self._settings.accepted_acr:
            raise SignInRefused(reason="acr")

    # What the provider publishes

    def _discovered(self) -> _Discovery:
        kept = self._discovery
        if kept is None or self._clock() - kept[0] >= CACHED:
            document = self._get(self._settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
            kept = self._discovery = self._clock(), _discovery(self._settings, document)
        return kept[1]

    def _key_set(self, fresh: bool = False) -> KeySet:
        kept = self._keys
        if fresh or kept is None or self._clock() - kept[0] >= CACHED:
            kept = self._keys = self._clock(), _keys(self._get(self._discovered().keys))
        return kept[1]

    def _get(self, address: str) -> Mapping[str, Any]:
        try:
            with self._client() as client:
                response = client.get(address, headers={"Accept": "application/json"})
        except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
            raise SignInUnavailable(reason="unreachable") from failure
        try:
            document = json.loads(response.content)
        except (ValueError, RecursionError):
            document = None
        if response.status_code != httpx2.codes.OK or not isinstance(document, dict):
            raise SignInUnavailable(reason="answer")
        return document

    def _client(self) -> _Client:
        return _Client(
            headers={"Accept-Encoding": "identity"},
            timeout=SECONDS,
            follow_redirects=False,
            verify=self._tls,
            # No proxy of the environment stands between two programs on one machine.
            trust_env=not self._settings.is_local,
        )

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # Reading the machine's certificates takes some 30 ms, so once.
        return httpx2.create_ssl_context()


@dataclass(frozen=True)
class _Discovery:
    authorize: str
    token: str
    keys: str
    end: str | None
    client_auth: str


def _discovery(settings: OidcSettings, document: Mapping[str, Any]) -> _Discovery:
    if document.get("issuer") != settings.issuer:
        raise SignInUnavailable(reason="issuer")
    required = [document.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    authorize, token, keys = (value if isinstance(value, str) and settings.allows(value) else "" for value in required)
    if not (authorize and token and keys):
        raise SignInUnavailable(reason="discovery")
    end = document.get("end_session_endpoint")
    offered = document.get("token_endpoint_auth_methods_supported")
    return _Discovery(
        authorize,
        token,
        keys,
        end if isinstance(end, str) and settings.allows(end) else None,
        _client_auth(settings, offered if isinstance(offered, list) else []),
    )


def _client_auth(settings: OidcSettings, offered: list[Any]) -> str:
    if settings.client_secret is None:
        return "none"
    # In a form nothing is lost of a secret with special characters; Basic is what is supported where nothing is said.
    return settings.client_auth or ("client_secret_post" if "client_secret_post" in offered else "client_secret_basic")


def _keys(document: Mapping[str, Any]) -> KeySet:
    """The keys that can verify a signature. One that cannot be read is passed over: another may be the right one."""
    found = document.get("keys")
    keys = [_key(entry) for entry in (found if isinstance(found, list) else []) if isinstance(entry, dict)]
    if usable := [key for key in keys if key is not None]:
        return KeySet([*usable])
    raise SignInUnavailable(reason="keys")


def _key(entry: dict[str, Any]) -> RSAKey | ECKey | None:
    if entry.get("kty") not in _KEY_TYPES or entry.get("use", "sig") != "sig":
        return None
    try:
        key = JWKRegistry.import_key(entry)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAKey | ECKey) else None


class _Client(httpx2.Client):
    """A client that reads no more than LARGEST_ANSWER of an answer, and no longer than SECONDS at it."""

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        started = monotonic()
        response = super().send(request, **{**options, "stream": True})
        body = bytearray()
        try:
            # Raw: what is packed could grow past the limit before it is counted.
            for part in response.iter_raw():
                body += part
                if len(body) > LARGEST_ANSWER or monotonic() - started > SECONDS:
                    raise httpx2.ReadError("The answer is too long.", request=request)
        finally:
            response.close()
        return httpx2.Response(response.status_code, content=bytes(body), request=request)
