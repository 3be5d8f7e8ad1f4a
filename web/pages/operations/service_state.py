"""How the service is, as the helpdesk sees it: what answers, and what is set. No secret is among it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from assistant.dates import today
from knowledge.errors import TukiError
from knowledge.sources.rundskriv import Rundskriv
from web.limits.unexpected import log_fault

if TYPE_CHECKING:
    from assistant.bootstrap import Services

GIGABYTE = 10**9
LITTLE_LEFT = 1.0  # gigabytes: an index that is rebuilt beside the old one, and some room


@dataclass(frozen=True)
class KeptRundskriv:
    """One rundskriv and its validity today, a code."""

    rundskriv: Rundskriv
    validity: str


@dataclass(frozen=True)
class ServiceState:
    """`free` and `whole` are in gigabytes, None where the data folder cannot be asked."""

    version: str
    database: str
    database_answers: bool
    index_answers: bool
    rundskriv: list[KeptRundskriv]
    free: float | None
    whole: float | None
    backed_up: datetime | None

    @property
    def has_room(self) -> bool:
        return self.free is not None and self.free >= LITTLE_LEFT


def state_of(services: Services) -> ServiceState:
    """Asks everything once. Raises DatabaseUnusable."""
    free, whole = _room(services)
    last = services.records.audit.last("backup_made")
    database = services.records.database
    return ServiceState(
        version=_version(),
        database="sqlite" if database.is_sqlite else "postgresql",
        database_answers=database.ready(),
        index_answers=_index_answers(services),
        rundskriv=_rundskriv(services),
        free=free,
        whole=whole,
        backed_up=last.at if last else None,
    )


def _version() -> str:
    try:
        return version("tuki")
    except PackageNotFoundError:
        return "-"


def _index_answers(services: Services) -> bool:
    try:
        return services.ready()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the page tells that it does not answer
        log_fault(fault)
        return False


def _rundskriv(services: Services) -> list[KeptRundskriv]:
    """The newest first. One that is damaged keeps the rest from being seen no more than on the other pages."""
    try:
        newest_first = sorted(services.library, key=lambda each: (each.valid_from, each.number), reverse=True)
    except TukiError as fault:
        log_fault(fault)
        return []
    return [KeptRundskriv(each, each.validity(today()).value) for each in newest_first]


def _room(services: Services) -> tuple[float | None, float | None]:
    try:
        usage = shutil.disk_usage(services.settings.data_dir)
    except OSError:
        return None, None
    return usage.free / GIGABYTE, usage.total / GIGABYTE
