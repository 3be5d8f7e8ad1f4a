"""The rules of one rundskriv: read from `rulesets/<number>/rules.yaml`, and refused where not grounded in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from assistant.checklist.base_amount import BaseAmounts, load_base_amounts
from assistant.checklist.checks import parse_check
from assistant.checklist.checks_answers import InArea
from assistant.checklist.draft import DEFAULT_RUNDSKRIV, PATHS, known_rulesets
from assistant.checklist.errors import RulesetError
from assistant.checklist.grounding import Grounds, ground
from assistant.checklist.outcome import MET, Check, Situation
from assistant.checklist.results import RESULTS, Kind, Result
from assistant.checklist.values import FOCUS_AREAS
from assistant.citations.citation import Citation
from knowledge.data import read_yaml
from knowledge.errors import UnknownRundskriv
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv

_RULE_KEYS = {"kind", "fields", "applies", "unless", "cases", "reads", "ours"}
_CASE_KEYS = {"when", "clause", "quote", "check"}


@dataclass(frozen=True, eq=False)
class Case:
    """What holds for drafts in the areas of `when` (all drafts where it is None), and the clause that says so."""

    when: InArea | None
    check: Check
    citation: Citation


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule. It applies where `applies` is met and `unless` is not, and then the one case that holds decides."""

    id: str
    kind: Kind
    fields: tuple[str, ...]
    applies: Check | None
    unless: Check | None
    cases: tuple[Case, ...]

    def judge(self, situation: Situation) -> tuple[Result, Case | None]:
        """The result, and the case that gave it; None where the rule does not apply."""
        case = self._case(situation)
        if case is None:
            return Result.NOT_APPLICABLE, None
        return RESULTS[self.kind][case.check.outcome(situation)], case

    def _case(self, situation: Situation) -> Case | None:
        if self.applies is not None and self.applies.outcome(situation) is not MET:
            return None
        if self.unless is not None and self.unless.outcome(situation) is MET:
            return None
        for case in self.cases:
            if case.when is None or case.when.outcome(situation) is MET:
                return case
        return None

    @property
    def is_of_one_area(self) -> bool:
        """If it holds wherever one focus area is chosen, and only there."""
        return isinstance(self.applies, InArea) and len(self.applies.areas) == 1 and self.unless is None

    @property
    def conditions(self) -> tuple[Check, ...]:
        """What decides if the rule applies, and which case."""
        return tuple(check for check in (self.applies, self.unless, *(case.when for case in self.cases)) if check)

    @property
    def checks(self) -> tuple[Check, ...]:
        return tuple(case.check for case in self.cases)

    @property
    def results(self) -> frozenset[Result]:
        """All that the rule can give."""
        of_checks = {RESULTS[self.kind][outcome] for check in self.checks for outcome in check.outcomes}
        return frozenset(of_checks | ({Result.NOT_APPLICABLE} if self.conditions else set()))

    def citations(self, case: Case | None) -> tuple[Citation, ...]:
        """The clause behind `case`. Where none applies, the rule's one clause; none where it has one a case."""
        if case is not None:
            return (case.citation,)
        return self._only_citation

    @cached_property
    def _only_citation(self) -> tuple[Citation, ...]:
        citations = tuple(dict.fromkeys(case.citation for case in self.cases))
        return citations if len(citations) == 1 else ()


@dataclass(frozen=True, eq=False)
class Ruleset:
    """The rules of a rundskriv, in the table's order. `version` grows where a rule's meaning changes.

    `folder` holds the texts, which are read by the language that is asked for.
    """

    number: str
    version: int
    rules: tuple[Rule, ...]
    base_amounts: BaseAmounts
    folder: Traversable


