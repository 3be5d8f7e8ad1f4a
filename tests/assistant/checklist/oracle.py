"""The results of rundskriv 08-2025, written a second time straight from the words of `data/rules-08-2025.tsv`.

It knows nothing of the engine: drafts are plain objects with dates as text, results are plain words. Each function is
one row of the table, its branches in the contract's order: violated, missing, review, met.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

PUBLIC = {"municipality", "county", "city_district"}
GROUPS = {
    1: {"immigrants", "newly_arrived_covered_by_law", "immigrant_women"},
    2: {"newly_arrived_with_mental_health_challenges"},
    4: {"newly_arrived_adults_outside_schemes"},
    5: {"residents", "municipal_employees"},
}
Row = Callable[["Asked"], str]
ROWS: dict[str, Row] = {}


class Asked:
    """A draft and a date, asked by dotted path; what is absent is None."""

    def __init__(self, draft: Mapping[str, Any], as_of: date) -> None:
        self.draft = draft
        self.as_of = as_of.isoformat()

    def __getitem__(self, path: str) -> Any:
        found: Any = self.draft
        for key in path.split("."):
            found = found.get(key) if found is not None else None
        return found

    def blank(self, path: str) -> bool:
        return self[path] is None or self[path].strip() == ""

    def partner(self, types: set[str]) -> bool:
        return any(partner.get("type") in types for partner in self["partners"] or [])

    @property
    def day(self) -> str:
        return self["submission_date"] or self.as_of

    @property
    def granted(self) -> list[Any]:
        return [item for item in self["budget.items"] or [] if item.get("financed_by") in (None, "grant")]


def results(draft: Mapping[str, Any], as_of: date) -> dict[str, str]:
    """Every rule's result, in the table's order."""
    return {rule: result(rule, draft, as_of) for rule in ROWS}


def result(rule: str, draft: Mapping[str, Any], as_of: date) -> str:
    """One rule's result."""
    return ROWS[rule](Asked(draft, as_of))


def row(rule: str) -> Callable[[Row], Row]:
    def put(function: Row) -> Row:
        ROWS[rule] = function
        return function

    return put


def yes(answer: bool | None) -> str:
    return "missing" if answer is None else "met" if answer else "violated"


def no(answer: bool | None) -> str:
    return "missing" if answer is None else "violated" if answer else "met"


def both(first: bool | None, second: bool | None) -> str:
    if first is False or second is False:
        return "violated"
    return "missing" if first is None or second is None else "met"


def after(first: bool | None, second: bool | None) -> str:
    """The rows whose first answer, when it is no, makes the rule not apply."""
    if first is False:
        return "not_applicable"
    return "missing" if first is None else yes(second)


def wish(done: bool) -> str:
    return "met" if done else "opportunity"


@row("deadline")
def _(d: Asked) -> str:
    return "violated" if d.day > "2025-02-19" else "met"


@row("focus-area")
def _(d: Asked) -> str:
    return "missing" if d["focus_area"] is None else "met"


@row("focus-area-3-circular")
def _(d: Asked) -> str:
    return "review" if d["focus_area"] == 3 else "not_applicable"


@row("applicant-municipality")
def _(d: Asked) -> str:
    area, kind = d["focus_area"], d["applicant.type"]
    if area not in (1, 2, 5):
        return "not_applicable"
    if kind == "other" or (kind == "county" and area in (1, 2)):
        return "violated"
    if kind is None:
        return "missing"
    return "review" if kind == "county" else "met"


@row("applicant-county")
def _(d: Asked) -> str:
    if d["focus_area"] != 4:
        return "not_applicable"
    if d["applicant.type"] is None:
        return "missing"
    return "met" if d["applicant.type"] == "county" else "violated"


@row("lead-applicant")
def _(d: Asked) -> str:
    return yes(d["lead_signs_and_submits"]) if d.partner(PUBLIC) else "not_applicable"


@row("own-contribution")
def _(d: Asked) -> str:
    own = d["budget.own_contribution"]
    return "missing" if own is None else "violated" if own == 0 else "met"


@row("minimum-participants")
def _(d: Asked) -> str:
    return "missing" if d["participants"] is None else "violated" if d["participants"] < 10 else "met"


@row("earlier-projects")
def _(d: Asked) -> str:
    return "missing" if d.blank("earlier_projects") else "met"


@row("curriculum")
def _(d: Asked) -> str:
    return after(d["norwegian_training.participants_have_right"], d["norwegian_training.follows_curriculum"])


