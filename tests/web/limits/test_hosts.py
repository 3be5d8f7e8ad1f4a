"""The service answers under the names that it is known by, and no other."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.limits.hosts import TrustedHosts

NAMES = ("localhost", "127.0.0.1", "[::1]", "*.imdi.no")


@pytest.fixture(scope="module")
def guarded() -> TestClient:
    app = Starlette(routes=[Route("/", lambda _request: PlainTextResponse("in"))])
    app.add_middleware(TrustedHosts, names=NAMES)
    return TestClient(app)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]", "[::1]:8000", "tuki.imdi.no", "a.b.imdi.no:443"]
)
def test_a_known_name_is_answered(guarded: TestClient, host: str) -> None:
    assert guarded.get("/", headers={"Host": host}).text == "in"


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "imdi.no", "evilimdi.no", "127.0.0.1.evil", "<script>"]
)
def test_another_name_is_refused(guarded: TestClient, host: str) -> None:
    refused = guarded.get("/", headers={"Host": host})
    assert refused.status_code == 400
    assert "<script>" not in refused.text
