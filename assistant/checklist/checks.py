"""The closed set of checks that rules are made of, by the names that they have in `rules.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.checklist.checks_answers import (
    Confirmed,
    Given,
    HoldsAll,
    HoldsAny,
    InArea,
    No,
    NotBlank,
    NotEmpty,
    OneOf,
    PartnerOf,
    Positive,
    Stated,
    Yes,
)
from assistant.checklist.checks_budget import NoItemOf, NoneInOrdinaryOperations, SumMatches
from assistant.checklist.checks_combined import All, InOrder, PersonJudges, ReviewUnless
from assistant.checklist.checks_limits import AtLeast, AtMost, AtMostBaseAmount, OnOrBefore
from assistant.checklist.errors import RulesetError
from assistant.checklist.outcome import Check

CHECKS: Mapping[str, type[Check]] = {
    "given": Given,
    "is_yes": Yes,
    "is_no": No,
    "confirmed": Confirmed,
    "not_blank": NotBlank,
    "not_empty": NotEmpty,
    "positive": Positive,
    "stated": Stated,
    "at_least": AtLeast,
    "at_most": AtMost,
    "at_most_base_amount": AtMostBaseAmount,
    "on_or_before": OnOrBefore,
    "one_of": OneOf,
    "in_area": InArea,
    "holds_any": HoldsAny,
    "holds_all": HoldsAll,
    "partner_of": PartnerOf,
    "no_item_of": NoItemOf,
    "none_in_ordinary_operations": NoneInOrdinaryOperations,
    "sum_matches": SumMatches,
    "person_judges": PersonJudges,
    "all": All,
    "in_order": InOrder,
    "review_unless": ReviewUnless,
}


def parse_check(entry: Any) -> Check:
    """The check that an entry such as `{at_least: {field: participants, value: 10}}` describes.

    Raises RulesetError where there is no such check, or it has a key too many, too few or of the wrong type.
    """
    if not isinstance(entry, dict) or len(entry) != 1:
        raise RulesetError(f"a check has one name, and this has not: {entry!r}")
    [(name, given)] = entry.items()
    if name not in CHECKS:
        raise RulesetError(f"there is no check {name!r}; there are {', '.join(CHECKS)}")
    keys = {"checks": given} if isinstance(given, list) else dict(given or {})
    types = {key.name: str(key.type) for key in fields(CHECKS[name])}
    try:
        return CHECKS[name](**{key: _typed(types.get(key, ""), value) for key, value in keys.items()})
    except TypeError as error:  # Python's own words on a key too many or too few name the key
        raise RulesetError(f"{name}: {error}") from None


def _typed(type_name: str, value: Any) -> Any:
    """`value` as the type that the check's field is declared with."""
    if type_name not in _READERS:
        return value
    wanted, read = _READERS[type_name]
    several = value if isinstance(value, list) else [value]
    is_list = type_name.startswith("tuple")
    if is_list is not isinstance(value, list) or not all(isinstance(one, wanted) for one in several):
        raise TypeError(f"{value!r} is no {type_name}")
    return tuple(map(read, several)) if is_list else read(value)


def _same(value: Any) -> Any:
    return value


_READERS: Mapping[str, tuple[type, Callable[[Any], Any]]] = {
    "str": (str, _same),
    "date": (date, _same),
    "Decimal": (int, Decimal),
    "tuple[str, ...]": (str, _same),
    "tuple[int, ...]": (int, _same),
    "tuple[Check, ...]": (dict, parse_check),
}
