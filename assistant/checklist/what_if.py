"""What another focus area would change for the same project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.checklist.check import Report, check
from assistant.checklist.draft import Draft
from assistant.checklist.finding import Finding
from assistant.checklist.ruleset import Ruleset
from assistant.checklist.values import FOCUS_AREAS


@dataclass(frozen=True)
class Difference:
    """A rule that gives another result: its findings before and after."""

    before: Finding
    after: Finding


@dataclass(frozen=True)
class WhatIf:
    """The same draft with another focus area: both reports, and the rules that differ, in the table's order."""

    before: Report
    after: Report

    @property
    def differences(self) -> tuple[Difference, ...]:
        pairs = zip(self.before.findings, self.after.findings, strict=True)
        return tuple(Difference(before, after) for before, after in pairs if before.result is not after.result)


def what_if(draft: Draft, ruleset: Ruleset, as_of: date, focus_area: int, lang: str = "nb") -> WhatIf:
    """Judges `draft` as it stands and with `focus_area`, 1 to 5, in place of its own; nothing else is changed."""
    if focus_area not in FOCUS_AREAS:
        raise ValueError(f"there is no focus area {focus_area}")
    other = draft.model_copy(update={"focus_area": focus_area})
    return WhatIf(check(draft, ruleset, as_of, lang), check(other, ruleset, as_of, lang))
