"""All settings, read from the environment in this one place; every name starts with `TUKI_`."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read once, at the start, and passed on as an argument."""

    model_config = SettingsConfigDict(env_prefix="TUKI_", env_ignore_empty=True, frozen=True, extra="ignore")

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("tuki"),
        description="Folder for all that is written: the index, and the database. Made when it is missing.",
    )
    database: str | None = Field(
        default=None,
        repr=False,
        description="Address of the database, `sqlite:///…` or `postgresql://…`; left out, a file in the data folder.",
    )
    encoder: str = Field(
        default="own",
        description="`own`, the embedded encoder; `ngram`, a part of it; or one that sentence-transformers loads.",
    )
    encoder_query_prefix: str | None = Field(
        default=None, description="Put before each query; left out, it is known for the e5 family and else empty."
    )
    encoder_passage_prefix: str | None = Field(default=None, description="Put before each passage, likewise.")
    longest_question: int = Field(
        default=4_000, ge=100, description="Characters; a longer question is refused with a clear message."
    )
    draft_days: int = Field(
        default=30, ge=1, description="Days that a draft in the pre-check's page is kept after it was last changed."
    )
    conversation_days: int = Field(
        default=90, ge=1, description="Days that a conversation is kept after its last question."
    )
    open_to_all: bool = Field(
        default=True, description="If the chat and the pre-check need no signing in; `false` closes them."
    )
    second_eyes: bool = Field(
        default=False, description="If an answer must be approved by another than the one who wrote it."
    )
    session_hours: int = Field(
        default=12, ge=1, description="Hours that a signed-in session lasts after it was last used."
    )
    trusted_hosts: str = Field(
        default="localhost, 127.0.0.1, [::1]",
        description="Names that the service may be reached by, comma-separated; `*.example.no` and `*` fit many.",
    )
    trusted_proxies: str = Field(
        default="", description="Addresses of proxies whose X-Forwarded headers hold, comma-separated."
    )
    oidc_issuer: str | None = Field(default=None, description="OpenID Connect provider; turns signing in by it on.")
    oidc_name: str = Field(default="OpenID Connect", description="What the provider is called on the page.")
    oidc_client_id: str = Field(default="tuki", description="What the provider knows this service by.")
    oidc_client_secret: str | None = Field(default=None, repr=False, description="The secret that goes with it.")
    oidc_scope: str = Field(default="openid profile email", description="What is asked of the provider.")
    oidc_parameters: dict[str, str] = Field(
        default={}, description='Sent along to the provider, as JSON: `{"acr_values": "…"}`.'
    )
    oidc_accepted_acr: str = Field(default="", description="Levels of assurance that are enough; empty takes any.")
    oidc_role_claim: str = Field(default="roles", description="The claim with a user's roles; dots lead inwards.")
    oidc_helpdesk_values: str = Field(default="helpdesk", description="Values of it that make a helpdesk account.")
    oidc_admin_values: str = Field(default="admin", description="Values of it that make an administrator.")
    largest_document: int = Field(
        default=10_000_000, ge=1_000, description="Bytes of a document that a draft is read from; larger gives 413."
    )
    largest_request: int = Field(default=1_000_000, ge=1_000, description="Bytes of a request body; larger gives 413.")
    requests_per_minute: int = Field(
        default=600, ge=1, description="Requests a client may make of the API in a minute; more gives 429."
    )
    requests_per_minute_in_all: int = Field(
        default=12_000, ge=1, description="Requests of all clients together; more gives 429."
    )
    log_level: str = Field(default="warning", description="Lowest level that is logged: debug, info, warning, error.")


def listed(text: str) -> tuple[str, ...]:
    """The entries of a comma-separated setting."""
    return tuple(entry.strip() for entry in text.split(",") if entry.strip())
