"""What users read, by language, looked up by a dotted key. The texts themselves are data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from knowledge.data import read_yaml
from knowledge.errors import TukiError

LANGUAGES = ("nb", "nn", "en")


class Texts:
    """Texts in bokmål, nynorsk and English. A key that a language lacks is a KeyError: a test finds it first."""

    def __init__(self, by_language: Mapping[str, Mapping[str, Any]]) -> None:
        self._by_language = by_language

    def get(self, lang: str, key: str, **facts: object) -> str:
        """The text for `key`, its placeholders filled with `facts`."""
        return str(self.value(lang, key)).format(**facts) if facts else str(self.value(lang, key))

    def value(self, lang: str, key: str) -> Any:
        """What stands at `key`, a list for instance."""
        found: Any = self._by_language[lang]
        for part in key.split("."):
            found = found[int(part) if part.isdigit() else part]
        return found

    def error(self, lang: str, error: TukiError) -> str:
        """The sentence for an error, filled with its facts."""
        return self.get(lang, f"errors.{error.code}").format(**error.facts)

    def day(self, lang: str, day: date) -> str:
        """A date as it is written: "19. februar 2025", "19 February 2025"."""
        months = self.value(lang, "months")
        return self.get(lang, "day", day=day.day, month=months[day.month - 1], year=day.year)


def load_texts(extra: Sequence[Traversable] = ()) -> Texts:
    """The core's texts, and those of the packages in `extra`, which may add sections but not replace texts."""
    folders = [files("assistant.texts"), *extra]
    return Texts({lang: _merged([read_yaml(folder / f"{lang}.yaml") for folder in folders]) for lang in LANGUAGES})


def _merged(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            if isinstance(value, Mapping) and isinstance(merged.get(key), Mapping):
                merged[key] = _merged([merged[key], value])
            else:
                merged[key] = value
    return merged
