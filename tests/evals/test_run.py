from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.bootstrap import Services
from evals.dataset import read_dataset
from evals.report import ORDER, to_page
from evals.run import evaluate
from knowledge.errors import UsageError


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """One question of each kind, for speed, with a follow-up and unanswerable ones among them."""
    kinds = {case.kind: case.id for case in read_dataset()}
    shipped = (Path(__file__).parents[2] / "evals" / "data" / "dev.jsonl").read_text("utf-8").splitlines()
    lines = [line for line in shipped if json.loads(line)["id"] in kinds.values()]
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_an_evaluation_prints_the_tables_and_writes_the_report(
    services: Services, few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = evaluate(services, few, tmp_path / "reports")
    printed = capsys.readouterr().out
    assert printed.count("ALL ") == 2
    assert "warm ask: p50" in printed
    assert f"qa: right {sum(entry.score.right for entry in asked)}/{len(asked)}" in printed
    report = json.loads((tmp_path / "reports" / "report.json").read_text("utf-8"))
    causes = [ORDER.index(entry["score"]["cause"]) for entry in report["questions"]]
    assert len(causes) == len(asked)
    assert causes == sorted(causes)


def test_the_page_has_every_question_and_loads_nothing(services: Services, few: Path, tmp_path: Path) -> None:
    evaluate(services, few, tmp_path)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.count("<article") == len(read_dataset(few))
    assert not re.search(
        r"<(script|link|img|iframe)|https?://|@import|url\(", re.sub(r"<pre.*?</pre>", "", page, flags=re.S)
    )


def test_every_quote_of_an_answer_is_verbatim(services: Services, few: Path, tmp_path: Path) -> None:
    for entry in evaluate(services, few, tmp_path):
        assert entry.score.verbatim == entry.score.quotes


def test_a_report_that_cannot_be_written_is_told(services: Services, few: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError):
        evaluate(services, few, tmp_path / "file")


def test_what_is_quoted_in_the_page_can_neither_be_markup_nor_a_placeholder() -> None:
    score = {"right": False, "found": 0, "gold": 1, "fair": [], "missed": ["<b>"], "unretrieved": [], "cause": "text"}
    case = {"id": "a", "kind": "direct", "lang": "nb", "question": "<script>{{peers}}", "answerable": True}
    case |= {"history": [["<i>", "{{tables}}"]], "must_match": ["<u>"], "must_not_match": []}
    answer = {"status": "answered", "text": "{{causes}} $x", "citations": []}
    entry = {"case": case, "answer": answer, "score": score, "milliseconds": 1.0}
    page = to_page({"as_of": "2025-02-01", "tables": "T", "peers": "", "questions": [entry]})
    assert "&lt;script&gt;{{peers}}" in page
    assert "{{causes}} $x" in page
    assert not re.search("<(script|b|i|u)>", page)