@row("qualified-teacher")
def _(d: Asked) -> str:
    return after(d["norwegian_training.participants_have_right"], d["norwegian_training.qualified_teacher"])


@row("no-ordinary-operations")
def _(d: Asked) -> str:
    if any(item.get("kind") == "ordinary_operations" for item in d.granted):
        return "violated"
    if not d["budget.items"] or any(item.get("kind") is None for item in d.granted):
        return "missing"
    return "met"


@row("no-ordinary-investments")
def _(d: Asked) -> str:
    bought = [
        item.get("in_ordinary_operations") for item in d.granted if item.get("kind") in ("investment", "procurement")
    ]
    if True in bought:
        return "violated"
    if not d["budget.items"] or any(item.get("kind") is None for item in d.granted):
        return "missing"
    return "review" if None in bought else "met"


@row("outputs-free")
def _(d: Asked) -> str:
    return yes(d["outputs_free_for_others"])


@row("statutory-exemption")
def _(d: Asked) -> str:
    return after(d["exemption.outside_law"], d["exemption.applied_to_ministry"])


@row("approval")
def _(d: Asked) -> str:
    role = d["approval.role"]
    if role == "other":
        return "violated"
    return "met" if role is not None and d["approval.approved"] is True else "missing"


@row("duration")
def _(d: Asked) -> str:
    years = d["duration_years"]
    return "missing" if years is None else "violated" if years > 3 else "met"


@row("amount-within-frame")
def _(d: Asked) -> str:
    amount = d["budget.applied_amount"]
    if amount is None or amount == 0:
        return "missing"
    return "violated" if amount > 51_500_000 else "met"


@row("budget-adds-up")
def _(d: Asked) -> str:
    items, applied, own = d["budget.items"], d["budget.applied_amount"], d["budget.own_contribution"]
    if not items or applied is None or own is None:
        return "not_applicable"
    if any(item.get("amount") is None for item in items):
        return "missing"
    # In øre, which are whole numbers, so that 0.1 + 0.2 is 0.3.
    spent = sum(round(item["amount"] * 100) for item in items)
    paid = sum(round(amount * 100) for amount in (applied, own, d["budget.other_financing"] or 0))
    return "met" if -100 <= spent - paid <= 100 else "violated"


@row("purpose")
def _(d: Asked) -> str:
    return "missing" if d.blank("purpose") else "review"


@row("feasibility")
def _(d: Asked) -> str:
    return "missing" if d.blank("implementation_plan") else "review"


@row("transfer-value")
def _(d: Asked) -> str:
    return "missing" if d.blank("transfer_value") else "review"


@row("target-group")
def _(d: Asked) -> str:
    if d["focus_area"] not in GROUPS:
        return "not_applicable"
    if not d["target_groups"]:
        return "missing"
    return "met" if GROUPS[d["focus_area"]] & set(d["target_groups"]) else "violated"


@row("larger-multi-year")
def _(d: Asked) -> str:
    return wish(d["duration_years"] is not None and d["duration_years"] >= 2)


@row("university-guidance")
def _(d: Asked) -> str:
    return wish(d.partner({"university"}))


@row("voluntary-cooperation")
def _(d: Asked) -> str:
    return wish(d.partner({"voluntary"}))


@row("intermunicipal-cooperation")
def _(d: Asked) -> str:
    return wish(d.partner(PUBLIC))


@row("innovative-solutions")
def _(d: Asked) -> str:
    return wish(bool(d["priority_themes"])) if d["focus_area"] == 1 else "not_applicable"


def _entrepreneur(d: Asked) -> bool:
    return d["focus_area"] == 1 and d["social_entrepreneur"] is not None


@row("entrepreneur-main-activity")
def _(d: Asked) -> str:
    if not _entrepreneur(d):
        return "not_applicable"
    return both(d["social_entrepreneur.is_main_activity"], d["social_entrepreneur.defines_itself"])


@row("entrepreneur-business")
def _(d: Asked) -> str:
    if not _entrepreneur(d):
        return "not_applicable"
    return both(d["social_entrepreneur.viable_business_model"], d["social_entrepreneur.no_dividend_in_statutes"])


def _base_amount(day: str) -> int | None:
    if day < "2023-05-01":
        return None
    if day < "2024-05-01":
        return 118_620
    return 124_028 if day < "2025-05-01" else 130_160


