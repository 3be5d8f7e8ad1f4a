"""The base amount (G) by date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files

from knowledge.data import read_yaml


@dataclass(frozen=True)
class BaseAmount:
    """`kroner` a year, in force from `since`."""

    since: date
    kroner: Decimal


@dataclass(frozen=True)
class BaseAmounts:
    """All amounts known, the newest first."""

    newest_first: tuple[BaseAmount, ...]

    def on(self, day: date) -> BaseAmount | None:
        """The amount in force on `day`; None before the first that is known."""
        return next((amount for amount in self.newest_first if amount.since <= day), None)


def base_amounts(kroner_by_date: Mapping[date, int]) -> BaseAmounts:
    """The table of `base_amount.yaml`, in any order."""
    return BaseAmounts(
        tuple(BaseAmount(since, Decimal(kroner)) for since, kroner in sorted(kroner_by_date.items(), reverse=True))
    )


def load_base_amounts() -> BaseAmounts:
    """The amounts that ship with the package."""
    return base_amounts(read_yaml(files("assistant.checklist") / "base_amount.yaml"))
