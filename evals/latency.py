"""How long things took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Latency:
    """Percentiles in milliseconds."""

    p50: float
    p95: float
    p99: float


def latency(milliseconds: Sequence[float]) -> Latency:
    """The percentiles of at least one time."""
    p50, p95, p99 = (round(float(value), 3) for value in np.percentile(milliseconds, [50, 95, 99]))
    return Latency(p50, p95, p99)
