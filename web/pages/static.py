"""The files that pages load: stylesheets, scripts and the icon."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(str(files("web") / "static"))


class VersionedFiles(StaticFiles):
    """A file that is asked for with its version may be kept for good: another content has another address."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = kept_for(scope)
        return response


def mount(app: FastAPI) -> None:
    app.mount("/static", VersionedFiles(directory=FOLDER), name="static")


def kept_for(scope: Scope) -> str:
    """How long a browser may keep what it asked for: for good where the address has a version."""
    versioned = scope["query_string"].startswith(b"v=")
    return "public, max-age=31536000, immutable" if versioned else "public, no-cache"


def version(content: bytes) -> str:
    """What changes in the address when the content does."""
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def static_address(path: str) -> str:
    """The address of a file under `static/`, with its version."""
    return f"/static/{path}?v={version((FOLDER / path).read_bytes())}"
