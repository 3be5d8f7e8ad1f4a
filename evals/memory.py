"""How much memory a process has, from Linux's /proc; None where there is none."""

from __future__ import annotations

import re
from pathlib import Path


def resident_mb(process: int | str = "self") -> float | None:
    """What is resident now, in MB of 10**6 bytes."""
    return _read(process, "VmRSS")


def peak_mb(process: int | str = "self") -> float | None:
    """The most that was ever resident. Not from getrusage: its peak includes the parent's memory before exec."""
    return _read(process, "VmHWM")


def _read(process: int | str, name: str) -> float | None:
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return None
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    return round(int(found[1]) * 1024 / 1e6, 1) if found else None
