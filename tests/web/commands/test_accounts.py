"""`tuki accounts`: what it prints, with which exit status, and what it notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.accounts.account import Role
from assistant.bootstrap import LateRecords
from assistant.records import Records
from assistant.settings import Settings
from web.cli import main


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Records]:
    """The database that the commands work on."""
    monkeypatch.setenv("TUKI_DATA_DIR", str(tmp_path))
    kept = LateRecords(Settings(data_dir=tmp_path))
    kept.records.accounts.vouched_for("https://login.example", "1", "boss", "Boss", Role.ADMIN)
    yield kept.records
    kept.close()


def test_a_new_account_signs_in_with_what_is_printed_once(records: Records, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", "add", "ola", "--role", "admin", "--shown-name", "Ola N."]) == 0
    printed = re.search(r"\b\w{20}\b", capsys.readouterr().out)
    assert printed
    account = records.accounts.check_password("ola", printed[0])
    assert account is not None
    assert (account.role, account.shown_name, account.must_change) == (Role.ADMIN, "Ola N.", True)
    assert main(["accounts", "password", "ola"]) == 0
    assert printed[0] not in capsys.readouterr().out
    assert records.accounts.check_password("ola", printed[0]) is None
    assert [(entry.who, entry.action) for entry in records.audit.newest(9)] == [
        ("system", "one_time_password"),
        ("system", "account_added"),
    ]


def test_accounts_are_listed(records: Records, capsys: pytest.CaptureFixture[str]) -> None:
    records.sessions.begin(records.accounts.find("boss"), "")
    assert main(["accounts", "list", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["name"], listed["role"], listed["active"], listed["sessions"]) == ("boss", "admin", True, 1)
    assert "hash" not in str(listed)
    assert main(["accounts", "list"]) == 0
    assert "Administrator · https://login.example · innlogginger: 1" in capsys.readouterr().out


def test_an_account_is_changed_and_each_change_is_noted(records: Records, capsys: pytest.CaptureFixture[str]) -> None:
    records.accounts.add("ola", "Ola", Role.HELPDESK)
    records.sessions.begin(records.accounts.find("ola"), "")
    assert main(["accounts", "revoke", "ola"]) == 0
    assert records.sessions.all() == []
    for change in (["role", "ola", "admin"], ["deactivate", "ola"], ["activate", "ola"], ["remove", "ola"]):
        assert main(["accounts", *change]) == 0
        assert "ola" in capsys.readouterr().out
    assert [entry.action for entry in reversed(records.audit.newest(9))] == [
        "sessions_revoked",
        "account_role_changed",
        "account_deactivated",
        "account_activated",
        "account_removed",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["remove", "boss"],
        ["deactivate", "boss"],
        ["role", "boss", "helpdesk"],
        ["password", "boss"],
        ["password", "nobody"],
        ["revoke", "no\0body"],
        ["add", "to ord"],
        ["add", "boss"],
        ["role", "boss", "king"],
        ["add", "kari", "--role", "king"],
        ["add"],
        ["unknown"],
        [],
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_changes_nothing(
    records: Records, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    before = records.accounts.all()
    assert main(["accounts", *arguments]) == 64
    streams = capsys.readouterr()
    assert not streams.out
    assert len(streams.err.strip().splitlines()) == 1
    assert records.accounts.all() == before
    assert records.audit.newest(9) == []
