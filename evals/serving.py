"""What users of the processes notice: `tuki ask` from a cold shell, and `tuki serve` under load."""

from __future__ import annotations

import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from time import monotonic, perf_counter, sleep

import httpx

from evals.latency import Latency, latency
from evals.memory import peak_mb, resident_mb

COLD_RUNS = 5
LONGEST_START_SECONDS = 60.0
# `tuki serve` gives answers under way 5 seconds.
STOP_SECONDS = 10.0
LOAD_SECONDS = 10
CONNECTIONS = 16
# The load comes from one address; the limit for one client is not what is measured.
UNLIMITED = "1000000000"
_PERCENTILES = (50, 95, 99)


class ServingFailed(Exception):
    """A `tuki` process did not do what is measured."""


@dataclass(frozen=True)
class Load:
    """`failed` counts replies other than 200 and connections that broke."""

    generator: str
    requests_per_second: float
    times: Latency
    failed: int


@dataclass(frozen=True)
class Serving:
    """Seconds from start to ready, MB (10**6 bytes) resident when ready and after the load, the peak, and the load."""

    ready_seconds: float
    ready_mb: float | None
    loaded_mb: float | None
    peak_mb: float | None
    load: Load


def cold_ask(env: dict[str, str], runs: int = COLD_RUNS) -> float:
    """Median seconds of `tuki ask`, the whole process, with the index built."""
    command = [*tuki(), "ask", "Når er søknadsfristen?", "--json"]
    _run(command, env)
    spent = []
    for _ in range(runs):
        began = perf_counter()
        _run(command, env)
        spent.append(perf_counter() - began)
    return statistics.median(spent)


def _run(command: Sequence[str], env: dict[str, str]) -> None:
    try:
        subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=LONGEST_START_SECONDS)
    except subprocess.CalledProcessError as failure:
        raise ServingFailed(f"tuki ask ended with {failure.returncode}: {failure.stderr.strip()[-200:]}") from failure
    except subprocess.TimeoutExpired as late:
        raise ServingFailed(f"tuki ask took more than {LONGEST_START_SECONDS:.0f} s") from late


def tuki() -> list[str]:
    """The command as it is installed beside this Python, else by its module."""
    script = Path(sys.executable).with_name("tuki")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "web.cli"]


def measure_server(env: dict[str, str], questions: Sequence[str], seconds: int = LOAD_SECONDS) -> Serving:
    """Starts a server on a free loopback port, loads it and stops it."""
    began = perf_counter()
    with _server(env) as (address, process):
        ready_seconds, ready = perf_counter() - began, resident_mb(process)
        load = put_load_on(f"{address}/api/v1/ask", questions, seconds)
        return Serving(ready_seconds, ready, resident_mb(process), peak_mb(process), load)


@contextmanager
def _server(env: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The address of a ready server, and its process id."""
    port = _free_port()
    command = [*tuki(), "serve", "--port", str(port)]
    environment = {**env, "TUKI_REQUESTS_PER_MINUTE": UNLIMITED}
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_ready(address, process)
            yield address, process.pid
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    until = monotonic() + LONGEST_START_SECONDS
    while monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{address}/health/ready", timeout=5, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        sleep(0.01)
    if process.poll() is not None:
        raise ServingFailed(f"tuki serve ended with {process.returncode} before it answered")
    raise ServingFailed(f"tuki serve was not ready within {LONGEST_START_SECONDS:.0f} s")


def put_load_on(address: str, questions: Sequence[str], seconds: int = LOAD_SECONDS) -> Load:
    """`CONNECTIONS` connections that ask one question after the other for `seconds`, by wrk where it is."""
    bodies = [json.dumps({"question": question, "as_of": "2025-02-01"}) for question in questions]
    wrk = shutil.which("wrk")
    return _load_by_wrk(wrk, address, bodies, seconds) if wrk else _load_by_threads(address, bodies, seconds)


def _load_by_wrk(wrk: str, address: str, bodies: Sequence[str], seconds: int) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(_wrk_script(bodies))
        script.flush()
        command = [wrk, "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", script.name, address]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60)
    found = re.search(r"TUKI (\S+) (\S+) (\S+) (\S+) (\S+)", done.stdout)
    if not found:
        raise ServingFailed(f"wrk printed no figures: {done.stdout[:200]}")
    rate, *times = (float(value) for value in found.groups()[:4])
    return Load("wrk", rate, Latency(*times), int(found[5]))


def _wrk_script(bodies: Sequence[str]) -> str:
    """Lua for wrk: the bodies in turn, and at the end one line of figures."""
    # Lua's long brackets take any text but their own end.
    listed = ",\n".join(f"[=====[{body}]=====]" for body in bodies)
    percentiles = ", ".join(f"latency:percentile({p}) / 1000" for p in _PERCENTILES)
    return f"""
local bodies = {{ {listed} }}
local turn = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
request = function()
  turn = turn % #bodies + 1
  return wrk.format(nil, nil, nil, bodies[turn])
end
done = function(summary, latency, requests)
  local e = summary.errors
  local failed = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("TUKI %f %f %f %f %d\\n", summary.requests / summary.duration * 1e6, {percentiles}, failed))
end
"""


def _load_by_threads(address: str, bodies: Sequence[str], seconds: int) -> Load:
    """A weaker generator: it shares the processors with the server, and Python's lock with itself."""
    spent: list[float] = []
    failed: list[str] = []
    until = monotonic() + seconds
    threads = [
        threading.Thread(target=_ask_until, args=(until, address, [*bodies[n:], *bodies[:n]], spent, failed))
        for n in (i % len(bodies) for i in range(CONNECTIONS))
    ]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(spent) / (perf_counter() - began)
    return Load("httpx threads (wrk is not here)", rate, latency(spent or [0.0]), len(failed))


def _ask_until(until: float, address: str, bodies: Sequence[str], spent: list[float], failed: list[str]) -> None:
    with httpx.Client(timeout=10, trust_env=False, headers={"content-type": "application/json"}) as client:
        for body in cycle(bodies):
            if monotonic() >= until:
                return
            began = perf_counter()
            try:
                reply = client.post(address, content=body.encode())
            except httpx.TransportError as failure:
                failed.append(type(failure).__name__)
                continue
            spent.append((perf_counter() - began) * 1000)
            if reply.status_code != httpx.codes.OK:
                failed.append(str(reply.status_code))
