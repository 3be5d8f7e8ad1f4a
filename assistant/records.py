"""All that is kept in the database, by what it is."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.accounts.accounts_sql import AccountStore
from assistant.accounts.sessions_sql import SessionStore
from assistant.conversations.conversations_sql import ConversationStore
from assistant.database.database_sql import Database
from assistant.drafts.drafts_sql import DraftStore
from assistant.helpdesk.approved_sql import ApprovedStore
from assistant.helpdesk.audit_sql import AuditLog
from assistant.helpdesk.banners_sql import BannerStore
from assistant.helpdesk.counts_sql import CountStore
from assistant.settings import Settings


@dataclass(frozen=True)
class Records:
    """One store for each kind, all in one database. Opening it touches nothing."""

    database: Database
    drafts: DraftStore
    conversations: ConversationStore
    accounts: AccountStore
    sessions: SessionStore
    approved: ApprovedStore
    banners: BannerStore
    audit: AuditLog
    counts: CountStore


def open_records(database: Database, settings: Settings) -> Records:
    return Records(
        database=database,
        drafts=DraftStore(database, settings.draft_days),
        conversations=ConversationStore(database, settings.conversation_days),
        accounts=AccountStore(database),
        sessions=SessionStore(database, settings.session_hours),
        approved=ApprovedStore(database, settings.second_eyes),
        banners=BannerStore(database),
        audit=AuditLog(database),
        counts=CountStore(database),
    )
