"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.bootstrap import Services
from web.cli import main


@pytest.fixture(autouse=True)
def built_index(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUKI_DATA_DIR", str(services.settings.data_dir))


def tuki(*arguments: str, given: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "web.cli", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False, env={**os.environ, **environment})


def test_json_alone_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "--as-of", "2025-02-01", "Når er søknadsfristen?"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["citations"][0]["quote"] == "Søknadsfristen er 19. februar 2025."


def test_an_answer_reads_well_in_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--as-of", "2025-02-01", "Hvor mange deltakere må vi ha?"]) == 0
    said = capsys.readouterr().out
    assert "Prosjektet må ha minimum ti deltakere." in said
    assert "Vilkår for å få tilskudd" in said
    assert "18 dager igjen" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("lang", "title"), [("nb", "Hvorfor dette svaret"), ("nn", "Kvifor dette"), ("en", "Why this")]
)
def test_an_answer_can_be_explained(capsys: pytest.CaptureFixture[str], lang: str, title: str) -> None:
    asked = "Vi er en kommune med 8 deltakere, kan vi søke på område 2?"
    assert main(["ask", "--as-of", "2025-02-01", "--lang", lang, "--explain", asked]) == 0
    said = capsys.readouterr().out
    assert title in said
    assert "minimum-participants" in said
    assert "● Alle kommuner kan søke" in said


def test_an_explanation_comes_with_the_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "--explain", "egenandel"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["explanation"]["status"] == answer["status"]


def test_a_batch_answers_line_by_line_and_goes_on_after_a_bad_one() -> None:
    lines = [
        b'{"id": "a", "question": "egenandel"}',
        b"not json",
        b'{"id": "b"}',
        b'{"id": "c", "question": ""}',
        b'{"id": "d", "question": "hei", "rundskriv": "99"}',
        b"\xff\xfe",
        b'{"id": 7, "question": "klagefrist", "history": [{"question": "Hei", "answer": "Hei"}]}',
    ]
    ended = tuki("ask", "--batch", "-", "--json", given=b"\n".join(lines))
    assert ended.returncode == 0
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [answer.get("id") for answer in answers] == ["a", None, "b", "c", "d", None, 7]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, True, False]


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", ""],
        ["ask", "a" * 10_000],
        ["ask", "--rundskriv", "99-1999", "hei"],
        ["ask", "--as-of", "i går", "hei"],
        ["ask", "--lang", "de", "hei"],
        ["ask", "--batch", "/no/such/file", "--json"],
        ["search"],
        ["sources", "show", "99-1999"],
        ["nothing"],
        [],
    ],
)
def test_bad_usage_is_told_in_a_line_with_status_64(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 64
    streams = capsys.readouterr()
    assert not streams.out
    assert streams.err.strip()
    assert "Traceback" not in streams.err


@pytest.mark.parametrize("given", [b"", b"\x00\x01\x02", b"\xff\xfe\xfd", b"   \n"])
def test_a_piped_question_that_is_none_is_refused(given: bytes) -> None:
    ended = tuki("ask", given=given)
    assert ended.returncode == 64
    assert not ended.stdout
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_piped_question_is_answered() -> None:
    ended = tuki("ask", "--json", given=b"Hva er klagefristen?")
    assert json.loads(ended.stdout)["status"] == "answered"


def test_a_mixed_script_question_is_answered_somehow(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "Когда søknadsfrist 期限 \u202e?"]) == 0
    assert json.loads(capsys.readouterr().out)["status"]


def test_the_text_is_what_offsets_count_in(capsys: pytest.CaptureFixture[str], services: Services) -> None:
    assert main(["sources", "show", "08-2025", "--text"]) == 0
    assert capsys.readouterr().out == services.library.show("08-2025").text + "\n"


def test_every_clause_can_be_proofread(capsys: pytest.CaptureFixture[str], services: Services) -> None:
    assert main(["sources", "show", "08-2025"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert all(clause.id in shown for clause in services.library.show("08-2025").clauses)


def test_sources_are_listed_and_verified(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "list"]) == 0
    assert "08-2025" in capsys.readouterr().out
    assert main(["sources", "verify"]) == 0


def test_search_prints_the_contracts_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--json", "--limit", "1", "1G"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "1G" in found["hits"][0]["quote"]


def test_a_data_folder_that_cannot_be_written_is_told_with_status_75(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("", "utf-8")
    ended = tuki("ask", "hei", TUKI_DATA_DIR=str(occupied))
    assert ended.returncode == 75
    assert str(occupied) in ended.stderr.decode()
    assert len(ended.stderr.strip().splitlines()) == 1


def test_an_encoder_that_is_none_is_told_with_status_75(tmp_path: Path) -> None:
    ended = tuki("ask", "hei", TUKI_ENCODER=str(tmp_path / "none"), TUKI_DATA_DIR=str(tmp_path))
    assert ended.returncode == 75
    assert b"Traceback" not in ended.stderr


def test_a_port_in_use_is_told_with_status_75() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = tuki("serve", "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 75
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_setting_that_cannot_be_is_named(tmp_path: Path) -> None:
    ended = tuki("ask", "hei", TUKI_LONGEST_QUESTION="many", TUKI_DATA_DIR=str(tmp_path))
    assert ended.returncode == 64
    assert "TUKI_LONGEST_QUESTION" in ended.stderr.decode()


def test_help_and_usage_need_no_heavy_library() -> None:
    code = "import sys, web.cli; heavy = {'chromadb', 'fastapi', 'langchain_core', 'numpy', 'pydantic', 'torch'}; "
    code += "sys.exit(bool(heavy & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_asking_with_the_embedded_encoder_never_imports_torch(tmp_path: Path) -> None:
    code = "import sys; from web.cli import main; main(['ask', 'egenandel']); "
    code += "sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
