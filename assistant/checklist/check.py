"""A draft, a ruleset and a date -> a report. Nothing else goes in: no clock, no network, no model."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from assistant.checklist.draft import Draft, answers_of
from assistant.checklist.finding import Finding
from assistant.checklist.outcome import Situation
from assistant.checklist.results import Result, Verdict, verdict
from assistant.checklist.ruleset import Case, Rule, Ruleset
from assistant.checklist.writing import writer


@dataclass(frozen=True)
class Report:
    """What every rule of a ruleset says of a draft on a date, in the table's order. Messages are written when read."""

    ruleset: Ruleset
    situation: Situation
    lang: str
    judged: tuple[tuple[Rule, Result, Case | None], ...]

    @property
    def rundskriv(self) -> str:
        return self.ruleset.number

    @property
    def as_of(self) -> date:
        return self.situation.as_of

    @cached_property
    def results(self) -> Mapping[str, Result]:
        """The result of each rule, by its id."""
        return {rule.id: result for rule, result, _ in self.judged}

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(frozenset(result for _, result, _ in self.judged))

    @cached_property
    def counts(self) -> Mapping[Result, int]:
        """How many rules gave each result, zeros too."""
        counted = Counter(result for _, result, _ in self.judged)
        return {result: counted[result] for result in Result}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        write = writer(self.ruleset, self.lang).finding
        return tuple(write(rule, result, case, self.situation) for rule, result, case in self.judged)

    def to_object(self) -> dict[str, Any]:
        """The contract's JSON."""
        return {**self._summary, "findings": [finding.to_object() for finding in self.findings]}

    @property
    def _summary(self) -> dict[str, Any]:
        return {
            "rundskriv": self.rundskriv,
            "as_of": self.as_of.isoformat(),
            "verdict": str(self.verdict),
            "counts": {str(result): count for result, count in self.counts.items()},
        }

    def to_json(self) -> str:
        """`to_object` on one line; the same draft, ruleset and date give the same bytes."""
        summary = json.dumps(self._summary, ensure_ascii=False).removesuffix("}")
        return f'{summary}, "findings": [{", ".join(finding.json for finding in self.findings)}]}}'


def check(draft: Draft, ruleset: Ruleset, as_of: date, lang: str = "nb") -> Report:
    """Judges `draft` by every rule of `ruleset`, which must be that of the draft's rundskriv."""
    if draft.rundskriv != ruleset.number:
        raise ValueError(f"a draft under {draft.rundskriv} cannot be judged by the rules of {ruleset.number}")
    situation = Situation(answers_of(draft), as_of, ruleset.base_amounts)
    judged = tuple((rule, *rule.judge(situation)) for rule in ruleset.rules)
    return Report(ruleset, situation, lang, judged)
