"""The locked questions are the ones that were written before any tuning."""

from __future__ import annotations

import hashlib
from importlib.resources import files


def test_the_locked_questions_are_unchanged() -> None:
    folder = files("evals") / "data" / "locked"
    checksum, name = (folder / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
