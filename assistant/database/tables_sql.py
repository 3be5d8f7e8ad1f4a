"""All tables, as SQLAlchemy knows them. The migrations make them; `tests/assistant/database` holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
HASH_CHARACTERS = 64  # SHA-256 in hexadecimal


class Instant(TypeDecorator[datetime]):
    """A point in time, kept as ISO 8601 in UTC: the same text in every database, in order when sorted."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData(naming_convention=NAMES)

# What a secret leads to is found by the secret's hash: who reads the database cannot open what is kept there.
drafts = Table(
    "drafts",
    metadata,
    Column("secret_hash", String(HASH_CHARACTERS), primary_key=True),
    Column("content", Text, nullable=False),
    Column("changed", Instant, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("shown_name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("password_hash", String(300)),
    Column("must_change", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("issuer", String(500)),
    Column("subject", String(300)),
    Column("created", Instant, nullable=False),
)
Index("ix_accounts_identity", accounts.c.issuer, accounts.c.subject, unique=True)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(HASH_CHARACTERS), primary_key=True),
    Column("account_id", ForeignKey(accounts.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("started", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("browser", String(200), nullable=False),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("state_hash", String(HASH_CHARACTERS), primary_key=True),
    Column("nonce", String(100), nullable=False),
    Column("verifier", String(200), nullable=False),
    Column("next", String(500), nullable=False),
    Column("started", Instant, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("device_hash", String(HASH_CHARACTERS), nullable=False, index=True),
    Column("started", Instant, nullable=False),
    Column("changed", Instant, nullable=False, index=True),
)

turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", ForeignKey(conversations.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("situation", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("document", String(40)),
    Column("topic", String(100)),
    Column("lang", String(2), nullable=False),
    Column("asked", Instant, nullable=False, index=True),
    Column("thumb", String(4)),
    Column("reason", String(40)),
    Column("remark", Text),
    Column("handled", Instant),
)

shares = Table(
    "shares",
    metadata,
    Column("secret_hash", String(HASH_CHARACTERS), primary_key=True),
    Column("turn_id", ForeignKey(turns.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("made", Instant, nullable=False),
)

approved_answers = Table(
    "approved_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("text", Text, nullable=False),
    Column("document", String(40), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("written_by", String(200), nullable=False),
    Column("written", Instant, nullable=False),
    Column("approved_by", String(200)),
    Column("approved", Instant),
    Column("review_reason", Text),
)

approved_clauses = Table(
    "approved_clauses",
    metadata,
    Column("answer_id", ForeignKey(approved_answers.c.id, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("document", String(40), nullable=False),
    Column("clause", String(200), nullable=False),
    Column("quote", Text, nullable=False),
)

askings = Table(
    "askings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("answer_id", ForeignKey(approved_answers.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
)

banners = Table(
    "banners",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("nb", Text, nullable=False),
    Column("nn", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("starts", Instant, nullable=False),
    Column("ends", Instant),
    Column("made_by", String(200), nullable=False),
)

# Who did what, never what a user wrote.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("who", String(200), nullable=False),
    Column("action", String(60), nullable=False),
    Column("about", String(200), nullable=False),
)

# Use over time, in numbers alone: it outlives the conversations that it counts.
counts = Table(
    "counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("what", String(30), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("document", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
)
