"""Random drafts as objects, valid by the schema, with every field now and then not answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from hypothesis import strategies as st

from assistant.checklist.draft import (
    ApplicantType,
    ApprovalRole,
    DialoguePartner,
    FinancedBy,
    ItemKind,
    PartnerType,
    TargetGroup,
)

Path = tuple[str | int, ...]


def one_of(type_: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(type_))


yes_no = st.booleans()
texts = st.one_of(st.sampled_from(["", " \u00a0", "no", "12", "1e5", "2025-02-19", "x"]), st.text(max_size=20))
given_texts = texts.filter(lambda text: bool(text.strip()))
kroner = st.one_of(st.sampled_from([0, 1, 124_028, 51_500_000]), st.integers(0, 10**9).map(lambda ore: ore / 100))
days = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["2025-02-19", "2025-02-20", "2025-05-01"])

items = st.fixed_dictionaries(
    {},
    optional={
        "description": texts,
        "amount": kroner,
        "kind": one_of(ItemKind),
        "financed_by": one_of(FinancedBy),
        "in_ordinary_operations": yes_no,
    },
)
partners = st.fixed_dictionaries({}, optional={"name": texts, "type": one_of(PartnerType)})


def section(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def all_yes_no(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    return section(**dict.fromkeys(names, yes_no))


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": texts,
    "applicant": section(
        name=texts,
        organisation_number=st.sampled_from(["313562301", "317 767 935"]),
        type=one_of(ApplicantType),
    ),
    "partners": st.lists(partners, max_size=3),
    "lead_signs_and_submits": yes_no,
    "approval": section(approved=yes_no, role=one_of(ApprovalRole)),
    "submission_date": days,
    "focus_area": st.integers(1, 5),
    "priority_themes": st.lists(given_texts, max_size=2),
    "duration_years": st.sampled_from([0.5, 1, 1.5, 2, 3, 3.5]),
    "participants": st.integers(0, 30),
    "target_groups": st.lists(one_of(TargetGroup), max_size=3),
    "earlier_projects": texts,
    "purpose": texts,
    "implementation_plan": texts,
    "transfer_value": texts,
    "outputs_free_for_others": yes_no,
    "norwegian_training": all_yes_no("participants_have_right", "follows_curriculum", "qualified_teacher"),
    "exemption": all_yes_no("outside_law", "applied_to_ministry"),
    "budget": section(
        applied_amount=kroner, own_contribution=kroner, other_financing=kroner, items=st.lists(items, max_size=3)
    ),
    "participant_support": section(per_participant_per_year=kroner, receives_other_support=yes_no),
    "social_entrepreneur": all_yes_no(
        "is_main_activity", "defines_itself", "viable_business_model", "no_dividend_in_statutes"
    ),
    "norwegian_methods": all_yes_no(
        "develops_teacher_competence",
        "tied_to_curriculum",
        "tries_new_forms",
        "makes_participant_resources",
        "training_right_described",
    ),
    "mental_health": section(
        local_distinctiveness=texts, treatment_after_referral=yes_no, health_actor=yes_no, qualification_actor=yes_no
    ),
    "welcome": section(county_coordinates=yes_no, dialogue_with=st.lists(one_of(DialoguePartner), max_size=5)),
    "diversity": all_yes_no(
        "follows_equality_act",
        "in_municipal_plans",
        "involves_civil_society",
        "involves_employees",
        "addresses_hate_speech",
    ),
}
drafts = st.fixed_dictionaries({}, optional=FIELDS)


def answered(part: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every answer in a draft; an element of a list is none by itself, its fields are."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inner:
        if isinstance(key, str):
            yield (*path, key)
        yield from answered(value, (*path, key))


def without(part: Any, path: Path) -> Any:
    """A copy of the draft in which the answer at `path` is not given."""
    key, *rest = path
    if isinstance(part, list):
        return [without(inner, tuple(rest)) if place == key else inner for place, inner in enumerate(part)]
    if not rest:
        return {name: value for name, value in part.items() if name != key}
    return {**part, key: without(part[key], tuple(rest))}


def dotted(path: Path) -> str:
    """The field that a rule names for an answer at `path`: lists are named whole."""
    names: list[str] = []
    for key in path:
        if isinstance(key, int):
            break
        names.append(key)
    return ".".join(names)
