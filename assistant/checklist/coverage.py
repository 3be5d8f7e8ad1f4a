"""If every clause of a rundskriv is tied to a rule, or marked as none with a reason.

Printed by `python -m assistant.checklist.coverage [NUMBER]`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.checklist.draft import DEFAULT_RUNDSKRIV
from assistant.checklist.errors import RulesetError
from assistant.checklist.ruleset import Ruleset, load_ruleset
from knowledge.data import read_yaml
from knowledge.sources.library import Library


@dataclass(frozen=True)
class Coverage:
    """Each clause's id with the rules that rest on it, the reason that none does, or neither."""

    rules: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, str]
    uncovered: tuple[str, ...]

    @property
    def percent(self) -> float:
        covered = len(self.rules) + len(self.reasons)
        return 100 * covered / (covered + len(self.uncovered))


def coverage(ruleset: Ruleset, clause_ids: Sequence[str], not_rules: Sequence[Mapping[str, Any]]) -> Coverage:
    """How a ruleset and the content of its `not_rules.yaml` cover the clauses.

    Raises RulesetError where a clause is marked as no rule twice, or though a rule rests on it, or does not exist.
    """
    rules: dict[str, tuple[str, ...]] = {}
    for rule in ruleset.rules:
        for clause in dict.fromkeys(case.citation.clause for case in rule.cases):
            rules[clause] = (*rules.get(clause, ()), rule.id)
    marked = [(clause, str(entry["reason"])) for entry in not_rules for clause in entry["clauses"]]
    _refuse_contradictions(Counter(clause for clause, _ in marked), rules, clause_ids)
    covered = {*rules, *(clause for clause, _ in marked)}
    return Coverage(rules, dict(marked), tuple(clause for clause in clause_ids if clause not in covered))


def _refuse_contradictions(marked: Counter[str], rules: Mapping[str, Any], clause_ids: Sequence[str]) -> None:
    for clause, times in marked.items():
        if times > 1:
            raise RulesetError("marked as no rule more than once", clause=clause)
        if clause in rules:
            raise RulesetError("marked as no rule, and a rule rests on it", ", ".join(rules[clause]), clause)
        if clause not in clause_ids:
            raise RulesetError("marked as no rule, and the rundskriv has no such clause", clause=clause)


def shipped_coverage(number: str = DEFAULT_RUNDSKRIV) -> Coverage:
    """The coverage of the ruleset that ships for a rundskriv."""
    library = Library()
    ruleset = load_ruleset(number, library)
    clause_ids = [clause.id for clause in library.show(number).clauses]
    return coverage(ruleset, clause_ids, read_yaml(ruleset.folder / "not_rules.yaml"))


def main(arguments: Sequence[str]) -> int:
    """Prints the coverage and each clause without any; 1 where there is one."""
    found = shipped_coverage(*arguments[:1])
    print(f"{len(found.rules)} clauses with a rule, {len(found.reasons)} with a reason: {found.percent:.1f} %")
    for clause in found.uncovered:
        print(f"not covered: {clause}")
    return 1 if found.uncovered else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
