"""`/api`: the API to read, made from its own description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from web.pages.render import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Field:
    """A field of a request or answer; `kind` is its type in words."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True)
class Operation:
    """One way to call the API. `example` is a command that can be pasted into a shell."""

    method: str
    path: str
    description: str
    takes: list[Field]
    gives: list[Field]
    statuses: list[tuple[str, str]]
    example: str


@router.get("/api")
def api_page(request: Request) -> HTMLResponse:
    """All operations."""
    description = request.app.openapi()
    return page(request, "api.html", operations=list(operations(description, str(request.base_url).rstrip("/"))))


def operations(description: dict[str, Any], host: str) -> Iterator[Operation]:
    """The operations of an OpenAPI description, in its order."""
    schemas = description.get("components", {}).get("schemas", {})
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            takes = _content(operation.get("requestBody", {}))
            gives = _content(operation["responses"].get("200", {}))
            yield Operation(
                method=method.upper(),
                path=path,
                description=operation.get("description", operation.get("summary", "")),
                takes=list(_fields(takes, schemas)),
                gives=list(_fields(gives, schemas)),
                statuses=[(status, response["description"]) for status, response in operation["responses"].items()],
                example=_example(method.upper(), host + path.replace("{number}", "08-2025"), _resolved(takes, schemas)),
            )


def _content(holder: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = holder.get("content", {}).get("application/json", {}).get("schema", {})
    return schema


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    schema = schema.get("items", schema)
    resolved: dict[str, Any] = schemas[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
    return resolved


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Field]:
    resolved = _resolved(schema, schemas)
    required = resolved.get("required", [])
    for name, of in resolved.get("properties", {}).items():
        yield Field(name, kind_of(of), name in required, of.get("description", ""))


def kind_of(schema: dict[str, Any]) -> str:
    """`string`, `list of Turn`, `one of nb, nn, en` …"""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1].removesuffix("Body")
    if "anyOf" in schema:
        return " | ".join(kind_of(option) for option in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(schema["enum"])
    if schema.get("type") == "array":
        return "list of " + kind_of(schema.get("items", {}))
    return str(schema.get("format") or schema.get("type", "any"))


def _example(method: str, address: str, takes: dict[str, Any]) -> str:
    if not takes:
        return f"curl {address}"
    body = json.dumps((takes.get("examples") or [{}])[0], ensure_ascii=False)
    return f"curl -X {method} {address} \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
