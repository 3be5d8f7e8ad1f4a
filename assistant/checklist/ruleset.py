"""The rules of one rundskriv: read from `rulesets/<number>/rules.yaml`, and refused where they are not grounded in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from assistant.checklist.base_amount import BaseAmounts, load_base_amounts
from assistant.checklist.checks import parse_check
from assistant.checklist.draft import DEFAULT_RUNDSKRIV, PATHS, known_rulesets
from assistant.checklist.errors import RulesetError
from assistant.checklist.grounding import Grounds, ground
from assistant.checklist.outcome import MET, Check, Situation
from assistant.checklist.results import RESULTS, Kind, Result
from assistant.checklist.rule_texts import RuleText, read_rule_texts
from assistant.checklist.wording import Wording
from assistant.citations.citation import Citation
from knowledge.data import read_yaml
from knowledge.errors import UnknownRundskriv
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv

_RULE_KEYS = {"kind", "fields", "applies", "unless", "cases", "reads", "ours"}
_CASE_KEYS = {"when", "clause", "quote", "check"}


@dataclass(frozen=True)
class Case:
    """What holds for drafts that meet `when` (all of them where it is None), and the clause that says so."""

    when: Check | None
    check: Check
    citation: Citation


@dataclass(frozen=True)
class Rule:
    """One rule. It applies where `applies` is met and `unless` is not, and then its first case that holds decides."""

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
        return self._citations if len(self._citations) == 1 else ()

    @property
    def _citations(self) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(case.citation for case in self.cases))


@dataclass(frozen=True)
class Ruleset:
    """The rules of a rundskriv, in the table's order. `version` grows where a rule's meaning changes."""

    number: str
    version: int
    rules: tuple[Rule, ...]
    base_amounts: BaseAmounts
    folder: Traversable
    _texts: dict[str, Mapping[str, RuleText]] = field(default_factory=dict, repr=False, compare=False)

    def texts(self, wording: Wording) -> Mapping[str, RuleText]:
        """The rules' texts by id, in the language of `wording`. Raises RulesetError where one is missing or too many."""
        if wording.lang not in self._texts:
            entries = read_yaml(self.folder / f"texts.{wording.lang}.yaml")
            self._texts[wording.lang] = read_rule_texts(entries, self.rules)
        return self._texts[wording.lang]


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
        ground(rule.conditions, [(case.check, case.citation) for case in rule.cases], entry, grounds)
    except RulesetError as error:
        raise RulesetError(str(error.facts["reason"]), name, str(entry.get("clause", ""))) from None
    return rule


def _parsed(name: str, entry: dict[str, Any], grounds: Grounds) -> Rule:
    if unknown := set(entry) - _RULE_KEYS - _CASE_KEYS:
        raise RulesetError(f"unknown keys: {', '.join(sorted(unknown))}")
    shared = {key: entry[key] for key in _CASE_KEYS & set(entry)}
    cases = tuple(_case({**shared, **case}, grounds) for case in entry.get("cases", [{}]))
    conditions = {key: parse_check(entry[key]) if key in entry else None for key in ("applies", "unless")}
    if entry["kind"] not in set(Kind):
        raise RulesetError(f"there is no kind {entry['kind']!r}")
    return Rule(name, Kind(entry["kind"]), tuple(entry["fields"]), cases=cases, **conditions)


def _case(entry: dict[str, Any], grounds: Grounds) -> Case:
    if entry.keys() - {"when"} != _CASE_KEYS - {"when"}:
        raise RulesetError(f"a case has a clause, a quote and a check, and this has {', '.join(sorted(entry))}")
    when = parse_check(entry["when"]) if "when" in entry else None
    return Case(when, parse_check(entry["check"]), grounds.citation(entry["clause"], entry["quote"]))


def _refuse_other_fields(rule: Rule) -> None:
    """The fields that a rule names are shown to users and linked from findings: they must be those that it reads."""
    read = {path for check in (*rule.conditions, *rule.checks) for path in check.fields}
    if unknown := read - PATHS:
        raise RulesetError(f"a draft has no field {', '.join(sorted(unknown))}")
    if read != set(rule.fields) or len(read) != len(rule.fields):
        raise RulesetError(f"reads {', '.join(sorted(read))}, and says that it reads {', '.join(rule.fields)}")
