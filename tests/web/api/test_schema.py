"""What the API's own description allows, and what it does not, never makes the service fail (schemathesis)."""

from __future__ import annotations

from dataclasses import replace

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from assistant.bootstrap import Services
from web.app import create_app

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
PATHS = ["/api/v1/ask", "/api/v1/search", "/api/v1/check", "/api/v1/rundskriv", "/api/v1/rundskriv/{number}"]
PATHS += ["/health/live", "/health/ready"]


@pytest.fixture(scope="module")
def description(services: Services) -> schemathesis.BaseSchema:
    limits = {"requests_per_minute": 10**6, "requests_per_minute_in_all": 10**6, "trusted_hosts": "*"}
    changed = services.settings.model_copy(update=limits)
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(replace(services, settings=changed)))


def test_every_operation_is_tried(description: schemathesis.BaseSchema) -> None:
    assert sorted(description.raw_schema["paths"]) == sorted(PATHS)


@pytest.mark.parametrize("mode", schemathesis.GenerationMode)
@pytest.mark.parametrize("path", PATHS)
def test_no_call_makes_the_service_fail(
    description: schemathesis.BaseSchema, path: str, mode: schemathesis.GenerationMode
) -> None:
    for method in description.raw_schema["paths"][path]:
        if mode is schemathesis.GenerationMode.NEGATIVE and not _takes_a_body(description, path, method):
            continue

        @given(case=description[path][method].as_strategy(generation_mode=mode))
        @settings(max_examples=60)
        def tried(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        tried()


def _takes_a_body(description: schemathesis.BaseSchema, path: str, method: str) -> bool:
    return "requestBody" in description.raw_schema["paths"][path][method]
