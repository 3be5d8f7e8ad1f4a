"""What the API gives, for its description. The objects themselves are made where the contract's shapes are kept."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class QuoteBody(BaseModel):
    """`quote` is exactly the rundskriv's text from `start` to `end`, counted in Unicode code points."""

    document: str
    clause: str
    section: list[str]
    quote: str
    start: int
    end: int


class CitationBody(QuoteBody):
    """Stands in the answer's text as `[marker]`."""

    marker: int


class HitBody(QuoteBody):
    score: float


class HitsBody(BaseModel):
    query: str
    hits: list[HitBody]


class NoticeBody(BaseModel):
    """What a user must know and did not ask."""

    kind: str
    text: str


class AnswerBody(BaseModel):
    id: str | int | None = Field(default=None, description="There if the question had one.")
    status: Literal["answered", "not_stated", "out_of_scope", "needs_clarification"]
    lang: Literal["nb", "nn", "en"]
    mode: Literal["extractive", "generated"]
    rundskriv: str | None
    text: str = Field(description="One sentence a line, with `[n]` markers.")
    citations: list[CitationBody]
    notices: list[NoticeBody]
    follow_ups: list[str]
    timings_ms: dict[str, float]


class DatedBody(BaseModel):
    date: str
    quote: str


class EntryBody(BaseModel):
    number: str
    title: str
    scheme: str
    year: int
    issuer: str
    language: str
    deadline: str | None
    deadline_quote: str | None
    reporting: list[DatedBody]
    contact: str
    source_address: str | None
    sha256: str
    validity: Literal["current", "expired", "superseded_by"]
    valid_from: str
    valid_until: str
    superseded_by: str | None


class HeadingBody(BaseModel):
    text: str
    level: int
    start: int
    end: int


class ClauseBody(BaseModel):
    clause: str
    section: list[str]
    quote: str
    start: int
    end: int
    list_level: int
    introduction: str | None
    repeated_by: str | None


class DocumentBody(EntryBody):
    text: str
    headings: list[HeadingBody]
    clauses: list[ClauseBody]
