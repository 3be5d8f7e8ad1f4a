"""Runs one measurement in a process of its own, so that its memory and its imports are its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

LONGEST_SECONDS = 3600


class WorkerFailed(Exception):
    """The process ended with a fault; its last line on standard error says which."""


def run_worker(
    module: str, task: Mapping[str, Any], env: Mapping[str, str] | None = None, python: str = sys.executable
) -> dict[str, Any]:
    """What `python -m module` prints when it is given `task`; both are JSON. Raises WorkerFailed."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", **(env or {})}
    try:
        done = subprocess.run(
            [python, "-m", module],
            input=json.dumps(task),
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise WorkerFailed(f"{module}: more than {LONGEST_SECONDS} s") from late
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise WorkerFailed(f"{module}: {lines[-1][:200]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def serve_task(work: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """The worker's side: reads its task, prints its result as the last line."""
    print(json.dumps(work(json.load(sys.stdin)), ensure_ascii=False))
