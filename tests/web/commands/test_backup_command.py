"""`tuki backup` and `tuki restore`: a data folder is lost, and all that people had done is there again."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assistant.accounts.account import Role
from assistant.bootstrap import LateRecords
from assistant.records import Records
from assistant.secrets import new_secret
from assistant.settings import Settings
from web.cli import main


@pytest.fixture
def backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of a database with an account and a draft; then the commands get a new data folder."""
    monkeypatch.setenv("TUKI_DATA_DIR", str(tmp_path / "old"))
    kept = LateRecords(Settings(data_dir=tmp_path / "old"))
    kept.records.accounts.vouched_for("issuer", "1", "boss", "Boss", Role.ADMIN)
    kept.records.sessions.begin(kept.records.accounts.find("boss"), "")
    # The server has the database open all the while.
    assert main(["backup", str(tmp_path / "tuki.zip")]) == 0
    assert [entry.action for entry in kept.records.audit.newest(9)] == ["backup_made"]
    kept.close()
    monkeypatch.setenv("TUKI_DATA_DIR", str(tmp_path / "new"))
    return tmp_path / "tuki.zip"


def new_records(backup: Path) -> Records:
    return LateRecords(Settings(data_dir=backup.parent / "new")).records


def test_what_was_backed_up_is_restored_into_a_new_data_folder(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    capsys.readouterr()
    assert main(["restore", str(backup)]) == 0
    said = capsys.readouterr().out
    assert "kontoer: 1" in said
    assert "logge inn på nytt" in " ".join(said.split())
    records = new_records(backup)
    assert [account.name for account in records.accounts.all()] == ["boss"]
    assert records.sessions.all() == []
    assert [(entry.action, entry.about) for entry in records.audit.newest(9)] == [("restored", "tuki.zip")]
    records.database.close()


def test_what_is_there_is_replaced_only_by_force(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = new_records(backup)
    records.audit.note("me", "signed_in")
    assert main(["restore", str(backup)]) == 64
    assert "--force" in capsys.readouterr().err
    assert records.accounts.all() == []
    assert main(["restore", str(backup), "--force"]) == 0
    assert len(records.accounts.all()) == 1
    records.database.close()


@pytest.mark.parametrize("content", [None, b"", b"no zip", new_secret().encode() * 99])
def test_a_file_that_is_no_backup_is_refused_in_one_line(
    backup: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    backup.unlink()
    if content is not None:
        backup.write_bytes(content)
    capsys.readouterr()
    assert main(["restore", str(backup)]) == 64
    streams = capsys.readouterr()
    assert not streams.out
    assert len(streams.err.strip().splitlines()) == 1


def test_there_is_nothing_to_back_up_before_there_is_a_database(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(backup.parent / "none.zip")]) == 64
    assert "TUKI_DATA_DIR" in capsys.readouterr().err
    assert not (backup.parent / "none.zip").exists()
    assert not (backup.parent / "new").exists()


def test_a_place_that_cannot_be_written_is_told(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(backup)]) == 0
    assert main(["backup", str(backup.parent / "missing" / "x.zip")]) == 75
    assert "missing" in capsys.readouterr().err
