"""Errors as users see them: one plain sentence, and a problem document (RFC 9457) over HTTP."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from assistant.texts import Texts, load_texts
from knowledge.errors import TukiError


@cache
def texts() -> Texts:
    """The core's texts and the pages'."""
    return load_texts([files("web.texts")])


def sentence(error: Exception, lang: str = "nb") -> str:
    """One plain sentence for an error; one that is not ours tells nothing of its insides."""
    return texts().error(lang, error if isinstance(error, TukiError) else TukiError())


def problem(status: int, detail: str, lang: str = "nb", **members: Any) -> dict[str, Any]:
    """A problem document. Its title is the status's, its detail one plain sentence."""
    return {
        "type": "about:blank",
        "title": texts().get(lang, f"problems.{status}"),
        "status": status,
        "detail": detail,
        **members,
    }
