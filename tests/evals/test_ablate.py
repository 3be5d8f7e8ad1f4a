from __future__ import annotations

import pytest

from assistant.bootstrap import Services
from evals import ablate
from evals.dataset import read_dataset
from knowledge.topics.classifier import shipped_classifier


def test_each_part_left_out_has_a_row(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    # Training anew takes a minute; what is tested here is that every row is there and measured.
    monkeypatch.setattr(ablate, "train", lambda vectors, *_: shipped_classifier()._weights[: vectors.shape[1]])
    cases = [case for case in read_dataset() if case.kind == "direct"]
    head, *rows = ablate.ablate(services, cases, "08-2025").splitlines()
    assert "right" in head
    assert len(rows) == 9
    assert rows[0].startswith("all of it")
    assert all(f"/{len(cases)}" in row for row in rows)


def test_topics_are_worth_more_than_clauses_alone(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ablate, "_FEATURES", {})
    cases = [case for case in read_dataset() if case.answerable]
    whole, *alone = ablate.ablate(services, cases, "08-2025").splitlines()[1:]
    right = [int(row.split("/")[0].split()[-1]) for row in (whole, *alone)]
    assert right[0] > 1.5 * max(right[1:])
