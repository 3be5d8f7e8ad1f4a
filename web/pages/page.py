"""What all pages share: the services, the user's language, and the templates."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from assistant.texts import LANGUAGES
from web.problems import texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

COOKIE = "tuki_lang"
ONE_YEAR_SECONDS = 365 * 24 * 3600


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def language(request: Request) -> str:
    """The language of the page: asked for in the address, remembered, or bokmål."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return wanted
    return "nb"


def render(request: Request, template: str, **facts: Any) -> str:
    """A whole page or a fragment of one. Everything in `facts` is escaped."""
    lang = language(request)

    def text(key: str, **filled: object) -> str:
        return texts().get(lang, key, **filled)

    return (
        _templates()
        .get_template(template)
        .render(
            t=text,
            values=lambda key: texts().value(lang, key),
            lang=lang,
            languages=LANGUAGES,
            request=request,
            version=_version(),
            **facts,
        )
    )


@cache
def _templates() -> Environment:
    folder = Path(str(files("web") / "templates"))
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _version() -> str:
    return version("tuki")
