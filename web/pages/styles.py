"""Stylesheets, each made of the files and components that `web/styles.yaml` names."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from knowledge.data import read_yaml
from web.pages.static import kept_for, version

router = APIRouter(include_in_schema=False)
_COMPONENT = re.compile(r"\.ds-([a-z-]+)")


@dataclass(frozen=True)
class Stylesheet:
    """Its bytes, the same compressed, and an address that changes with them."""

    plain: bytes
    compressed: bytes
    address: str


@cache
def stylesheet(name: str) -> Stylesheet:
    """Made when it is first asked for. Raises KeyError where there is none of this name."""
    made_of = read_yaml(files("web") / "styles.yaml")
    kept = frozenset(made_of["components"])
    texts = [
        (files("web") / "static" / file).read_text("utf-8") for file in (*made_of["shared"], *made_of["sheets"][name])
    ]
    plain = "\n".join("".join(block for block in blocks(text) if _is_kept(block, kept)) for text in texts).encode()
    return Stylesheet(plain, gzip.compress(plain, 9, mtime=0), f"/stil/{name}.css?v={version(plain)}")


def blocks(text: str) -> Iterator[str]:
    """The outermost rules and statements of a stylesheet; together they are the whole of it."""
    depth = start = 0
    for place, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and sign in "};":
            yield text[start : place + 1]
            start = place + 1
    yield text[start:]


def _is_kept(block: str, components: frozenset[str]) -> bool:
    first = _COMPONENT.search(block)
    return first is None or not block.lstrip().startswith("@layer ds.components") or first[1] in components


@router.get("/stil/{name}.css")
def styles(request: Request, name: str) -> Response:
    """Compressed beforehand: each first visit waits for it."""
    try:
        sheet = stylesheet(name)
    except KeyError:
        raise HTTPException(404) from None
    headers = {"Cache-Control": kept_for(request.scope), "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(sheet.plain, media_type="text/css", headers=headers)
    return Response(sheet.compressed, media_type="text/css", headers={**headers, "Content-Encoding": "gzip"})
