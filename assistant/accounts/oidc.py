"""Signing in at an OpenID Connect provider: the port, its settings, and what a verified ID token says of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Literal, Protocol
from urllib.parse import SplitResult, urlsplit

from assistant.accounts.account import Role, is_name
from assistant.errors import SettingInvalid

LONGEST_NAME = 200
# OpenID Connect Core, section 2: "It MUST NOT exceed 255 ASCII characters".
LONGEST_SUBJECT = 255
# The flow sets these itself; a setting that replaced one would switch a protection off.
_OURS = {"client_id", "nonce", "redirect_uri", "request", "request_uri", "response_mode", "response_type", "scope"} | {
    "code_challenge",
    "code_challenge_method",
    "state",
}


@dataclass(frozen=True, kw_only=True)
class OidcSettings:
    """One provider. Raises SettingInvalid where it could not be signed in at safely.

    `client_auth`: how the secret is sent; None takes what the provider's discovery document offers.
    `parameters`: added to what the browser is sent with, such as Ansattporten's `acr_values`, `authorization_details`.
    `accepted_acr`: the ID token's `acr` must be one of these; empty takes any.
    `role_claim`: a dotted path to a string or a list of strings. `authorization_details` (Ansattporten) gives
    "<resource> <organisation>" for each that the person may act for, as `urn:altinn:resource:2480:40 0192:123456789`.
    People can alter what their browser asks for, so neither half would do alone.
    """

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    client_auth: Literal["client_secret_basic", "client_secret_post"] | None = None
    scope: str = "openid profile email"
    parameters: Mapping[str, str] = field(default_factory=dict)
    accepted_acr: tuple[str, ...] = ()
    role_claim: str = "roles"
    admin_values: tuple[str, ...] = ()
    helpdesk_values: tuple[str, ...] = ()
    name_claim: str = "preferred_username"
    shown_name_claim: str = "name"

    def __post_init__(self) -> None:
        issuer = _split(self.issuer)
        if not self.allows(self.issuer) or issuer is None or issuer.query or issuer.fragment:
            raise SettingInvalid(setting="TUKI_OIDC_ISSUER", reason="https://…")
        if not self.client_id:
            raise SettingInvalid(setting="TUKI_OIDC_CLIENT_ID", reason="''")
        if "openid" not in self.scope.split():
            raise SettingInvalid(setting="TUKI_OIDC_SCOPE", reason="openid")
        if taken := sorted(_OURS & self.parameters.keys()):
            raise SettingInvalid(setting="TUKI_OIDC_PARAMETERS", reason=", ".join(taken))

    @property
    def is_local(self) -> bool:
        """If the provider runs on this machine."""
        return _is_loopback(_split(self.issuer))

    def allows(self, address: str) -> bool:
        """https with a host and without a password; http only where provider and address are on this machine."""
        parts = _split(address)
        if parts is None or not parts.hostname or "@" in parts.netloc:
            return False
        return parts.scheme == "https" or (parts.scheme == "http" and self.is_local and _is_loopback(parts))


@dataclass(frozen=True)
class Challenge:
    """A sign-in that has begun. `address` is where the browser goes; the rest is kept here until it comes back."""

    address: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for: `issuer` and `subject` together are the person, names are for reading.

    `name` is one that an account can have. `role` is None for a person without one here, who is to be refused.
    """

    issuer: str
    subject: str
    name: str
    shown_name: str
    role: Role | None


class SignIn(Protocol):
    def begin(self, redirect: str) -> Challenge:
        """A new state, nonce and PKCE verifier. Raises SignInUnavailable."""
        ...

    def finish(self, redirect: str, code: str, challenge: Challenge) -> Identity:
        """The caller has compared the state before. Raises SignInRefused, or SignInUnavailable."""
        ...

    def end_address(self, back: str) -> str | None:
        """Where the browser ends its session at the provider, to come `back` after; None where there is no such place,
        or where the provider does not say: signing out here must not wait for it."""
        ...


def identity(settings: OidcSettings, claims: Mapping[str, Any]) -> Identity | None:
    """What the claims of a verified ID token say of a person; None without a proper subject."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject.isascii() or not 0 < len(subject) <= LONGEST_SUBJECT:
        return None
    name = _name(settings, claims, subject)
    shown = _clean(claims.get(settings.shown_name_claim)) or name
    return Identity(settings.issuer, subject, name, shown, role(settings, claims))


def role(settings: OidcSettings, claims: Mapping[str, Any]) -> Role | None:
    """The highest role that the claims give."""
    held = set(claim_values(claims, settings.role_claim))
    if held & set(settings.admin_values):
        return Role.ADMIN
    return Role.HELPDESK if held & set(settings.helpdesk_values) else None


def claim_values(claims: Mapping[str, Any], path: str) -> Iterator[str]:
    """The strings at a dotted path. A claim whose whole name is the path comes first: names may hold dots."""
    found: Any = claims
    for part in [path] if path in claims else path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    for value in found if isinstance(found, list) else [found]:
        if isinstance(value, str):
            yield value
        elif path == "authorization_details" and isinstance(value, Mapping):
            yield from _representations(value)


def _representations(entry: Mapping[str, Any]) -> Iterator[str]:
    # docs.digdir.no, "RAR-typer i Ansattporten": `reportees` for Altinn 2, `authorized_parties` for Altinn 3.
    for key in ("reportees", "authorized_parties"):
        parties = entry.get(key)
        for party in parties if isinstance(parties, list) else []:
            if isinstance(party, Mapping):
                resource, number = party.get("resource", entry.get("resource")), party.get("orgno", party)
                organisation = number.get("ID") if isinstance(number, Mapping) else None
                if isinstance(resource, str) and isinstance(organisation, str):
                    yield f"{resource} {organisation}"


def _name(settings: OidcSettings, claims: Mapping[str, Any], subject: str) -> str:
    """The first of these that can name an account. Never `pid`, a national identity number."""
    for claim in (settings.name_claim, "email", "upn"):
        value = claims.get(claim)
        if isinstance(value, str) and is_name(value):
            return value
    return "".join(sign if is_name(sign) else "-" for sign in subject[:LONGEST_NAME])


def _clean(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:LONGEST_NAME]


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _is_loopback(parts: SplitResult | None) -> bool:
    host = (parts.hostname if parts else None) or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
