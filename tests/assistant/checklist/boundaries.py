"""Each rule's own fields at their boundaries, in every combination, with what the oracle says of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, combinations, product
from typing import Any, get_args

from assistant.checklist.draft import (
    ApplicantType,
    ApprovalRole,
    DialoguePartner,
    ItemKind,
    PartnerType,
    TargetGroup,
    answers_of,
)
from assistant.checklist.reading import draft_from_object

from .oracle import result

YES_NO = [None, True, False]
TEXTS = [None, "", " \t\n\u00a0\u2003", "x"]
AS_OF = date(2025, 2, 1)
Axis = tuple[str, Sequence[Any]]
AREA: Axis = ("focus_area", [None, 1, 2, 3, 4, 5])


@dataclass(frozen=True)
class Point:
    """One combination: the draft as an object, its answers, the date, and what the oracle says of the rule."""

    draft: Mapping[str, Any]
    answers: Mapping[str, Any]
    as_of: date
    expected: str


def _choices(type_: Any) -> list[str]:
    return list(get_args(type_))


def _lists_of(choices: Sequence[str], longest: int) -> list[list[str] | None]:
    sizes = range(longest + 1)
    return [None, *(list(held) for held in chain.from_iterable(combinations(choices, size) for size in sizes))]


def _partners() -> list[list[dict[str, str]] | None]:
    single: list[list[dict[str, str]] | None] = [[{"type": kind}] for kind in _choices(PartnerType)]
    return [
        None,
        [],
        [{}],
        [{"name": "university"}],
        *single,
        [{}, {"type": "university"}],
        [{"type": "nav"}, {"type": "county"}],
    ]


def _items() -> list[list[dict[str, Any]] | None]:
    kinds = [None, "salary", "ordinary_operations", "investment", "procurement"]
    parts = product(kinds, [None, "grant", "own", "other"], YES_NO)
    keys = ("kind", "financed_by", "in_ordinary_operations")
    single = [{key: value for key, value in zip(keys, part, strict=True) if value is not None} for part in parts]
    others: list[list[dict[str, Any]] | None] = [
        [{"kind": kind, "in_ordinary_operations": True}] for kind in _choices(ItemKind)
    ]
    return [
        None,
        [],
        *others,
        *([item] for item in single),
        *([first, second] for first, second in product(single, single)),
    ]


def _amounts(*amounts: float | None) -> list[dict[str, Any]]:
    return [{} if amount is None else {"amount": amount} for amount in amounts]


def _around(*limits: float, step: float) -> list[float | None]:
    return [None, *(limit + by for limit in limits for by in (-step, 0, step))]


PARTNERS: Axis = ("partners", _partners())
GROUPS: Axis = ("target_groups", _lists_of(_choices(TargetGroup), 2))
ITEMS: Axis = ("budget.items", _items())
ENTREPRENEUR: Axis = ("social_entrepreneur", [None, {}])
METHODS: Axis = ("norwegian_methods", [None, {}])
SUPPORT: Axis = ("participant_support", [None, {}])
DIALOGUE: Axis = ("welcome.dialogue_with", _lists_of(_choices(DialoguePartner), 7))
DEADLINE_DAYS = ["2025-02-18", "2025-02-19", "2025-02-20"]
BASE_DAYS = ["2023-04-30", "2023-05-01", "2024-04-30", "2024-05-01", "2025-04-30", "2025-05-01", "2026-01-01"]


def _days(days: Sequence[str]) -> Axis:
    """A day that is submitted on, whatever the date of the check; or none, and a check on that day."""
    return "submission_date+as_of", [*((day, "2024-01-01") for day in days), *((None, day) for day in days)]


def _yes(*paths: str) -> list[Axis]:
    return [(path, YES_NO) for path in paths]


def _of_methods(field: str) -> list[Axis]:
    return [AREA, METHODS, *_yes(f"norwegian_methods.{field}")]


def _of_diversity(field: str) -> list[Axis]:
    return [AREA, *_yes(f"diversity.{field}")]


AXES: dict[str, list[Axis]] = {
    "deadline": [_days(DEADLINE_DAYS)],
    "focus-area": [AREA],
    "focus-area-3-circular": [AREA],
    "applicant-municipality": [AREA, ("applicant.type", [None, *_choices(ApplicantType)])],
    "applicant-county": [AREA, ("applicant.type", [None, *_choices(ApplicantType)])],
    "lead-applicant": [PARTNERS, *_yes("lead_signs_and_submits")],
    "own-contribution": [("budget", [None, {}]), ("budget.own_contribution", [None, 0, 0.01, 1])],
    "minimum-participants": [("participants", [*_around(10, step=1), 0, 10_000])],
    "earlier-projects": [("earlier_projects", TEXTS)],
    "curriculum": _yes("norwegian_training.participants_have_right", "norwegian_training.follows_curriculum"),
    "qualified-teacher": _yes("norwegian_training.participants_have_right", "norwegian_training.qualified_teacher"),
    "no-ordinary-operations": [ITEMS],
    "no-ordinary-investments": [ITEMS],
    "outputs-free": _yes("outputs_free_for_others"),
    "statutory-exemption": _yes("exemption.outside_law", "exemption.applied_to_ministry"),
    "approval": [*_yes("approval.approved"), ("approval.role", [None, *_choices(ApprovalRole)])],
    "duration": [("duration_years", [*_around(3, step=1), 0.01, 2.99, 3.01])],
    "amount-within-frame": [("budget.applied_amount", [*_around(51_500_000, step=1), 0, 0.01, 51_500_000.01])],
    "budget-adds-up": [
        (
            "budget.items",
            [None, [], *(_amounts(*parts) for parts in ((None,), (100,), (100, None), (60, 40), (0,), (0.1, 0.2)))],
        ),
        ("budget.applied_amount", [None, 0, 38, 38.99, 39, 39.5, 40, 41, 41.01, 42, 100]),
        ("budget.own_contribution", [None, 0, 0.3, 60]),
        ("budget.other_financing", [None, 0, 0.01, 1, 2]),
    ],
    "purpose": [("purpose", TEXTS)],
    "feasibility": [("implementation_plan", TEXTS)],
    "transfer-value": [("transfer_value", TEXTS)],
    "target-group": [AREA, GROUPS],
    "larger-multi-year": [("duration_years", [*_around(2, step=1), 1.99, 2.01])],
    "university-guidance": [PARTNERS],
    "voluntary-cooperation": [PARTNERS],
    "intermunicipal-cooperation": [PARTNERS],
    "innovative-solutions": [AREA, ("priority_themes", [None, [], ["korte bransjekurs"]])],
    "entrepreneur-main-activity": [
        AREA,
        ENTREPRENEUR,
        *_yes("social_entrepreneur.is_main_activity", "social_entrepreneur.defines_itself"),
    ],
    "entrepreneur-business": [
        AREA,
        ENTREPRENEUR,
        *_yes("social_entrepreneur.viable_business_model", "social_entrepreneur.no_dividend_in_statutes"),
    ],
    "participant-support-cap": [
        AREA,
        ENTREPRENEUR,
        SUPPORT,
        ("participant_support.per_participant_per_year", [*_around(118_620, 124_028, 130_160, step=1), 0, 124_028.01]),
        _days(BASE_DAYS),
    ],
    "participant-support-no-double": [SUPPORT, *_yes("participant_support.receives_other_support")],
    "entrepreneur-women": [AREA, ENTREPRENEUR, GROUPS],
    "methods-teacher-competence": _of_methods("develops_teacher_competence"),
    "methods-curriculum": _of_methods("tied_to_curriculum"),
    "methods-new-forms": _of_methods("tries_new_forms"),
    "methods-no-participant-resources": _of_methods("makes_participant_resources"),
    "methods-training-right": _of_methods("training_right_described"),
    "methods-university": [AREA, METHODS, PARTNERS],
    "mental-health-description": [AREA, ("mental_health.local_distinctiveness", TEXTS), ("transfer_value", TEXTS)],
    "mental-health-not-treatment": [AREA, *_yes("mental_health.treatment_after_referral")],
    "mental-health-interdisciplinary": [
        AREA,
        *_yes("mental_health.health_actor", "mental_health.qualification_actor"),
    ],
    "welcome-coordination": [AREA, *_yes("welcome.county_coordinates")],
    "welcome-dialogue": [AREA, DIALOGUE],
    "welcome-other-actors": [AREA, DIALOGUE],
    "diversity-act": _of_diversity("follows_equality_act"),
    "diversity-plans": _of_diversity("in_municipal_plans"),
    "diversity-civil-society": _of_diversity("involves_civil_society"),
    "diversity-employees": [AREA, GROUPS, *_yes("diversity.involves_employees")],
    "diversity-both-roles": [AREA, GROUPS],
    "diversity-hate-speech": _of_diversity("addresses_hate_speech"),
}


@cache
def points(rule: str) -> tuple[Point, ...]:
    """Every combination for one rule."""
    return tuple(_points(rule))


def _points(rule: str) -> Iterator[Point]:
    axes = AXES[rule]
    for values in product(*(axis for _, axis in axes)):
        draft, as_of = _draft(zip((path for path, _ in axes), values, strict=True))
        yield Point(draft, answers_of(draft_from_object(draft)), as_of, result(rule, draft, as_of))


def _draft(answers: Iterator[tuple[str, Any]] | zip[tuple[str, Any]]) -> tuple[dict[str, Any], date]:
    draft: dict[str, Any] = {}
    as_of = AS_OF
    for path, value in answers:
        if path == "submission_date+as_of":
            _put(draft, "submission_date", value[0])
            as_of = date.fromisoformat(value[1])
        else:
            _put(draft, path, value)
    return draft, as_of


def _put(draft: dict[str, Any], path: str, value: Any) -> None:
    if value is None:
        return
    *sections, leaf = path.split(".")
    for section in sections:
        draft = draft.setdefault(section, {})
    draft[leaf] = deepcopy(value)
