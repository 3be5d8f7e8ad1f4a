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
        description="Folder for all that is written: the index, later the database. Made when it is missing.",
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
    largest_document: int = Field(
        default=10_000_000, ge=1_000, description="Bytes of a document that a draft is read from; larger gives 413."
    )
    largest_request: int = Field(default=1_000_000, ge=1_000, description="Bytes of a request body; larger gives 413.")
    requests_per_minute: int = Field(
        default=600, ge=1, description="Requests a client may make of the API in a minute; more gives 429."
    )
    log_level: str = Field(default="warning", description="Lowest level that is logged: debug, info, warning, error.")
