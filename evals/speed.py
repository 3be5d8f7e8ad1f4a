"""`python -m evals.speed`: how fast answers, the server and the index are, and how that grows with the clauses."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.bootstrap import open_services
from assistant.settings import Settings
from evals.dataset import read_dataset
from evals.growth import grow, grow_stock
from evals.latency import latency
from evals.run import to_question, warm_up
from evals.serving import CONNECTIONS, LOAD_SECONDS, ServingFailed, cold_ask, measure_server
from evals.stock import Stock, missing
from evals.worker import WorkerFailed

EXIT_FAILED = 70
SCALES = (1, 10, 100, 1000)
# Beyond this the stock pipeline takes many minutes to embed, and tells nothing new.
STOCK_SCALES = (1, 10)
STOCK = Stock(1000, 200, None)
ROUNDS = 5
GROWTH_HEAD = (
    f"{'system':24} {'scale':>5} {'clauses':>8} {'build s':>8} {'open s':>7} {'ask p50':>8} {'p95':>7} "
    f"{'any p50':>8} {'p95':>7} {'search p50':>10} {'p95':>7} {'exact quotes':>15} {'RSS MB':>7} {'peak MB':>8}"
)


def main(argv: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    print(machine := _machine(), flush=True)
    try:
        results = {"machine": machine, **measure_processes(args.seconds)}
    except ServingFailed as failure:
        print(failure, file=sys.stderr)
        return EXIT_FAILED
    print(_first_table(results), flush=True)
    results["growth"] = _growth(args.scales)
    if args.json:
        args.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def measure_processes(seconds: int) -> dict[str, Any]:
    """All that is measured on 08-2025 alone, in a data folder of its own. Raises ServingFailed."""
    with tempfile.TemporaryDirectory(prefix="tuki-speed-") as folder:
        env = {**os.environ, "TUKI_DATA_DIR": folder, "HF_HUB_OFFLINE": "1"}
        questions = [case.question for case in read_dataset()]
        return {
            "here": measure_here(Settings(data_dir=Path(folder))),
            "cold_ask_seconds": cold_ask(env),
            "server": asdict(measure_server(env, questions, seconds)),
        }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.speed", description=__doc__, allow_abbrev=False)
    parser.add_argument("--scales", type=_scales, default=SCALES, help="comma-separated; 1,10,100,1000 if left out")
    parser.add_argument("--seconds", type=int, default=LOAD_SECONDS, help="how long the server is under load")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here too")
    return parser


def _scales(text: str) -> tuple[int, ...]:
    try:
        scales = tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: expected whole numbers, as in 1,10") from None
    if scales[0] < 1:
        raise argparse.ArgumentTypeError(f"{text}: the least is 1")
    return scales


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def measure_here(settings: Settings) -> dict[str, Any]:
    """In this process: the index of 08-2025 built from nothing and opened, then warm asks."""
    began = perf_counter()
    services = open_services(settings)
    built = perf_counter() - began
    warm_up(services)
    spent = []
    for question in [to_question(case) for case in read_dataset()] * ROUNDS:
        began = perf_counter()
        services.ask(question)
        spent.append((perf_counter() - began) * 1000)
    services.close()
    return {"build_seconds": built, "asks": len(spent), "warm_ask_ms": asdict(latency(spent))}


def _first_table(results: dict[str, Any]) -> str:
    here, server = results["here"], results["server"]
    warm, load = here["warm_ask_ms"], server["load"]
    rows = [
        ("tuki ask, cold, whole process (median)", f"{results['cold_ask_seconds']:.2f} s"),
        (f"warm ask, p50 / p95 / p99 of {here['asks']}", _three(warm)),
        ("index of 08-2025 built and opened", f"{here['build_seconds']:.2f} s"),
        ("server, start to ready", f"{server['ready_seconds']:.2f} s"),
        ("server, resident when ready", _mb(server["ready_mb"])),
        ("server, resident after the load", _mb(server["loaded_mb"])),
        (
            f"POST /api/v1/ask, {load['generator']}, {CONNECTIONS} conn.",
            f"{load['requests_per_second']:.0f} requests/s",
        ),
        ("  its latency, p50 / p95 / p99", _three(load["times"])),
        ("  failed", str(load["failed"])),
    ]
    return "\n".join(f"{name:52} {value}" for name, value in rows)


def _growth(scales: Sequence[int]) -> list[dict[str, Any]]:
    """Prints a row as soon as it is known, since the largest take minutes."""
    print(f"\nask: the newest rundskriv; any: one chosen among all; search: in all. Milliseconds.\n{GROWTH_HEAD}")
    rows = [_print_row("tuki", scale) for scale in scales]
    if why := missing():
        print(why)
        return rows
    rows += [_print_row(STOCK.name, scale) for scale in scales if scale in STOCK_SCALES]
    print(f"the stock pipeline is cut at {STOCK_SCALES[-1]}x: embedding more takes it too long")
    return rows


def _print_row(system: str, scale: int) -> dict[str, Any]:
    try:
        result = grow(scale) if system == "tuki" else grow_stock(scale, STOCK)
    except WorkerFailed as failure:
        print(f"{system:24} {scale:5} {failure}", flush=True)
        return {"system": system, "scale": scale, "error": str(failure)}
    row = {"system": system, "scale": scale, **_figures(result)}
    print(_growth_row(row), flush=True)
    return row


def _figures(result: dict[str, Any]) -> dict[str, Any]:
    """A worker's result, with percentiles for its times. The stock pipeline's one ask is a search in all."""
    times = {"search_ms": result["milliseconds"]} if "milliseconds" in result else {}
    times |= {name: result[name] for name in ("ask_ms", "ask_any_ms", "search_ms") if name in result}
    kept = {name: value for name, value in result.items() if name not in (*times, "milliseconds")}
    kept = {name: value for name, value in kept.items() if not (name == "quotes" and isinstance(value, list))}
    return {**kept, **{name: asdict(latency(values)) for name, values in times.items()}}


def _growth_row(row: dict[str, Any]) -> str:
    exact = f"{row['exact']}/{row['quotes']}" if "exact" in row else "-"
    return (
        f"{row['system']:24} {row['scale']:5} {row.get('clauses', '-'):>8} {row['build_seconds']:8.1f} "
        f"{_number(row.get('open_seconds'), 2):>7} {_two(row, 'ask_ms', 8)} {_two(row, 'ask_any_ms', 8)} "
        f"{_two(row, 'search_ms', 10)} {exact:>15} {_number(row.get('resident_mb'), 0):>7} "
        f"{_number(row.get('peak_mb'), 0):>8}"
    )


def _two(row: dict[str, Any], name: str, width: int) -> str:
    times = row.get(name, {})
    return f"{_number(times.get('p50'), 1):>{width}} {_number(times.get('p95'), 1):>7}"


def _three(times: dict[str, float]) -> str:
    return f"{times['p50']:.1f} / {times['p95']:.1f} / {times['p99']:.1f} ms"


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _mb(value: float | None) -> str:
    return f"{_number(value, 0)} MB"


if __name__ == "__main__":
    sys.exit(main())
