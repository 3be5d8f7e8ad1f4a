"""What is typed in the form, as a draft and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checklist.draft import PATHS, SHAPE
from assistant.checklist.reading import draft_from_object, draft_to_object, read_draft
from assistant.form.entries import entries_of, fill, known_entries
from assistant.form.form import load_form

FORM = load_form()
EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[1] / "checklist" / "data" / "examples").iterdir()
    if "expected" not in path.name
)


def test_every_field_of_a_draft_can_be_filled_in() -> None:
    objects = {name for name, leaves in SHAPE if leaves}
    assert {field.path for field in FORM.fields} >= PATHS - objects - {"rundskriv"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_draft_shown_in_the_form_reads_back_as_itself(example: Path) -> None:
    draft = read_draft(example.read_bytes(), example.name)
    filled = fill(FORM, entries_of(FORM, draft), draft.rundskriv)
    assert filled.draft is not None

    def told(value: object) -> object:
        # A form keeps neither the blank at the end of a text nor a list of nothing.
        if isinstance(value, dict):
            return {key: inner for key, each in value.items() if (inner := told(each)) or each in (False, 0, {})}
        return (
            value.strip()
            if isinstance(value, str)
            else [told(each) for each in value]
            if isinstance(value, list)
            else value
        )

    assert told(draft_to_object(filled.draft)) == told(draft_to_object(draft))


def test_an_unreadable_answer_is_named_and_kept() -> None:
    entries = known_entries(FORM, [("participants", "12 deltakere"), ("title", "Veien inn")])
    filled = fill(FORM, entries)
    assert filled.draft is None
    assert [problem.path for problem in filled.problems] == ["participants"]
    assert entries["participants"] == ("12 deltakere",)


def test_a_fault_in_a_row_is_named_by_the_row_that_it_was_typed_in() -> None:
    entries = known_entries(FORM, [("budget.items[0].amount", ""), ("budget.items[3].amount", "mye")])
    assert [problem.path for problem in fill(FORM, entries).problems] == ["budget.items[3].amount"]


def test_not_known_yet_is_no_answer_but_is_remembered() -> None:
    entries = known_entries(FORM, [("lead_signs_and_submits", "unknown")])
    draft = fill(FORM, entries).draft
    assert draft is not None
    assert draft.lead_signs_and_submits is None
    assert entries == {"lead_signs_and_submits": ("unknown",)}


def test_terms_of_what_takes_no_part_are_left_out_of_the_draft() -> None:
    pairs = [("social_entrepreneur", "no"), ("social_entrepreneur.is_main_activity", "yes")]
    draft = fill(FORM, known_entries(FORM, pairs)).draft
    assert draft is not None
    assert draft.social_entrepreneur is None


def test_an_empty_object_counts_as_given() -> None:
    draft = fill(FORM, known_entries(FORM, [("participant_support", "yes")])).draft
    assert draft == draft_from_object({"participant_support": {}})


def test_names_that_the_form_does_not_have_are_dropped() -> None:
    pairs = [("__class__", "x"), ("budget.items[9999].amount", "1"), ("partners[0].secret", "x"), ("title", "T")]
    assert known_entries(FORM, pairs) == {"title": ("T",)}
