"""The three values of each check; what rules make of them is compared with the oracle."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.checklist.base_amount import load_base_amounts
from assistant.checklist.checks import CHECKS, parse_check
from assistant.checklist.draft import answers_of
from assistant.checklist.outcome import MET, MISSING, REVIEW, VIOLATED, Outcome, Situation
from assistant.checklist.reading import draft_from_object


def outcome(check: dict[str, Any], draft: dict[str, Any], as_of: date = date(2025, 2, 1)) -> Outcome:
    return parse_check(check).outcome(Situation(answers_of(draft_from_object(draft)), as_of, load_base_amounts()))


APPROVED = {"field": "approval.approved"}
PEOPLE = {"field": "participants"}
OWN = {"field": "budget.own_contribution"}
GROUPS = {"field": "target_groups", "values": ["residents", "municipal_employees"]}


@pytest.mark.parametrize(
    ("check", "draft", "expected"),
    [
        ({"given": {"field": "approval"}}, {}, MISSING),
        ({"given": {"field": "approval"}}, {"approval": {}}, MET),
        ({"is_yes": APPROVED}, {"approval": {}}, MISSING),
        ({"is_yes": APPROVED}, {"approval": {"approved": False}}, VIOLATED),
        ({"is_no": APPROVED}, {"approval": {"approved": False}}, MET),
        ({"is_no": APPROVED}, {}, MISSING),
        ({"confirmed": APPROVED}, {"approval": {"approved": False}}, MISSING),
        ({"at_least": {**PEOPLE, "value": 10}}, {"participants": 10}, MET),
        ({"at_least": {**PEOPLE, "value": 10}}, {"participants": 9}, VIOLATED),
        ({"at_most": {**PEOPLE, "value": 10}}, {"participants": 10}, MET),
        ({"at_most": {**PEOPLE, "value": 10}}, {"participants": 11}, VIOLATED),
        ({"at_most": {**PEOPLE, "value": 10}}, {}, MISSING),
        ({"positive": OWN}, {"budget": {"own_contribution": 0}}, VIOLATED),
        ({"stated": OWN}, {"budget": {"own_contribution": 0}}, MISSING),
        ({"stated": OWN}, {"budget": {"own_contribution": 0.01}}, MET),
        ({"not_blank": {"field": "purpose"}}, {"purpose": " \u2003"}, MISSING),
        ({"not_empty": {"field": "partners"}}, {"partners": []}, MISSING),
        ({"holds_any": GROUPS}, {"target_groups": ["residents"]}, MET),
        ({"holds_any": GROUPS}, {"target_groups": ["other"]}, VIOLATED),
        ({"holds_all": GROUPS}, {"target_groups": ["residents"]}, VIOLATED),
        ({"holds_all": GROUPS}, {"target_groups": []}, MISSING),
        ({"person_judges": None}, {}, REVIEW),
        ({"all": [{"is_yes": APPROVED}, {"person_judges": None}]}, {"approval": {"approved": True}}, REVIEW),
        ({"all": [{"is_yes": APPROVED}, {"person_judges": None}]}, {}, MISSING),
        ({"in_order": [{"is_yes": APPROVED}, {"positive": OWN}]}, {"budget": {"own_contribution": 0}}, MISSING),
        ({"review_unless": [{"is_yes": APPROVED}]}, {}, REVIEW),
    ],
)  # fmt: skip
def test_a_check_tells_met_violated_and_not_answered_apart(
    check: dict[str, Any], draft: dict[str, Any], expected: Outcome
) -> None:
    assert outcome(check, draft) is expected


def test_the_date_of_the_check_counts_where_no_day_is_answered() -> None:
    check = {"on_or_before": {"field": "submission_date", "value": date(2025, 2, 19)}}
    assert outcome(check, {}, date(2025, 2, 20)) is VIOLATED
    assert outcome(check, {"submission_date": "2025-02-19"}, date(2025, 2, 20)) is MET


def test_no_base_amount_is_assumed_before_the_first_that_is_known() -> None:
    field = "participant_support.per_participant_per_year"
    check = {"at_most_base_amount": {"field": field, "times": 1, "day": "submission_date"}}
    support = {"participant_support": {"per_participant_per_year": 1}}
    assert outcome(check, support, date(2023, 4, 30)) is REVIEW
    assert outcome(check, support, date(2023, 5, 1)) is MET


def test_the_gravest_outcome_comes_last_in_the_contracts_order() -> None:
    assert sorted(Outcome) == [MET, REVIEW, MISSING, VIOLATED]


def test_every_check_of_the_closed_set_says_what_it_asks() -> None:
    assert all(check.__doc__ for check in CHECKS.values())
