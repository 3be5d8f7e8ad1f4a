"""The documents of our own making are read as well as the README says."""

from __future__ import annotations

import pytest

from assistant.checklist.reading import draft_from_object
from evals.documents.layout import Layout, layouts
from evals.documents.measure import EXTRA, RIGHT, WRONG, measure

LEAST_RIGHT = 0.9


def test_there_are_fifteen_layouts_in_four_formats() -> None:
    made = layouts()
    assert len(made) >= 15
    assert {layout.format for layout in made} == {"docx", "odt", "pdf", "txt"}
    for layout in made:
        draft_from_object(layout.gold)


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_a_layout_is_read_right_and_nothing_wrong_is_taken_for_certain(layout: Layout) -> None:
    counted, told = measure(layout)
    assert counted[WRONG] == 0, told
    assert counted[RIGHT] >= LEAST_RIGHT * (counted.total() - counted[EXTRA]), told