def load_ruleset(number: str = DEFAULT_RUNDSKRIV, library: Library | None = None) -> Ruleset:
    """The ruleset that ships for a rundskriv, its quotes and parameters checked against that rundskriv's text.

    Raises UnknownRundskriv where there is no such ruleset, RulesetError where it does not hold.
    """
    if number not in known_rulesets():
        raise UnknownRundskriv(number=number[:80], known=", ".join(known_rulesets()))
    folder = files("assistant.checklist") / "rulesets" / number
    rundskriv = (library or Library()).show(number)
    return parse_ruleset(read_yaml(folder / "rules.yaml"), rundskriv, load_base_amounts(), folder)


def parse_ruleset(entries: Any, rundskriv: Rundskriv, amounts: BaseAmounts, folder: Traversable) -> Ruleset:
    """The ruleset that the content of a `rules.yaml` describes. Raises RulesetError where it does not hold."""
    if entries["rundskriv"] != rundskriv.number:
        raise RulesetError(f"made for rundskriv {entries['rundskriv']}, not {rundskriv.number}")
    grounds = Grounds.of(rundskriv, entries["words"])
    rules = tuple(_rule(name, entry, grounds) for name, entry in entries["rules"].items())
    return Ruleset(rundskriv.number, entries["version"], rules, amounts, folder)


def _rule(name: str, entry: dict[str, Any], grounds: Grounds) -> Rule:
    try:
        rule = _parsed(name, entry, grounds)
        _refuse_other_fields(rule)
        cases = [([check for check in (case.when, case.check) if check], case.citation) for case in rule.cases]
        ground([check for check in (rule.applies, rule.unless) if check], cases, entry, grounds)
    except RulesetError as error:
        raise RulesetError(str(error.facts["reason"]), name, str(entry.get("clause", ""))) from None
    return rule


def _parsed(name: str, entry: dict[str, Any], grounds: Grounds) -> Rule:
    if lacking := {"kind", "fields"} - set(entry):
        raise RulesetError(f"lacks {', '.join(sorted(lacking))}")
    if unknown := set(entry) - _RULE_KEYS - _CASE_KEYS:
        raise RulesetError(f"unknown keys: {', '.join(sorted(unknown))}")
    shared = {key: entry[key] for key in _CASE_KEYS & set(entry)}
    cases = tuple(_case({**shared, **case}, grounds) for case in entry.get("cases", [{}]))
    conditions = {key: parse_check(entry[key]) if key in entry else None for key in ("applies", "unless")}
    _refuse_overlap(cases)
    if entry["kind"] not in set(Kind):
        raise RulesetError(f"there is no kind {entry['kind']!r}")
    return Rule(name, Kind(entry["kind"]), tuple(entry["fields"]), cases=cases, **conditions)


def _case(entry: dict[str, Any], grounds: Grounds) -> Case:
    if entry.keys() - {"when"} != _CASE_KEYS - {"when"}:
        raise RulesetError(f"a case has a clause, a quote and a check, and this has {', '.join(sorted(entry))}")
    when = parse_check(entry["when"]) if "when" in entry else None
    if not isinstance(when, InArea | None):
        raise RulesetError("cases are told apart by focus area alone")
    return Case(when, parse_check(entry["check"]), grounds.citation(entry["clause"], entry["quote"]))


def _refuse_overlap(cases: tuple[Case, ...]) -> None:
    """No order of cases may matter: a case officer reads each by itself."""
    areas = Counter(area for case in cases for area in (case.when.areas if case.when else FOCUS_AREAS))
    if several := [area for area, times in areas.items() if times > 1]:
        raise RulesetError(f"has more than one case for focus area {', '.join(map(str, several))}")


def _refuse_other_fields(rule: Rule) -> None:
    """The fields that a rule names are shown to users and linked from findings: they must be those that it reads."""
    read = {path for check in (*rule.conditions, *rule.checks) for path in check.fields}
    if unknown := read - PATHS:
        raise RulesetError(f"a draft has no field {', '.join(sorted(unknown))}")
    if read != set(rule.fields) or len(read) != len(rule.fields):
        raise RulesetError(f"reads {', '.join(sorted(read))}, and says that it reads {', '.join(rule.fields)}")
