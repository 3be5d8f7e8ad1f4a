"""Dependencies run one way: web -> assistant -> knowledge; evals beside web; the core imports no web framework."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "knowledge": {"knowledge"},
    "assistant": {"assistant", "knowledge"},
    "evals": {"evals", "assistant", "knowledge"},
    "web": {"web", "assistant", "knowledge"},
}
OURS = set(MAY_IMPORT)
WEB_FRAMEWORKS = {"fastapi", "starlette", "uvicorn", "jinja2"}
# A library that an adapter alone may know, and the ending of the adapter's name.
ADAPTERS = {
    "alembic": "_sql.py",
    "argon2": "_argon2.py",
    "authlib": "_authlib.py",
    "joserfc": "_authlib.py",
    "sqlalchemy": "_sql.py",
    "langchain_core": "_langchain.py",
    "langchain_chroma": "_chroma.py",
    "chromadb": "_chroma.py",
}


def modules(layer: str) -> list[Path]:
    return sorted((ROOT / layer).rglob("*.py"))


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_only_those_below_it(layer: str) -> None:
    # The command line, in web, is the one place that starts evals.
    allowed = MAY_IMPORT[layer]
    found = {
        (str(module.relative_to(ROOT)), name)
        for module in modules(layer)
        for name in imports(module)
        if name.split(".")[0] in OURS - allowed and not module.is_relative_to(ROOT / "web" / "commands")
    }
    assert not found


@pytest.mark.parametrize("layer", ["knowledge", "assistant"])
def test_the_core_imports_no_web_framework(layer: str) -> None:
    found = {(str(m), name) for m in modules(layer) for name in imports(m) if name.split(".")[0] in WEB_FRAMEWORKS}
    assert not found


@pytest.mark.parametrize("library", ADAPTERS)
def test_only_its_adapter_knows_a_library(library: str) -> None:
    knowing = [
        m
        for layer in ("knowledge", "assistant", "web")
        for m in modules(layer)
        # Migrations are the database adapter's own.
        if library in {n.split(".")[0] for n in imports(m)} and "migrations" not in m.parts
    ]
    assert knowing
    assert all(module.name.endswith(ADAPTERS[library]) for module in knowing), knowing


def test_every_module_is_small() -> None:
    long = {str(m): n for layer in OURS for m in modules(layer) if (n := len(m.read_text("utf-8").splitlines())) > 300}
    assert not long
