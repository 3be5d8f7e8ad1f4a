"""A client of the real application, in process, and the same application on a loopback port for the browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
import uvicorn
from fastapi.testclient import TestClient

from assistant.accounts.account import Role
from assistant.bootstrap import Services
from web.app import create_app


@pytest.fixture(scope="session")
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services), base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def address(services: Services) -> Iterator[str]:
    """Where the application is served, on a free port."""
    server = uvicorn.Server(uvicorn.Config(create_app(services), port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def session_of(services: Services, role: Role) -> str:
    """The secret of a new session of an account with `role`, whose password is its own."""
    name = f"{role.value}-{uuid4().hex[:8]}"
    services.records.accounts.add(name, name.title(), role)
    services.records.accounts.set_password(name, "en lang setning som passord")
    return services.records.sessions.begin(services.records.accounts.find(name), "test")


def signed_in(services: Services, role: Role) -> TestClient:
    """A client of the application with a session of its own."""
    client = TestClient(create_app(services), base_url="http://localhost", raise_server_exceptions=False)
    client.cookies.set("tuki_okt", session_of(services, role))
    return client


@pytest.fixture(scope="session")
def helpdesk(services: Services) -> TestClient:
    return signed_in(services, Role.HELPDESK)


@pytest.fixture(scope="session")
def admin(services: Services) -> TestClient:
    return signed_in(services, Role.ADMIN)
