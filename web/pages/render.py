"""Fills templates, with the texts of the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.dates import OSLO
from assistant.texts import LANGUAGES
from web.access.current import shown_account
from web.pages.banners import standing_banners
from web.pages.language import page_language, remember_language
from web.pages.static import static_address
from web.pages.styles import stylesheet
from web.wording import all_texts

# A page may be shown again when going back, so that nothing is lost; it is never shared.
CACHING = "private, no-cache"
_NOBODY: dict[str, Any] = {"account": None, "banners": ()}


@cache
def environment() -> Environment:
    loaded = Environment(
        loader=PackageLoader("web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    loaded.globals["static"] = static_address
    loaded.globals["styles"] = lambda name: stylesheet(name).address
    return loaded


def fill(template: str, lang: str, **facts: Any) -> str:
    """A part of a page. `t` is its texts, `day` a date written out."""
    texts = all_texts()
    words = {"t": partial(texts.get, lang), "day": partial(texts.day, lang), "lang": lang}
    return environment().get_template(template).render({**words, **facts})


def page(
    request: Request,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    is_known: bool = True,
    **facts: Any,
) -> HTMLResponse:
    """A whole page, in the reader's language, which is remembered. Without `is_known` it asks nothing of the database,
    and so shows nobody's name and no banner: for a page that must come whatever is wrong."""
    lang = page_language(request)
    around = {"account": shown_account(request), "banners": standing_banners(request)} if is_known else _NOBODY
    shown = fill(
        template, lang, path=request.url.path, language_links=_language_links(request), oslo=OSLO, **around, **facts
    )
    response = HTMLResponse(shown, status, {"Cache-Control": CACHING, "Vary": "Cookie", **(headers or {})})
    remember_language(request, response)
    return response


def _language_links(request: Request) -> dict[str, str]:
    """This page in each language; from an answer, the front page, since an address cannot hold a form."""
    readable = request.method in {"GET", "HEAD"}
    kept = {key: value for key, value in request.query_params.items() if key != "lang"} if readable else {}
    # Two slashes at the beginning would name another host.
    path = "/" + request.url.path.lstrip("/\\") if readable else "/"
    return {lang: f"{path}?{urlencode({**kept, 'lang': lang})}" for lang in LANGUAGES}
