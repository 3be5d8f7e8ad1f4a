"""A client of the real application, in process, and the same application on a loopback port for the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
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


SignIn = Callable[[Services, Role], str]


@pytest.fixture(scope="session")
def session_of() -> SignIn:
    """Makes an account with a role, whose password is its own; gives the secret of a new session of it."""

    def begin(services: Services, role: Role) -> str:
        name = f"{role.value}-{uuid4().hex[:8]}"
        services.records.accounts.add(name, name.title(), role)
        services.records.accounts.set_password(name, "en lang setning som passord")
        return services.records.sessions.begin(services.records.accounts.find(name), "test")

    return begin


@pytest.fixture(scope="session")
def signed_in(session_of: SignIn) -> Callable[[Services, Role], TestClient]:
    """Makes a client of the application with a session of its own."""

    def client(services: Services, role: Role) -> TestClient:
        made = TestClient(create_app(services), base_url="http://localhost", raise_server_exceptions=False)
        made.cookies.set("tuki_okt", session_of(services, role))
        return made

    return client


@pytest.fixture(scope="session")
def helpdesk(services: Services, signed_in: Callable[[Services, Role], TestClient]) -> TestClient:
    return signed_in(services, Role.HELPDESK)


@pytest.fixture(scope="session")
def admin(services: Services, signed_in: Callable[[Services, Role], TestClient]) -> TestClient:
    return signed_in(services, Role.ADMIN)
