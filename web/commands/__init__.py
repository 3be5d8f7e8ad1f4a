"""One module a command."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.bootstrap import Services
    from assistant.settings import Settings


def read_settings() -> Settings:
    """The settings. Raises SettingInvalid, which names the variable."""
    from pydantic import ValidationError

    from assistant.errors import SettingInvalid
    from assistant.settings import Settings

    try:
        return Settings()
    except ValidationError as invalid:
        first = invalid.errors()[0]
        name = f"TUKI_{'_'.join(str(part) for part in first['loc'])}".upper()
        raise SettingInvalid(setting=name, reason=first["msg"]) from invalid


def open_all() -> Services:
    """The services, with a progress bar on standard error where the index must be built."""
    from assistant.bootstrap import open_services

    settings = read_settings()
    configure_logs(settings.log_level)
    return open_services(settings, progress_bar())


def configure_logs(level: str) -> None:
    """Logs go to standard error."""
    import logging

    logging.basicConfig(level=level.upper(), stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


def progress_bar():  # type: ignore[no-untyped-def]
    """A progress callback that shows a bar a stage."""
    bars: dict[str, Any] = {}

    def progress(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            from tqdm import tqdm

            from web.problems import texts

            label = texts().get("nb", f"building.{stage}")
            bars[stage] = tqdm(total=total, desc=label, unit="", file=sys.stderr, leave=False, ascii=" =")
        bars[stage].update(done - bars[stage].n)
        if done >= total:
            bars[stage].close()

    return progress


def print_json(value: Any) -> None:
    """One object a line on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
