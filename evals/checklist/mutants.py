"""Mutants of a ruleset: each differs in one thing, and the checks that guard the ruleset should see every one.

    python -m evals.checklist.mutants

It runs in a checkout, as the examples and the oracle that judge a mutant stand with the tests.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from importlib.resources import files
from typing import Any

from assistant.checklist.base_amount import base_amounts
from assistant.checklist.draft import DEFAULT_RUNDSKRIV
from assistant.checklist.errors import RulesetError
from assistant.checklist.results import Kind
from assistant.checklist.ruleset import Ruleset, parse_ruleset
from assistant.checklist.values import FOCUS_AREAS
from knowledge.data import read_yaml
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv

FOLDER = files("assistant.checklist") / "rulesets"
AMOUNTS = files("assistant.checklist") / "base_amount.yaml"
# A judge takes a ruleset and the rule that was changed ("" for more than one), and says what is wrong, or None.
Judge = Callable[[Ruleset, str], str | None]


@dataclass(frozen=True)
class Original:
    """What is mutated: the content of `rules.yaml` and `base_amount.yaml`, and the rundskriv they belong to."""

    entries: Mapping[str, Any]
    amounts: Mapping[date, int]
    rundskriv: Rundskriv

    @property
    def rules(self) -> Mapping[str, Any]:
        rules: Mapping[str, Any] = self.entries["rules"]
        return rules


@dataclass(frozen=True)
class Mutant:
    """A ruleset with one change, `what`, in `rule` (empty where it is in none or several)."""

    rule: str
    what: str
    entries: Mapping[str, Any]
    amounts: Mapping[date, int]


def original(number: str = DEFAULT_RUNDSKRIV) -> Original:
    """The ruleset that ships. Written out in full: its YAML aliases would spread a change to other rules."""
    entries = _copied(read_yaml(FOLDER / number / "rules.yaml"))
    return Original(entries, read_yaml(AMOUNTS), Library().show(number))


def mutants(source: Original) -> Iterator[Mutant]:
    """Every mutant, in a fixed order."""
    for name, entry in source.rules.items():
        for what, changed in _of_rule(entry, source.rundskriv):
            yield Mutant(name, what, _with(source.entries, ("rules", name), changed), source.amounts)
    for path, changed in _dropped(source.entries["words"]):
        yield Mutant("", f"words {path} dropped", _with(source.entries, ("words",), changed), source.amounts)
    yield from _of_order(source)
    yield from _of_amounts(source)


def _of_rule(entry: Mapping[str, Any], rundskriv: Rundskriv) -> Iterator[tuple[str, Any]]:
    yield from ((f"{path} -> {value}", changed) for path, value, changed in _stepped(entry))
    yield from ((f"{path} dropped", changed) for path, changed in _dropped(entry))
    yield from ((f"kind -> {kind}", {**entry, "kind": str(kind)}) for kind in Kind if kind != entry["kind"])
    yield from _negated(entry)
    yield from _moved(entry, rundskriv)
    yield from _widened(entry)
    yield from _narrowed(entry)


def _stepped(entry: Any) -> Iterator[tuple[str, Any, Any]]:
    """Each number and date that a check has, one unit up and one down."""
    for path, value in _leaves(entry):
        if path[0] in ("reads", "ours") or isinstance(value, bool) or not isinstance(value, int | date):
            continue
        unit = timedelta(days=1) if isinstance(value, date) else 1
        for stepped in (value - unit, value + unit):  # type: ignore[operator]
            yield _dotted(path), stepped, _with(entry, path, stepped)


def _dropped(entry: Any) -> Iterator[tuple[str, Any]]:
    """Each item of each list, left out."""
    for path, value in _nodes(entry):
        if isinstance(value, list):
            for place in range(len(value)):
                yield _dotted((*path, place)), _with(entry, path, value[:place] + value[place + 1 :])


def _negated(entry: Any) -> Iterator[tuple[str, Any]]:
    """Each yes turned into no, and the other way."""
    other = {"is_yes": "is_no", "is_no": "is_yes"}
    for path, value in _nodes(entry):
        if isinstance(value, dict) and (names := other.keys() & value.keys()):
            [name] = names
            yield f"{_dotted(path)} {name} negated", _with(entry, path, {other[name]: value[name]})


def _moved(entry: Any, rundskriv: Rundskriv) -> Iterator[tuple[str, Any]]:
    """Each quote exchanged for the clause before and the clause after."""
    ids = [clause.id for clause in rundskriv.clauses]
    for path, value in _nodes(entry):
        if isinstance(value, dict) and "quote" in value:
            place = ids.index(value["clause"])
            for neighbour in rundskriv.clauses[max(place - 1, 0) : place + 2]:
                if neighbour.id != value["clause"]:
                    moved = {**value, "clause": neighbour.id, "quote": neighbour.text}
                    yield f"{_dotted(path)} quote -> {neighbour.id}", _with(entry, path, moved)


def _widened(entry: Any) -> Iterator[tuple[str, Any]]:
    """Each condition left out, and each list of areas with one more."""
    for path, value in _nodes(entry):
        if not isinstance(value, dict):
            continue
        for key in ("applies", "unless", "when"):
            if key in value:
                without = {name: part for name, part in value.items() if name != key}
                yield f"{_dotted((*path, key))} left out", _with(entry, path, without)
        for area in FOCUS_AREAS:
            if "areas" in value and area not in value["areas"]:
                yield f"{_dotted(path)} area {area} added", _with(entry, path, {"areas": [*value["areas"], area]})


def _narrowed(entry: Any) -> Iterator[tuple[str, Any]]:
    """The rule made to apply only where one more of its fields is answered, and not in an area where it did."""
    conditions = [value for path, value in _nodes(entry) if path and path[-1] in ("applies", "unless", "when")]
    decided = {value for condition in conditions for _, value in _leaves(condition)}
    areas = {value for path, value in _leaves(conditions) if "areas" in path}
    for field in entry["fields"]:
        if field not in decided and not (field == "focus_area" and areas):
            yield f"only where {field} is given", _also(entry, {"given": {"field": field}})
    for area in areas or FOCUS_AREAS:
        others = [other for other in FOCUS_AREAS if other != area]
        yield f"not in area {area}", _also(entry, {"in_area": {"areas": others}})


def _also(entry: Any, condition: Any) -> Any:
    before = [entry["applies"]] if "applies" in entry else []
    return {**entry, "applies": {"all": [*before, condition]}}


def _of_order(source: Original) -> Iterator[Mutant]:
    """Each rule left out, and each put after the next."""
    names = list(source.rules)
    for place, name in enumerate(names):
        rest = names[:place] + names[place + 1 :]
        orders = {"left out": rest}
        if place + 1 < len(names):
            orders["put after the next"] = [*rest[: place + 1], name, *rest[place + 1 :]]
        for what, order in orders.items():
            rules = {other: source.rules[other] for other in order}
            yield Mutant("", f"{name} {what}", {**source.entries, "rules": rules}, source.amounts)


def _of_amounts(source: Original) -> Iterator[Mutant]:
    """Each base amount one krone, and its date one day, up and down."""
    rule = "participant-support-cap"
    for since, kroner in source.amounts.items():
        rest = {day: amount for day, amount in source.amounts.items() if day != since}
        for by in (-1, 1):
            yield Mutant(rule, f"G {since} -> {kroner + by}", source.entries, {**rest, since: kroner + by})
            moved = since + timedelta(days=by)
            yield Mutant(rule, f"G {since} -> from {moved}", source.entries, {**rest, moved: kroner})
        yield Mutant(rule, f"G {since} dropped", source.entries, rest)


def _nodes(part: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield path, part
    inner = part.items() if isinstance(part, Mapping) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inner:
        yield from _nodes(value, (*path, key))


def _leaves(part: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    return ((path, value) for path, value in _nodes(part) if not isinstance(value, Mapping | list))


def _with(part: Any, path: Sequence[str | int], value: Any) -> Any:
    """A copy of `part` with `value` at `path`."""
    if not path:
        return value
    key, *rest = path
    if isinstance(part, list):
        return [_with(inner, rest, value) if place == key else inner for place, inner in enumerate(part)]
    return {**part, key: _with(part[key], rest, value)}


def _copied(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {key: _copied(value) for key, value in part.items()}
    return [_copied(value) for value in part] if isinstance(part, list) else part


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(map(str, path)) or "rule"


def caught_by(mutant: Mutant, source: Original, judge: Judge) -> str | None:
    """What sees the mutant: "loading", or what the judge says; None for a survivor."""
    try:
        folder = FOLDER / source.rundskriv.number
        ruleset = parse_ruleset(mutant.entries, source.rundskriv, base_amounts(mutant.amounts), folder)
    except RulesetError:
        return "loading"
    return judge(ruleset, mutant.rule)


def main() -> int:
    """Prints how many were caught and by what, and the survivors; 1 where there is one."""
    judge: Judge = import_module("tests.assistant.checklist.judge").disagreement
    source = original()
    found = [(mutant, caught_by(mutant, source, judge)) for mutant in mutants(source)]
    survivors = [mutant for mutant, by in found if by is None]
    counted = Counter(by.split(":")[0] for _, by in found if by is not None)
    print(f"{len(found)} mutants, {len(found) - len(survivors)} caught: {dict(counted.most_common())}")
    for mutant in survivors:
        print(f"survived: {mutant.rule} {mutant.what}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
