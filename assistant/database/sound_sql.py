"""Reads every row as the stores do, so that nothing is taken in that the service could not start with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, select

from assistant.accounts.accounts_sql import account_of
from assistant.conversations.conversations_sql import turn_of
from assistant.database.tables_sql import metadata
from assistant.drafts.kept import KeptDraft
from assistant.helpdesk.approved import State
from assistant.helpdesk.banners_sql import KINDS

_AT_ONCE = 500


def unsound_table(connection: Connection) -> str | None:
    """The name of the first table with a row that cannot be read, None where all can."""
    for table in metadata.sorted_tables:
        try:
            for row in connection.execute(select(table).execution_options(yield_per=_AT_ONCE)):
                _READ.get(table.name, _nothing_more)(row)
        except (ValueError, KeyError, TypeError, AttributeError):
            return table.name
    return None


def _nothing_more(_row: Row[Any]) -> object:
    """Its points in time have been read with it."""
    return None


def _draft(row: Row[Any]) -> object:
    return KeptDraft.from_json(row.content, row.changed) if row.content else None


def _banner(row: Row[Any]) -> object:
    return KINDS.index(row.kind)


_READ: dict[str, Callable[[Row[Any]], object]] = {
    "accounts": account_of,
    "turns": turn_of,
    "drafts": _draft,
    "banners": _banner,
    "approved_answers": lambda row: State(row.state),
}
