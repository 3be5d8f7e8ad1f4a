"""`tuki accounts`: who may sign in, and what each may do. A one-time password is printed this once and kept nowhere."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from web.commands.opening import read_settings
from web.terminal import Page
from web.wording import DEFAULT_LANGUAGE, all_texts

if TYPE_CHECKING:
    from assistant.accounts.account import Account
    from assistant.records import Records
    from web.pages.operations.account_changes import AccountChanges

SYSTEM = "system"


def run(args: argparse.Namespace) -> int:
    """Raises AccountUnknown, AccountTaken, NameUnfit, LastAdministrator or AccountNotLocal."""
    from assistant.bootstrap import LateRecords
    from web.pages.operations.account_changes import AccountChanges

    kept = LateRecords(read_settings())
    try:
        if args.action == "list":
            _list(kept.records, args.json)
        else:
            _change(AccountChanges(kept.records, SYSTEM), args)
    finally:
        kept.close()
    return 0


def _change(changes: AccountChanges, args: argparse.Namespace) -> None:
    from assistant.accounts.account import Role

    name = args.name
    match args.action:
        case "add":
            _say("cli.one_time", name=name, password=changes.add(name, args.shown_name, Role(args.role)))
            return
        case "password":
            _say("cli.one_time", name=name, password=changes.new_password(name))
            return
        case "role":
            changes.set_role(name, Role(args.role))
        case "remove":
            changes.remove(name)
        case "revoke":
            changes.revoke(name)
        case _:
            changes.set_active(name, args.action == "activate")
    _say(f"cli.account_done.{args.action}", name=name)


def _list(records: Records, as_json: bool) -> None:
    counts: dict[int, int] = {}
    for session in records.sessions.all():
        counts[session.account.id] = counts.get(session.account.id, 0) + 1
    listed = [_object(account, counts.get(account.id, 0)) for account in records.accounts.all()]
    if as_json:
        print(json.dumps(listed, ensure_ascii=False))
        return
    page = Page(sys.stdout)
    for each in listed:
        _write(page, each)


def _object(account: Account, sessions: int) -> dict[str, Any]:
    return {
        "name": account.name,
        "shown_name": account.shown_name,
        "role": account.role.value,
        "active": account.active,
        "must_change": account.must_change,
        "issuer": account.issuer,
        "sessions": sessions,
        "created": account.created.isoformat(timespec="seconds"),
    }


def _write(page: Page, account: dict[str, Any]) -> None:
    page.line(f"{account['name']}  {account['shown_name']}", "strong")
    texts = [
        _text(f"account.roles.{account['role']}"),
        account["issuer"] or _text("operations.local"),
        *([] if account["active"] else [_text("operations.inactive")]),
        *([_text("operations.waiting")] if account["must_change"] else []),
        _text("cli.sessions", count=account["sessions"]),
    ]
    page.line(" · ".join(texts), "faint", first="  ")


def _text(key: str, **facts: object) -> str:
    return all_texts().get(DEFAULT_LANGUAGE, key, **facts)


def _say(key: str, **facts: object) -> None:
    print(_text(key, **facts))
