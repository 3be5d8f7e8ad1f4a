"""A backup is whole or none at all, fits either database, and changes nothing where it is not what it says."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import insert, select

import assistant.database.errors
from assistant.accounts.account import Role
from assistant.accounts.accounts_sql import AccountStore
from assistant.database import backup_file
from assistant.database.backup_file import MANIFEST, BackupReader
from assistant.database.backup_sql import LEFT_OUT, back_up, restore
from assistant.database.database_sql import Database
from assistant.database.errors import (
    BackupDamaged,
    BackupNewer,
    BackupUnreadable,
    BackupUnwritable,
    DatabaseNotEmpty,
)
from assistant.database.tables_sql import accounts, banners, counts, drafts, metadata, sessions
from assistant.drafts.kept import KeptDraft
from assistant.helpdesk.audit_sql import AuditLog
from assistant.helpdesk.banners_sql import BannerStore
from knowledge.errors import TukiError
from web.wording import all_texts

NOW = datetime(2026, 11, 25, 12, 0, 0, 1, UTC)
HOSTILE = 'æøå – «»\u2028\r\n\t"\\ {{7*7}} <script>\U0001f600'


def draft_of(title: str) -> str:
    return KeptDraft({"title": (title,)}, "08-2025").to_json()


def fill(database: Database) -> None:
    """Something of every type of column."""
    account = {"id": 7, "name": "ola", "shown_name": "Ola", "role": "admin", "password_hash": None}
    rest = {"must_change": True, "active": False, "issuer": "i", "subject": "s", "created": NOW}
    with database.writing() as connection:
        connection.execute(insert(accounts).values(account | rest))
        connection.execute(insert(drafts).values(secret_hash="d" * 64, content=draft_of(HOSTILE), changed=NOW))
        connection.execute(insert(counts).values(day=date(2026, 1, 2), what="topic", name="", document="", number=3))
        connection.execute(
            insert(banners),
            [
                {"kind": "info", "nb": str(n), "nn": "", "en": "", "starts": NOW, "ends": None, "made_by": "ola"}
                for n in range(1200)
            ],
        )
        times = {"started": NOW, "last_seen": NOW, "expires": NOW}
        connection.execute(insert(sessions).values(token_hash="t" * 64, account_id=7, browser="", **times))


def content(database: Database) -> dict[str, list[Any]]:
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """A second database, in SQLite."""
    opened = Database(f"sqlite:///{tmp_path / 'other.db'}")
    yield opened
    opened.close()


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """One of a database with something in it."""
    database = Database(f"sqlite:///{tmp_path / 'source.db'}")
    fill(database)
    back_up(database, tmp_path / "backup.zip")
    database.close()
    return tmp_path / "backup.zip"


def test_what_is_restored_is_what_was_there_whichever_database_it_was_in(
    database: Database, other: Database, tmp_path: Path
) -> None:
    fill(database)
    there, back = tmp_path / "there.zip", tmp_path / "back.zip"
    assert back_up(database, there).counts["banners"] == 1200
    assert restore(other, there, force=False).counts["accounts"] == 1
    expected = {name: [] if name in LEFT_OUT else rows for name, rows in content(database).items()}
    assert content(other) == expected
    back_up(other, back)
    restore(database, back, force=True)
    assert content(database) == expected


def test_new_rows_get_new_numbers_after_a_restore(database: Database, backup: Path) -> None:
    restore(database, backup, force=False)
    AccountStore(database).vouched_for("i", "other", "kari", "Kari", Role.ADMIN)
    AuditLog(database).note("kari", "signed_in")
    assert {account.name for account in AccountStore(database).all()} == {"kari", "ola"}


def test_nobody_is_signed_in_after_a_restore(other: Database, backup: Path) -> None:
    restore(other, backup, force=False)
    assert content(other)["sessions"] == []


def test_a_character_that_postgresql_lacks_does_not_stop_a_restore(database: Database, tmp_path: Path) -> None:
    source = Database(f"sqlite:///{tmp_path / 'source.db'}")
    with source.writing() as connection:
        row = {"kind": "info", "nb": "a\0b", "nn": "", "en": "", "starts": NOW, "made_by": ""}
        connection.execute(insert(banners).values(row))
    back_up(source, tmp_path / "backup.zip")
    source.close()
    restore(database, tmp_path / "backup.zip", force=False)
    assert BannerStore(database).all()[0].texts["nb"] in {"a\0b", "a\ufffdb"}


def test_it_is_one_view_of_a_database_that_is_being_written(database: Database, tmp_path: Path) -> None:
    """Each change adds a banner and a note of it: a backup never has the one without the other."""
    stop, values = Event(), {"kind": "info", "nb": "", "nn": "", "en": "", "starts": NOW, "made_by": ""}

    def write() -> None:
        while not stop.is_set():
            with database.writing() as connection:
                connection.execute(insert(banners).values(values))
                connection.execute(insert(metadata.tables["audit"]).values(at=NOW, who="", action="", about=""))

    writer = Thread(target=write)
    writer.start()
    try:
        made = [back_up(database, tmp_path / "backup.zip").counts for _ in range(5)]
    finally:
        stop.set()
        writer.join()
    assert all(each["banners"] == each["audit"] for each in made)


def test_a_database_with_something_in_it_is_replaced_only_when_that_is_said(other: Database, backup: Path) -> None:
    AuditLog(other).note("me", "signed_in")
    before = content(other)
    with pytest.raises(DatabaseNotEmpty):
        restore(other, backup, force=False)
    assert content(other) == before
    restore(other, backup, force=True)
    assert content(other)["audit"] == []


def test_only_its_owner_may_read_it_and_nothing_else_is_left_behind(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert not list(backup.parent.glob(".*"))


def test_one_that_cannot_be_written_leaves_the_old_one(
    other: Database, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_file.os, "fsync", full)
    with pytest.raises(BackupUnwritable, match="No space"):
        back_up(other, backup)
    assert backup.read_bytes() == before
    assert not list(backup.parent.glob(".*"))
    with pytest.raises(BackupUnwritable):
        back_up(other, backup.parent / "missing" / "backup.zip")


# Files that are not what they say


def rewritten(path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """The same backup with its manifest or its parts changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(parts.pop(MANIFEST))
    change(manifest, parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
        new.writestr(MANIFEST, json.dumps(manifest))
    return path


def with_part(table: str, lines: bytes) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    """A part with other lines, which the manifest vouches for."""

    def change(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        parts[f"tables/{table}.jsonl"] = lines
        for part in manifest["parts"]:
            if part["table"] == table:
                part |= {"rows": lines.count(b"\n"), "size": len(lines), "sha256": sha256(lines).hexdigest()}

    return change


def refused(other: Database, path: Path, error: type[TukiError]) -> None:
    """With `error`, and with nothing changed."""
    AuditLog(other).note("me", "signed_in")
    before = content(other)
    with pytest.raises(error):
        restore(other, path, force=True)
    assert content(other) == before


@pytest.mark.parametrize(
    "keep",
    [lambda _: b"", lambda whole: whole[: len(whole) // 2], lambda whole: b"PK" + whole[9:], lambda _: b"x" * 99],
)
def test_what_is_no_whole_file_is_refused(other: Database, backup: Path, keep: Callable[[bytes], bytes]) -> None:
    backup.write_bytes(keep(backup.read_bytes()))
    refused(other, backup, BackupDamaged)


def test_no_changed_byte_gets_through(other: Database, backup: Path) -> None:
    """Either it is refused, or it was of no consequence, such as a time stamp."""
    whole = backup.read_bytes()
    restore(other, backup, force=True)
    expected = content(other)
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        changed = bytearray(whole)
        changed[place] ^= 0xFF
        backup.write_bytes(changed)
        with suppress(BackupDamaged, BackupNewer):
            restore(other, backup, force=True)
        assert content(other) == expected, place


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "tables/../x", "tables/more.jsonl", "tables/"])
def test_a_file_with_more_in_it_is_refused_and_nothing_is_unpacked(other: Database, backup: Path, name: str) -> None:
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr(name, b"x")
    refused(other, backup, BackupDamaged)
    assert {path.name.split("-")[0] for path in backup.parent.iterdir()} == {"backup.zip", "source.db", "other.db"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused(other: Database, backup: Path) -> None:
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr("tables/audit.jsonl", b"{}\n")
    refused(other, backup, BackupDamaged)


def test_a_bomb_is_refused_before_it_is_read(other: Database, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "ALWAYS_TAKEN", 1_000_000)
    rewritten(backup, with_part("drafts", b" " * 30_000_000))
    monkeypatch.setattr(BackupReader, "verify", lambda _: pytest.fail("it was read"))
    refused(other, backup, BackupDamaged)


def test_a_row_that_is_larger_than_any_is_refused(
    other: Database, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_file, "LONGEST_LINE", 100)
    refused(other, backup, BackupDamaged)


def test_a_manifest_that_is_too_large_is_refused(other: Database, backup: Path) -> None:
    refused(other, rewritten(backup, lambda manifest, _: manifest.update(more="x" * 2_000_000)), BackupDamaged)


BANNER = '{"id":1,"kind":"%s","nb":"","nn":"","en":"","starts":"%s","ends":null,"made_by":""}\n'
ACCOUNT = (
    '{"id":1,"name":"a","shown_name":"a","role":"%s","password_hash":null,"must_change":false,"active":true,'
    '"issuer":null,"subject":null,"created":"2026-01-01T00:00:00+00:00"}\n'
)
DRAFT = '{"secret_hash":"a","content":%s,"changed":"2026-01-01T00:00:00+00:00"}\n'


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("drafts", "not json\n"),
        ("drafts", "[1]\n"),
        ("drafts", "{}\n"),
        ("drafts", "[" * 100_000 + "\n"),
        ("drafts", DRAFT % '"x"' + '{"secret_hash":"b"'),
        ("drafts", DRAFT % "1.5"),
        ("drafts", DRAFT % "null"),
        ("drafts", DRAFT % '{"a":1}'),
        ("drafts", DRAFT % '"\\ud800"'),
        ("drafts", DRAFT % '"x"' * 2),
        ("counts", '{"day":"i fjor","what":"a","name":"","document":"","number":1}\n'),
        ("counts", '{"day":"2026-01-01","what":"a","name":"","document":"","number":99999999999999999999}\n'),
        ("counts", '{"day":"2026-01-01","what":"a","name":"","document":"","number":true}\n'),
        ("turns", ""),
        ("drafts", DRAFT % '"no draft"'),
        ("banners", BANNER % ("shout", "2026-01-01T00:00:00+00:00")),
        ("banners", BANNER % ("info", "yesterday")),
        ("accounts", ACCOUNT % "root"),
        ("shares", '{"secret_hash":"a","turn_id":9,"made":"2026-01-01T00:00:00+00:00"}\n'),
    ],
)
def test_rows_that_no_table_has_are_refused(other: Database, backup: Path, table: str, lines: str) -> None:
    rewritten(backup, with_part(table, lines.encode()))
    if lines:
        refused(other, backup, BackupDamaged)
    else:
        restore(other, backup, force=False)


def drop_part(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["parts"] = [part for part in manifest["parts"] if part["table"] != "drafts"]
    del parts["tables/drafts.jsonl"]


def sign_someone_in(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["parts"].append({"table": "sessions", "rows": 0, "size": 0, "sha256": sha256().hexdigest()})
    parts["tables/sessions.jsonl"] = b""


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda manifest, _: manifest.update(version=2), BackupNewer),
        (lambda manifest, _: manifest.update(revision="9999"), BackupNewer),
        (lambda manifest, _: manifest.update(revision="head"), BackupNewer),
        (lambda manifest, _: manifest.update(format="zip"), BackupDamaged),
        (lambda manifest, _: manifest.update(parts=7), BackupDamaged),
        (lambda manifest, _: manifest["parts"][0].update(table="../x"), BackupDamaged),
        (drop_part, BackupDamaged),
        (sign_someone_in, BackupDamaged),
    ],
)
def test_a_manifest_that_says_what_cannot_be_is_refused(
    other: Database,
    backup: Path,
    change: Callable[[dict[str, Any], dict[str, bytes]], None],
    error: type[TukiError],
) -> None:
    refused(other, rewritten(backup, change), error)


def test_a_file_that_is_not_there_says_so(other: Database, tmp_path: Path) -> None:
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(BackupUnreadable):
            restore(other, path, force=False)


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_every_error_of_the_database_has_its_sentence(lang: str) -> None:
    found = [each for each in vars(assistant.database.errors).values() if isinstance(each, type)]
    assert all(all_texts().get(lang, f"errors.{each.code}") for each in found if issubclass(each, TukiError))
