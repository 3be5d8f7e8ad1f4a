"""Several rankings made one."""

from __future__ import annotations

from collections.abc import Mapping

# How much each signal counts. All lie between 0 and 1, so that a fused score can be compared between questions.
WEIGHTS: Mapping[str, float] = {"dense": 0.35, "lexical": 0.35, "topic": 0.3}


def fuse(signals: Mapping[str, Mapping[int, float]], weights: Mapping[str, float] = WEIGHTS) -> list[tuple[int, float]]:
    """Positions with their weighted sums, highest first; equal ones in order of position.

    `signals` gives each signal's score by position; a position that a signal lacks has 0 there.
    """
    positions = {position for scores in signals.values() for position in scores}
    totals = {
        position: sum(weights[name] * scores.get(position, 0.0) for name, scores in signals.items())
        for position in positions
    }
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))
