"""The words of the contract: kinds of rules, their results, and the verdict on a whole draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from assistant.checklist.outcome import MET, MISSING, REVIEW, VIOLATED, Outcome


class Kind(StrEnum):
    """What a rule is to the applicant."""

    REQUIREMENT = "requirement"
    CONSISTENCY = "consistency"
    RECOMMENDATION = "recommendation"
    PRIORITY = "priority"
    INFORMATION = "information"


class Result(StrEnum):
    """What a rule gives for one draft."""

    MET = "met"
    VIOLATED = "violated"
    MISSING = "missing"
    REVIEW = "review"
    OPPORTUNITY = "opportunity"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """What all results give together. `ready` says that nothing here speaks against submitting; it promises nothing."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    NOT_READY = "not_ready"


_BINDING = {
    MET: Result.MET,
    VIOLATED: Result.VIOLATED,
    MISSING: Result.MISSING,
    REVIEW: Result.REVIEW,
}
_ADVISORY = dict.fromkeys(Outcome, Result.OPPORTUNITY) | {MET: Result.MET}
# Indexed by Outcome, which is an integer: this is looked up fifty times a check.
RESULTS: Mapping[Kind, tuple[Result, ...]] = {
    Kind.REQUIREMENT: tuple(_BINDING[outcome] for outcome in Outcome),
    Kind.CONSISTENCY: tuple(_BINDING[outcome] for outcome in Outcome),
    Kind.RECOMMENDATION: tuple(_ADVISORY[outcome] for outcome in Outcome),
    Kind.PRIORITY: tuple(_ADVISORY[outcome] for outcome in Outcome),
    Kind.INFORMATION: (Result.REVIEW,) * len(Outcome),
}


def verdict(results: Collection[Result]) -> Verdict:
    """The verdict on a draft whose rules gave `results`."""
    if Result.VIOLATED in results:
        return Verdict.NOT_READY
    return Verdict.INCOMPLETE if Result.MISSING in results else Verdict.READY
