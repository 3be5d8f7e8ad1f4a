"""The texts of the core and of the outer layer, together."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from assistant.texts import LANGUAGES, Texts, load_texts

DEFAULT_LANGUAGE = "nb"
_WITH_TEXTS = (
    "assistant.accounts",
    "assistant.checklist",
    "assistant.form",
    "assistant.reading",
    "assistant.report",
    "web",
    "web.pages.account",
    "web.pages.insight",
    "web.pages.lookup",
    "web.pages.operations",
    "web.pages.queue",
)
_SPOKEN = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en", "da": "nb", "sv": "nb"}


@cache
def all_texts() -> Texts:
    """Read once a process."""
    return load_texts([files(package) / "texts" for package in _WITH_TEXTS])


def accepted_language(header: str) -> str:
    """The language to write in for an Accept-Language header, best first as it stands; bokmål where none fits."""
    wanted = (part.split(";")[0].strip().lower().split("-")[0] for part in header.split(",")[:20])
    return next((_SPOKEN[tag] for tag in wanted if tag in _SPOKEN), DEFAULT_LANGUAGE)


def known_language(lang: str | None) -> str | None:
    """`lang` if there are texts in it."""
    return lang if lang in LANGUAGES else None