@row("participant-support-cap")
def _(d: Asked) -> str:
    if d["participant_support"] is None:
        return "not_applicable"
    amount, base = d["participant_support.per_participant_per_year"], _base_amount(d.day)
    if amount is not None and base is not None and amount > base:
        return "violated"
    if amount is None:
        return "missing"
    return "met" if base is not None and _entrepreneur(d) else "review"


@row("participant-support-no-double")
def _(d: Asked) -> str:
    return "not_applicable" if d["participant_support"] is None else no(d["participant_support.receives_other_support"])


@row("entrepreneur-women")
def _(d: Asked) -> str:
    return wish("immigrant_women" in (d["target_groups"] or [])) if _entrepreneur(d) else "not_applicable"


def _methods(d: Asked, judge: Callable[[Asked], str]) -> str:
    return judge(d) if d["focus_area"] == 1 and d["norwegian_methods"] is not None else "not_applicable"


@row("methods-teacher-competence")
def _(d: Asked) -> str:
    return _methods(d, lambda d: yes(d["norwegian_methods.develops_teacher_competence"]))


@row("methods-curriculum")
def _(d: Asked) -> str:
    return _methods(d, lambda d: yes(d["norwegian_methods.tied_to_curriculum"]))


@row("methods-new-forms")
def _(d: Asked) -> str:
    return _methods(d, lambda d: yes(d["norwegian_methods.tries_new_forms"]))


@row("methods-no-participant-resources")
def _(d: Asked) -> str:
    return _methods(d, lambda d: no(d["norwegian_methods.makes_participant_resources"]))


@row("methods-training-right")
def _(d: Asked) -> str:
    return _methods(d, lambda d: wish(d["norwegian_methods.training_right_described"] is True))


@row("methods-university")
def _(d: Asked) -> str:
    return _methods(d, lambda d: wish(d.partner({"university"})))


@row("mental-health-description")
def _(d: Asked) -> str:
    if d["focus_area"] != 2:
        return "not_applicable"
    return "missing" if d.blank("mental_health.local_distinctiveness") or d.blank("transfer_value") else "met"


@row("mental-health-not-treatment")
def _(d: Asked) -> str:
    return no(d["mental_health.treatment_after_referral"]) if d["focus_area"] == 2 else "not_applicable"


@row("mental-health-interdisciplinary")
def _(d: Asked) -> str:
    if d["focus_area"] != 2:
        return "not_applicable"
    return both(d["mental_health.health_actor"], d["mental_health.qualification_actor"])


@row("welcome-coordination")
def _(d: Asked) -> str:
    return yes(d["welcome.county_coordinates"]) if d["focus_area"] == 4 else "not_applicable"


@row("welcome-dialogue")
def _(d: Asked) -> str:
    wanted = {"municipalities", "police", "tax_administration", "nav"}
    return wish(wanted <= set(d["welcome.dialogue_with"] or [])) if d["focus_area"] == 4 else "not_applicable"


@row("welcome-other-actors")
def _(d: Asked) -> str:
    wanted = {"social_partners", "business", "voluntary"}
    return wish(bool(wanted & set(d["welcome.dialogue_with"] or []))) if d["focus_area"] == 4 else "not_applicable"


@row("diversity-act")
def _(d: Asked) -> str:
    return yes(d["diversity.follows_equality_act"]) if d["focus_area"] == 5 else "not_applicable"


@row("diversity-plans")
def _(d: Asked) -> str:
    return wish(d["diversity.in_municipal_plans"] is True) if d["focus_area"] == 5 else "not_applicable"


@row("diversity-civil-society")
def _(d: Asked) -> str:
    return wish(d["diversity.involves_civil_society"] is True) if d["focus_area"] == 5 else "not_applicable"


@row("diversity-employees")
def _(d: Asked) -> str:
    if d["focus_area"] != 5 or "municipal_employees" not in (d["target_groups"] or []):
        return "not_applicable"
    return wish(d["diversity.involves_employees"] is True)


@row("diversity-both-roles")
def _(d: Asked) -> str:
    wanted = {"residents", "municipal_employees"}
    return wish(wanted <= set(d["target_groups"] or [])) if d["focus_area"] == 5 else "not_applicable"


@row("diversity-hate-speech")
def _(d: Asked) -> str:
    applies = d["focus_area"] == 5 and d["diversity.addresses_hate_speech"] is True
    return "review" if applies else "not_applicable"
