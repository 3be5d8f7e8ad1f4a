"""The draft of an application, as the contract has it. None is "not answered", never false or 0."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict

from assistant.checklist.values import (
    LIST,
    Area,
    Count,
    Day,
    GivenText,
    Kroner,
    OrganisationNumber,
    Text,
    Years,
    YesOrNo,
    one_of,
    wrong,
)

DEFAULT_RUNDSKRIV = "08-2025"

ApplicantType = Literal["municipality", "county", "city_district", "other"]
PartnerType = Literal[
    "municipality",
    "county",
    "city_district",
    "voluntary",
    "social_entrepreneur",
    "university",
    "employer",
    "nav",
    "health",
    "police",
    "tax_administration",
    "other",
]
ApprovalRole = Literal[
    "municipal_director", "county_director", "city_district_director", "authorised_employee", "other"
]
TargetGroup = Literal[
    "immigrants",
    "newly_arrived_covered_by_law",
    "immigrant_women",
    "newly_arrived_with_mental_health_challenges",
    "newly_arrived_adults_outside_schemes",
    "residents",
    "municipal_employees",
    "other",
]
ItemKind = Literal[
    "salary",
    "services",
    "participant_support",
    "travel",
    "investment",
    "procurement",
    "ordinary_operations",
    "other",
]
FinancedBy = Literal["grant", "own", "other"]
DialoguePartner = Literal[
    "municipalities", "police", "tax_administration", "nav", "social_partners", "business", "voluntary"
]


@cache
def known_rulesets() -> tuple[str, ...]:
    """The numbers of the rundskriv that drafts can be checked against: the folders in `rulesets/`."""
    folder = files("assistant.checklist") / "rulesets"
    return tuple(sorted(place.name for place in folder.iterdir() if (place / "rules.yaml").is_file()))


def _known_rundskriv(value: object) -> object:
    if value is None:
        return DEFAULT_RUNDSKRIV
    if not isinstance(value, str) or value not in known_rulesets():
        raise wrong("one_of", choices=", ".join(known_rulesets()))
    return value


class Section(BaseModel):
    """Part of a draft. Frozen; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Applicant(Section):
    name: Text | None = None
    organisation_number: OrganisationNumber | None = None
    type: Annotated[ApplicantType, one_of(*get_args(ApplicantType))] | None = None


class Partner(Section):
    name: Text | None = None
    type: Annotated[PartnerType, one_of(*get_args(PartnerType))] | None = None


class Approval(Section):
    approved: YesOrNo | None = None
    role: Annotated[ApprovalRole, one_of(*get_args(ApprovalRole))] | None = None


class NorwegianTraining(Section):
    participants_have_right: YesOrNo | None = None
    follows_curriculum: YesOrNo | None = None
    qualified_teacher: YesOrNo | None = None


class Exemption(Section):
    outside_law: YesOrNo | None = None
    applied_to_ministry: YesOrNo | None = None


class BudgetItem(Section):
    """A line of the budget. `financed_by` not answered counts as the grant."""

    description: Text | None = None
    amount: Kroner | None = None
    kind: Annotated[ItemKind, one_of(*get_args(ItemKind))] | None = None
    financed_by: Annotated[FinancedBy, one_of(*get_args(FinancedBy))] | None = None
    in_ordinary_operations: YesOrNo | None = None


class Budget(Section):
    applied_amount: Kroner | None = None
    own_contribution: Kroner | None = None
    other_financing: Kroner | None = None
    items: Annotated[tuple[BudgetItem, ...], LIST] | None = None


class ParticipantSupport(Section):
    per_participant_per_year: Kroner | None = None
    receives_other_support: YesOrNo | None = None


class SocialEntrepreneur(Section):
    is_main_activity: YesOrNo | None = None
    defines_itself: YesOrNo | None = None
    viable_business_model: YesOrNo | None = None
    no_dividend_in_statutes: YesOrNo | None = None


class NorwegianMethods(Section):
    develops_teacher_competence: YesOrNo | None = None
    tied_to_curriculum: YesOrNo | None = None
    tries_new_forms: YesOrNo | None = None
    makes_participant_resources: YesOrNo | None = None
    training_right_described: YesOrNo | None = None


class MentalHealth(Section):
    local_distinctiveness: Text | None = None
    treatment_after_referral: YesOrNo | None = None
    health_actor: YesOrNo | None = None
    qualification_actor: YesOrNo | None = None


class Welcome(Section):
    county_coordinates: YesOrNo | None = None
    dialogue_with: (
        Annotated[tuple[Annotated[DialoguePartner, one_of(*get_args(DialoguePartner))], ...], LIST] | None
    ) = None


class Diversity(Section):
    follows_equality_act: YesOrNo | None = None
    in_municipal_plans: YesOrNo | None = None
    involves_civil_society: YesOrNo | None = None
    involves_employees: YesOrNo | None = None
    addresses_hate_speech: YesOrNo | None = None


class Draft(Section):
    """The whole draft. An object that is given counts as given even when it is empty."""

    rundskriv: Annotated[str, BeforeValidator(_known_rundskriv)] = DEFAULT_RUNDSKRIV
    title: Text | None = None
    applicant: Applicant | None = None
    partners: Annotated[tuple[Partner, ...], LIST] | None = None
    lead_signs_and_submits: YesOrNo | None = None
    approval: Approval | None = None
    submission_date: Day | None = None
    focus_area: Area | None = None
    priority_themes: Annotated[tuple[GivenText, ...], LIST] | None = None
    duration_years: Years | None = None
    participants: Count | None = None
    target_groups: Annotated[tuple[Annotated[TargetGroup, one_of(*get_args(TargetGroup))], ...], LIST] | None = None
    earlier_projects: Text | None = None
    purpose: Text | None = None
    implementation_plan: Text | None = None
    transfer_value: Text | None = None
    outputs_free_for_others: YesOrNo | None = None
    norwegian_training: NorwegianTraining | None = None
    exemption: Exemption | None = None
    budget: Budget | None = None
    participant_support: ParticipantSupport | None = None
    social_entrepreneur: SocialEntrepreneur | None = None
    norwegian_methods: NorwegianMethods | None = None
    mental_health: MentalHealth | None = None
    welcome: Welcome | None = None
    diversity: Diversity | None = None


def _shape() -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for name, field in Draft.model_fields.items():
        section = next((part for part in get_args(field.annotation) if _is_section(part)), None)
        leaves = section.model_fields if section else ()
        yield name, tuple((leaf, f"{name}.{leaf}") for leaf in leaves)


def _is_section(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Section)


# Each top field, and for one that is an object its own fields with their paths.
SHAPE = tuple(_shape())
PATHS = frozenset(path for name, leaves in SHAPE for path in (name, *(path for _, path in leaves)))


def answers_of(draft: Draft) -> dict[str, Any]:
    """Each path's value, None where it is not answered. Lists stay whole: `partners`, `budget.items`."""
    answers: dict[str, Any] = {}
    for name, leaves in SHAPE:
        value = answers[name] = getattr(draft, name)
        for leaf, path in leaves:
            answers[path] = None if value is None else getattr(value, leaf)
    return answers
