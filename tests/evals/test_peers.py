from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from evals import peers, stock
from evals.dataset import Case, read_dataset
from evals.stock import Stock, encoder_folder, missing
from evals.worker import WorkerFailed, run_worker
from knowledge.sources.rundskriv import Rundskriv


def replies(cases: list[Case], **extra: object) -> dict[str, Any]:
    quotes = [list(case.gold) for case in cases]
    return {"quotes": quotes, "milliseconds": [5.0] * len(cases), "peak_mb": 12.0, **extra}


@pytest.fixture(autouse=True)
def _no_rivals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was installed here for a measurement."""
    monkeypatch.setenv("TUKI_RIVALS_ENV", str(tmp_path / "none"))


@pytest.fixture
def cases() -> list[Case]:
    return read_dataset()


def test_where_the_stock_pipeline_is_missing_the_table_says_so_in_one_line(
    cases: list[Case], rundskriv: Rundskriv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "run_worker", lambda *_: replies(cases))
    monkeypatch.setattr(peers, "missing", lambda: "not here")
    head, row, why, rivals = peers.compare(Settings(), None, cases, rundskriv.text).splitlines()
    assert head.startswith("system")
    assert row.startswith("tuki ")
    assert why == "not here"
    assert rivals.endswith("not here (python -m evals.rivals.install)")


def test_each_way_to_set_up_the_stock_pipeline_has_a_row_and_one_that_fails_says_why(
    cases: list[Case], rundskriv: Rundskriv, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(stock: Stock, questions: list[str]) -> dict[str, Any]:
        if stock.size == 300:
            raise WorkerFailed("no memory")
        return replies(cases)

    monkeypatch.setattr(peers, "run_worker", lambda *_: replies(cases))
    monkeypatch.setattr(peers, "missing", lambda: None)
    monkeypatch.setattr(peers, "run_stock", run)
    rows = peers.compare(Settings(), None, cases, rundskriv.text).splitlines()[1:-1]
    assert len(rows) == 5
    assert [row.endswith("no memory") for row in rows] == [False, False, False, True, True]
    # It answers everything, and so never abstains.
    assert all("0/13" in row for row in rows[1:3])


def test_a_rival_that_is_here_has_a_row_and_one_that_fails_says_why(
    cases: list[Case], rundskriv: Rundskriv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(module: str, *_: object) -> dict[str, Any]:
        if "txtai" in module:
            raise WorkerFailed("no network")
        return replies(cases)

    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    monkeypatch.setenv("TUKI_RIVALS_ENV", str(tmp_path))
    monkeypatch.setattr(peers, "run_worker", run)
    monkeypatch.setattr(peers, "missing", lambda: "not here")
    *_, llama, haystack, txtai = peers.compare(Settings(), None, cases, rundskriv.text).splitlines()
    assert llama.startswith("LlamaIndex")
    assert "48/61" in haystack
    assert txtai.endswith("no network")


def test_a_worker_gets_the_settings(tmp_path: Path) -> None:
    env = peers.environment(Settings(data_dir=tmp_path, encoder="ngram"))
    assert env["TUKI_DATA_DIR"] == str(tmp_path)
    assert env["TUKI_ENCODER"] == "ngram"


def test_the_encoder_named_by_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(stock.ENCODER_VARIABLE, str(tmp_path))
    assert encoder_folder() == tmp_path
    monkeypatch.setenv(stock.ENCODER_VARIABLE, str(tmp_path / "none"))
    assert stock.ENCODER_VARIABLE in str(missing())


def test_a_worker_that_fails_tells_its_last_line() -> None:
    with pytest.raises(WorkerFailed, match=r"evals\.stock: .*KeyError"):
        run_worker("evals.stock", {})
