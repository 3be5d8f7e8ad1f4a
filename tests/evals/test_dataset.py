from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.dataset import read_dataset
from knowledge.errors import UsageError

GOOD = {"id": "a", "kind": "direct", "lang": "nb", "question": "Hvem?", "answerable": True, "gold": ["Noe."]}


def write(folder: Path, *lines: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_the_shipped_questions_are_all_read() -> None:
    cases = read_dataset()
    assert len(cases) == 61
    assert len({case.id for case in cases}) == 61
    assert any(case.history for case in cases)


def test_empty_lines_are_passed_over_and_what_may_be_left_out_is_empty(tmp_path: Path) -> None:
    [case] = read_dataset(write(tmp_path, "", json.dumps(GOOD), "  "))
    assert (case.history, case.also_ok, case.must_match, case.must_not_match) == ((), (), (), ())


def test_a_line_separator_within_a_text_does_not_end_the_line(tmp_path: Path) -> None:
    line = json.dumps({**GOOD, "question": "Hvem\u2028søker?"}, ensure_ascii=False)
    assert read_dataset(write(tmp_path, line))[0].question == "Hvem\u2028søker?"


@pytest.mark.parametrize(
    "fault",
    [
        "{",
        "[]",
        '"text"',
        "7",
        json.dumps({key: value for key, value in GOOD.items() if key != "gold"}),
        json.dumps({**GOOD, "id": "b", "answerable": "ja"}),
        json.dumps({**GOOD, "id": "b", "gold": "Noe."}),
        json.dumps({**GOOD, "id": "b", "must_match": ["("]}),
        json.dumps({**GOOD, "id": "b", "history": ["Hvem?"]}),
        json.dumps({**GOOD, "id": "b", "question": None}),
        json.dumps(GOOD),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, fault: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_dataset(write(tmp_path, json.dumps(GOOD), "", fault))
    assert "linje 3" in str(caught.value.facts["reason"])


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe"])
def test_a_file_without_questions_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError):
        read_dataset(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_dataset(tmp_path / "none.jsonl")
    assert "none.jsonl" in str(caught.value.facts["reason"])
