"""Opens settings and services for a command, with a progress bar where something must be built first."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from knowledge.errors import TukiError
from web.terminal import complain
from web.wording import DEFAULT_LANGUAGE, all_texts

if TYPE_CHECKING:
    from tqdm import tqdm

    from assistant.bootstrap import Services
    from assistant.settings import Settings

LOG_LEVELS = ("debug", "info", "warning", "error")


def read_settings() -> Settings:
    """Raises SettingInvalid, which names the variable."""
    from pydantic import ValidationError

    from assistant.errors import SettingInvalid
    from assistant.settings import Settings

    try:
        settings = Settings()
    except ValidationError as invalid:
        first = invalid.errors()[0]
        raise SettingInvalid(setting=f"TUKI_{first['loc'][0]}".upper(), reason=first["msg"]) from invalid
    if settings.log_level.lower() not in LOG_LEVELS:
        raise SettingInvalid(setting="TUKI_LOG_LEVEL", reason=f"{settings.log_level[:40]} ({', '.join(LOG_LEVELS)})")
    return settings


@contextmanager
def services_for(settings: Settings, late: bool = False) -> Iterator[Services]:
    """The services, closed at the end. Progress goes to standard error, and only to a terminal.

    With `late`, an index that cannot be opened is told of, and tried again when it is searched.
    """
    from assistant.bootstrap import open_late_services

    bar = BuildBar()
    try:
        services = open_late_services(settings, bar.show)
        try:
            services.tools.search.open()
        except TukiError as failure:
            if not late:
                raise
            complain(all_texts().error(DEFAULT_LANGUAGE, failure))
    finally:
        bar.close()
    try:
        yield services
    finally:
        services.close()


class BuildBar:
    """A progress bar for each stage of a build; nothing is shown where nothing is built."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] | None = None
        self._stage = ""

    def show(self, stage: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if stage != self._stage:
            self.close()
            named = all_texts().get(DEFAULT_LANGUAGE, f"stages.{stage}")
            self._bar = tqdm(total=total, desc=named, file=sys.stderr, disable=None, leave=False)
            self._stage = stage
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
        self._bar, self._stage = None, ""
