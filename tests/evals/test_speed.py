from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from evals import serving, speed
from evals.growth import work
from evals.memory import peak_mb, resident_mb
from evals.serving import put_load_on
from evals.synthetic import variant, write_library
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv


def test_synthetic_rundskriv_are_the_same_each_time_and_all_differ(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_library(tmp_path / "a", 4)]
    again = [path.read_bytes() for path in write_library(tmp_path / "b", 4)]
    assert first == again
    assert len(set(first)) == 4


def test_synthetic_rundskriv_are_read_like_real_ones(tmp_path: Path, rundskriv: Rundskriv) -> None:
    write_library(tmp_path, 6)
    library = Library([tmp_path])
    assert [check.problem for check in library.verify()] == [None] * 6
    assert library.show("08-2025").text == rundskriv.text
    assert library.newest(rundskriv.valid_from).number == "08-2025"
    for number in library.numbers:
        assert abs(len(library.show(number).clauses) - len(rundskriv.clauses)) <= 10


def test_a_variant_keeps_the_length_of_every_line(rundskriv: Rundskriv) -> None:
    source = "\n".join(line.text for line in rundskriv.lines)
    changed = variant(source, seed=3)
    assert changed != source
    assert list(map(len, changed.splitlines())) == list(map(len, source.splitlines()))


def test_growth_counts_only_exact_quotes() -> None:
    result = work({"scale": 2})
    assert result["exact"] == result["quotes"] > 0
    assert result["clauses"] > 280


class Answering(BaseHTTPRequestHandler):
    """Answers 200 to a question and 500 to "fault"."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(500 if body["question"] == "fault" else 200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


class Server(ThreadingHTTPServer):
    request_queue_size = 64  # all connections of the load at once; the default is 5
    daemon_threads = True


@pytest.fixture
def address() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("wrk", [True, False])
def test_a_load_has_a_rate_and_counts_failures(address: str, wrk: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if wrk and not serving.shutil.which("wrk"):
        pytest.skip("wrk is not here")
    if not wrk:
        monkeypatch.setattr(serving.shutil, "which", lambda _: None)
    load = put_load_on(address, ['Når er "fristen"?', "fault]]"], seconds=1)
    assert load.failed == 0
    assert load.requests_per_second > 1
    assert 0 < load.times.p50 <= load.times.p99
    assert (load.generator == "wrk") is wrk
    assert put_load_on(address, ["fault"], seconds=1).failed > 0


def test_scales_are_read_in_order() -> None:
    assert speed._scales("10,1,10") == (1, 10)
    for bad in ("", "0", "a", "1;2"):
        with pytest.raises(argparse.ArgumentTypeError):
            speed._scales(bad)


def test_a_scale_that_fails_has_a_row_that_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(scale: int) -> dict[str, object]:
        raise speed.WorkerFailed("killed")

    monkeypatch.setattr(speed, "grow", fail)
    monkeypatch.setattr(speed, "missing", lambda: "no stock pipeline")
    [row] = speed._growth([1000])
    assert row["error"] == "killed"
    assert "killed" in capsys.readouterr().out


def test_figures_of_the_stock_pipeline_fit_the_same_row(capsys: pytest.CaptureFixture[str]) -> None:
    result = {"quotes": [["a"]], "milliseconds": [1.0, 2.0], "build_seconds": 3.0, "peak_mb": None}
    row = {"system": "stock", "scale": 1, **speed._figures(result)}
    assert "quotes" not in row
    assert row["search_ms"]["p50"] == 1.5
    assert speed._growth_row(row).startswith("stock")


def test_memory_is_read_where_there_is_proc() -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("no /proc")
    resident, peak = resident_mb(), peak_mb()
    assert resident
    assert peak
    assert resident <= peak
    assert resident_mb(2**30) is None


def test_a_command_that_fails_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "tuki", lambda: ["false"])
    with pytest.raises(serving.ServingFailed, match="ended with 1"):
        serving.cold_ask({})
    with pytest.raises(serving.ServingFailed, match="before it answered"):
        serving.measure_server({}, ["Hvem?"])
