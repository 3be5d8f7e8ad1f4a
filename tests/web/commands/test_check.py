"""`tuki check` as the contract has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from web.cli import main

EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "assistant" / "checklist" / "data").rglob("[01]*")
    if path.suffix in (".yaml", ".json") and "expected" not in path.name
)
STATUS = {"ready": 0, "incomplete": 1, "not_ready": 2}


def expected(example: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads(
        example.with_name(f"{example.name.split('.')[0]}.expected.json").read_text("utf-8")
    )
    return content


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_gets_its_results_and_exit_status(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = expected(example)
    status = main(["check", str(example), "--json", "--as-of", str(wanted["as_of"])])
    report = json.loads(capsys.readouterr().out)
    assert {finding["rule"]: finding["result"] for finding in report["findings"]} == wanted["results"]
    assert report["verdict"] == wanted["verdict"]
    assert status == STATUS[report["verdict"]]


def test_there_are_twelve_examples() -> None:
    assert len(EXAMPLES) == 12


@pytest.mark.parametrize(
    "draft", [b"", b"participants: 12 deltakere", b"participants: true", b"a: &x [1]\nb: *x", b"\xff", b"nothing: 1"]
)
def test_a_draft_that_cannot_be_read_gives_64_and_nothing_on_standard_output(
    draft: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(draft)
    assert main(["check", str(path), "--json"]) == 64
    streams = capsys.readouterr()
    assert not streams.out
    assert len(streams.err.strip().splitlines()) == 1


def test_of_several_drafts_each_gets_a_line_and_the_gravest_status_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, empty = tmp_path / "bad.yaml", tmp_path / "empty.yaml"
    bad.write_text("participants: many", "utf-8")
    empty.write_text("{}", "utf-8")
    assert main(["check", str(bad), str(empty), "--json", "--as-of", "2025-02-01"]) == 64
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert set(first) == {"draft", "error"}
    assert "participants" in first["error"]
    assert second["draft"] == str(empty)
    assert second["verdict"] == "incomplete"


def test_a_report_reads_well_in_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text("participants: 7", "utf-8")
    assert main(["check", str(draft), "--as-of", "2025-02-01"]) == 2
    said = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    assert "7 deltakere" in said
    assert "Prosjektet må ha minimum ti deltakere." in said
    assert "ikke en avgjørelse" in said


def test_the_same_draft_gives_the_same_bytes_from_standard_input() -> None:
    command = [sys.executable, "-m", "web.cli", "check", "-", "--json", "--as-of", "2025-02-01"]
    runs = [
        subprocess.run(command, input=b"{}", capture_output=True, check=False, env=os.environ).stdout for _ in range(2)
    ]
    assert runs[0] == runs[1] != b""


def test_checking_imports_no_retrieval(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text("{}", "utf-8")
    code = f"import sys; from web.cli import main; main(['check', {str(draft)!r}]); "
    code += "sys.exit(bool({'chromadb', 'fastapi', 'langchain_core', 'numpy', 'bm25s'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_the_same_over_http(client: TestClient) -> None:
    report = client.post("/api/v1/check", params={"as_of": "2025-02-01"}, json={"participants": 7}).json()
    results = {finding["rule"]: finding["result"] for finding in report["findings"]}
    assert results["minimum-participants"] == "violated"
    wrong = client.post("/api/v1/check", json={"budget": {"items": [{"amount": -1}]}, "participants": "12 deltakere"})
    assert wrong.status_code == 422
    assert [error["path"] for error in wrong.json()["errors"]] == ["participants", "budget.items[0].amount"]
    assert client.post("/api/v1/check", content=b"{", headers={"content-type": "application/json"}).status_code == 400
    twice = client.post(
        "/api/v1/check", content=b'{"title": "a", "title": "b"}', headers={"content-type": "application/json"}
    )
    assert twice.status_code == 422
