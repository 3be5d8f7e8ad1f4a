from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from assistant.checklist.base_amount import load_base_amounts
from assistant.checklist.draft import PATHS, known_rulesets
from assistant.checklist.errors import RulesetError
from assistant.checklist.ruleset import Ruleset, load_ruleset, parse_ruleset
from evals.checklist.mutants import original
from knowledge.errors import UnknownRundskriv
from knowledge.sources.rundskriv import Rundskriv

from .judge import table

Change = Callable[[dict[str, Any]], Any]


@pytest.fixture
def entries() -> dict[str, Any]:
    return deepcopy(dict(original().entries))


def parse(entries: dict[str, Any], rundskriv: Rundskriv) -> Ruleset:
    return parse_ruleset(entries, rundskriv, load_base_amounts(), Path("unused"))


def test_the_rules_are_those_of_the_table_with_its_kinds(ruleset: Ruleset) -> None:
    assert [(rule.id, rule.kind) for rule in ruleset.rules] == [(row.id, row.kind) for row in table()]


def test_a_rule_can_give_what_the_table_has_a_column_for(ruleset: Ruleset) -> None:
    columns = {"met": "met_when", "violated": "violated_when", "missing": "missing_when", "review": "review_when"}
    for rule, row in zip(ruleset.rules, table(), strict=True):
        if rule.kind in ("requirement", "consistency"):
            able = {name for name, column in columns.items() if not row.columns[column].startswith("never")}
            assert able == {str(result) for result in rule.results} - {"not_applicable"}, rule.id
        may_not_apply = row.columns["applies_when"] != "always"
        assert ("not_applicable" in rule.results) is may_not_apply, rule.id


def test_the_fields_of_a_rule_are_fields_of_a_draft(ruleset: Ruleset) -> None:
    assert {field for rule in ruleset.rules for field in rule.fields} <= PATHS


def test_a_rundskriv_without_rules_is_an_error_that_lists_those_there_are() -> None:
    with pytest.raises(UnknownRundskriv) as caught:
        load_ruleset("17-2025")
    assert caught.value.facts == {"number": "17-2025", "known": "08-2025"}
    assert known_rulesets() == ("08-2025",)


def _set(rule: str, key: str, value: Any) -> Change:
    return lambda entries: entries["rules"][rule].__setitem__(key, value)


def _least(**keys: Any) -> Change:
    return _set(TEN, "check", {"at_least": {"field": "participants", **keys}})


def _cases(*conditions: dict[str, Any]) -> Change:
    return _set("deadline", "cases", [{"when": condition} for condition in conditions])


def _areas(*areas: int) -> dict[str, Any]:
    return {"in_area": {"areas": list(areas)}}


TEN = "minimum-participants"
FAULTS: list[tuple[Change, str, str]] = [
    (_set(TEN, "quote", "Prosjektet må ha minimum elleve deltakere."), TEN, "0 times"),
    (_set(TEN, "quote", "e"), TEN, "times in its clause, not once"),
    (_set(TEN, "clause", "vilkar-tilskudd-4"), TEN, "0 times"),
    (_set(TEN, "clause", "vilkar-99"), TEN, "no clause 'vilkar-99'"),
    (_set(TEN, "kind", "demand"), TEN, "no kind 'demand'"),
    (_set(TEN, "fields", ["duration_years"]), TEN, "says that it reads"),
    (_set(TEN, "fields", ["participants", "participants"]), TEN, "says that it reads"),
    (lambda entries: entries["rules"][TEN].pop("kind"), TEN, "lacks kind"),
    (_set(TEN, "note", "x"), TEN, "unknown keys: note"),
    (_set(TEN, "check", "participants >= 10"), TEN, "a check has one name"),
    (_set(TEN, "check", {"about": {"field": "participants"}}), TEN, "no check 'about'"),
    (_set(TEN, "ours", {10: "fordi"}), TEN, "needs no reading of 10"),
    (_least(value=11), TEN, "11, which cannot be read"),
    (_least(), TEN, "at_least: "),
    (_least(value="ti"), TEN, "'ti' is no Decimal"),
    (_least(value=[10]), TEN, "[10] is no Decimal"),
    (_least(value=10, x=1), TEN, "at_least: "),
    (_set("outputs-free", "check", {"is_yes": {"field": "outputs_free"}}), "outputs-free", "no field outputs_free"),
    (_set("larger-multi-year", "reads", {2: "mangeårige"}), "larger-multi-year", "2, which cannot be read"),
    (_cases(_areas(1, 2), _areas(2)), "deadline", "more than one case for focus area 2"),
    (_cases({"given": {"field": "title"}}), "deadline", "by focus area alone"),
    (lambda entries: entries["rules"]["duration"].pop("quote"), "duration", "a case has a clause, a quote and a check"),
    (lambda entries: entries["words"].pop("university"), "university-guidance", "university, which cannot be read"),
]


@pytest.mark.parametrize(("change", "rule", "reason"), FAULTS)
def test_a_ruleset_that_does_not_hold_says_which_rule_and_why(
    change: Change, rule: str, reason: str, entries: dict[str, Any], rundskriv: Rundskriv
) -> None:
    change(entries)
    with pytest.raises(RulesetError) as caught:
        parse(entries, rundskriv)
    assert caught.value.facts["rule"] == rule
    assert caught.value.facts["clause"] == entries["rules"][rule].get("clause", "")
    assert reason in str(caught.value.facts["reason"])


def test_a_ruleset_of_another_rundskriv_is_refused(entries: dict[str, Any], rundskriv: Rundskriv) -> None:
    entries["rundskriv"] = "08-2024"
    with pytest.raises(RulesetError, match="08-2024"):
        parse(entries, rundskriv)
