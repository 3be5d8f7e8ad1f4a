"""What must hold for every draft, whatever is in it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checklist.check import check
from assistant.checklist.reading import draft_from_object, draft_to_object, read_draft, write_draft
from assistant.checklist.results import Result
from assistant.checklist.ruleset import Ruleset, load_ruleset

from . import oracle
from .drafts import answered, dotted, drafts, without

dates = st.dates(date(2022, 1, 1), date(2027, 1, 1))
ABSENCE_HAS_A_MEANING = {"submission_date", "budget.other_financing"}


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_ruleset()


def results(draft: Mapping[str, Any], rules: Ruleset, as_of: date) -> Mapping[str, Result]:
    return check(draft_from_object(draft), rules, as_of).results


def reading(rules: Ruleset, field: str) -> set[str]:
    """The rules that read a field, the object that it is in, or a field of it."""
    return {rule.id for rule in rules.rules if any(_related(field, other) for other in rule.fields)}


def _related(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


@given(drafts, dates)
def test_every_rule_agrees_with_the_oracle(rules: Ruleset, draft: dict[str, Any], as_of: date) -> None:
    assert results(draft, rules, as_of) == oracle.results(draft, as_of)


@given(drafts, dates, st.data())
def test_one_more_answer_never_turns_met_into_missing(
    rules: Ruleset, draft: dict[str, Any], as_of: date, data: st.DataObject
) -> None:
    if not (paths := list(answered(draft))):
        return
    path = data.draw(st.sampled_from(paths))
    before, after = results(without(draft, path), rules, as_of), results(draft, rules, as_of)
    assert not [rule for rule in after if before[rule] == "met" and after[rule] == "missing"]
    own = reading(rules, dotted(path))
    assert {rule for rule in after if before[rule] != after[rule]} <= own


@given(drafts, dates, st.data())
def test_an_answer_less_never_turns_violated_or_missing_into_met(
    rules: Ruleset, draft: dict[str, Any], as_of: date, data: st.DataObject
) -> None:
    paths = [path for path in answered(draft) if dotted(path) not in ABSENCE_HAS_A_MEANING]
    if not paths:
        return
    path = data.draw(st.sampled_from(paths))
    before, after = results(draft, rules, as_of), results(without(draft, path), rules, as_of)
    assert not [rule for rule in after if before[rule] in ("violated", "missing") and after[rule] == "met"]


@given(drafts, dates, st.integers(0, 30), st.integers(1, 1000))
def test_more_participants_never_turn_met_into_violated(
    rules: Ruleset, draft: dict[str, Any], as_of: date, some: int, more: int
) -> None:
    fewer = results({**draft, "participants": some}, rules, as_of)
    greater = results({**draft, "participants": some + more}, rules, as_of)
    assert not [rule for rule in fewer if fewer[rule] == "met" and greater[rule] == "violated"]


@given(drafts, dates, st.integers(1, 800))
def test_a_later_submission_never_turns_violated_into_met(
    rules: Ruleset, draft: dict[str, Any], day: date, later: int
) -> None:
    early = results({**draft, "submission_date": day.isoformat()}, rules, day)
    late = results({**draft, "submission_date": (day + timedelta(days=later)).isoformat()}, rules, day)
    # G rises with time, so the cap on participant support does too: there a later day may do what no other can.
    changed = {rule for rule in early if early[rule] == "violated" and late[rule] == "met"}
    assert changed <= {"participant-support-cap"}


@given(drafts, dates, st.randoms(use_true_random=False))
def test_the_order_of_fields_never_changes_a_report(
    rules: Ruleset, draft: dict[str, Any], as_of: date, chance: random.Random
) -> None:
    first, second = (check(draft_from_object(d), rules, as_of).to_json() for d in (draft, _shuffled(draft, chance)))
    assert first == second


def _shuffled(part: Any, chance: random.Random) -> Any:
    if isinstance(part, list):
        return [_shuffled(inner, chance) for inner in part]
    if not isinstance(part, dict):
        return part
    names = list(part)
    chance.shuffle(names)
    return {name: _shuffled(part[name], chance) for name in names}


@given(drafts, dates)
def test_language_never_changes_a_result(rules: Ruleset, draft: dict[str, Any], as_of: date) -> None:
    reports = [check(draft_from_object(draft), rules, as_of, lang).to_object() for lang in ("nb", "nn", "en")]
    for report in reports:
        for found in report["findings"]:
            assert found.pop("message")
    assert reports[0] == reports[1] == reports[2]


@given(drafts, dates)
def test_saved_and_reopened_a_draft_is_the_same_and_gives_the_same_report(
    rules: Ruleset, draft: dict[str, Any], as_of: date
) -> None:
    read = draft_from_object(draft)
    reopened = read_draft(write_draft(read).encode(), "draft.yaml")
    assert reopened == read == draft_from_object(draft_to_object(read))
    assert check(reopened, rules, as_of).to_json() == check(read, rules, as_of).to_json()
