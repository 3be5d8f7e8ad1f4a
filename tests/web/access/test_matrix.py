"""Who gets at what: every route of the application, each role, and each kind of id in its address.

The routes come from the application itself. One that `matrix.yaml` does not list fails here, and so does one that is
listed and gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx import Response

from assistant.accounts.account import Role
from assistant.answering.answer import Question
from assistant.bootstrap import Services
from assistant.secrets import new_secret
from web.access.current import Needs, Reader
from web.app import ROUTERS, create_app

MATRIX: dict[str, str] = yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text("utf-8"))
ROLES = ("nobody", "helpdesk", "admin")
# What a role gets at: `open` for all, `reader` for all unless a setting closes it.
LETS_IN = {
    "open": {"nobody", "helpdesk", "admin"},
    "reader": {"nobody", "helpdesk", "admin"},
    "signed_in": {"helpdesk", "admin"},
    "helpdesk": {"helpdesk", "admin"},
    "admin": {"admin"},
}
# An id that something has, for the routes that anyone may read it by; what is someone's own is made in its test.
KNOWN = {"number": "08-2025", "document": "08-2025", "clause": "slik-soker-3"}
NOBODYS = {"int": "999999999", "str": "x" * 32}


def routes() -> dict[str, APIRoute]:
    found = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    return {f"{method} {route.path}": route for route in found for method in sorted(route.methods)}


def address_of(route: APIRoute) -> str:
    """With ids that nothing has in the place of those that are someone's own."""
    address = route.path
    for parameter in route.dependant.path_params:
        kind = "int" if parameter.field_info.annotation is int else "str"
        address = address.replace(f"{{{parameter.name}}}", KNOWN.get(parameter.name, NOBODYS[kind]))
    return address


def refused(response: Response) -> bool:
    """If who asked was sent to sign in, or told that they may not."""
    to_sign_in = response.status_code == 303 and response.headers["location"].startswith("/logg-inn?")
    bare = response.status_code == 303 and response.headers["location"] == "/logg-inn"
    return response.status_code in {401, 403} or to_sign_in or bare


@pytest.fixture(scope="module")
def clients(services: Services, signed_in: Callable[[Services, Role], TestClient]) -> dict[str, TestClient]:
    nobody = TestClient(create_app(services), base_url="http://localhost", raise_server_exceptions=False)
    return {"nobody": nobody, **{role.value: signed_in(services, role) for role in Role}}


@pytest.fixture(scope="module")
def closed(services: Services) -> TestClient:
    """The application where a setting closes what is else open to all."""
    settings = services.settings.model_copy(update={"open_to_all": False})
    return TestClient(create_app(replace(services, settings=settings)), base_url="http://localhost")


def test_every_route_of_the_application_is_listed_and_no_other() -> None:
    assert sorted(routes()) == sorted(MATRIX)


def test_the_application_has_no_route_beside_those_of_its_routers(services: Services) -> None:
    paths = [getattr(route, "path", None) for route in create_app(services).routes]
    assert [path for path in paths if path] == ["/openapi.json", "/static"]
    assert paths.count(None) == len(ROUTERS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_a_role_gets_at_what_it_may_and_nothing_else(clients: dict[str, TestClient], name: str, role: str) -> None:
    if name == "POST /logg-ut":
        pytest.skip("it would end the session that the other routes are asked with; test_account_pages has it")
    method, _ = name.split(" ", 1)
    response = clients[role].request(method, address_of(routes()[name]), follow_redirects=False)
    assert refused(response) == (role not in LETS_IN[MATRIX[name]]), response.status_code
    assert response.status_code < 500


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(name for name in MATRIX if "{turn}" in name or "{conversation}" in name))
def test_what_is_a_devices_own_no_other_gets_at_by_its_id(
    services: Services, clients: dict[str, TestClient], name: str, role: str
) -> None:
    """The helpdesk reads what was asked on its own pages, and on no one's behalf."""
    if MATRIX[name] != "reader":
        pytest.skip("a page of the helpdesk's own")
    answer = services.ask(Question("Når er søknadsfristen?", date(2025, 2, 1)))
    mine = new_secret()
    turn = services.records.conversations.add(mine, None, "Hemmelig?", "Hemmelig?", answer)
    method, path = name.split(" ", 1)
    address = path.format(turn=turn.id, conversation=turn.conversation)
    response = clients[role].request(method, address, data={"tommel": "up"}, follow_redirects=False)
    assert "Hemmelig" not in response.text
    assert response.status_code == 404 or response.headers["location"].startswith("/samtaler")
    kept = services.records.conversations.load(mine, turn.conversation)
    assert kept is not None
    assert kept.turns[0].thumb is None


@pytest.mark.parametrize("name", sorted(name for name, access in MATRIX.items() if access == "reader"))
def test_a_setting_closes_the_chat_and_the_pre_check(closed: TestClient, name: str) -> None:
    method, _ = name.split(" ", 1)
    assert refused(closed.request(method, address_of(routes()[name]), follow_redirects=False))


def test_what_is_said_to_be_guarded_is_guarded_by_its_own_route() -> None:
    """The guard is a dependency of the route, not a link that is not shown."""
    for name, route in routes().items():
        guards = [each.call for each in route.dependant.dependencies if isinstance(each.call, Needs | Reader)]
        roles = {getattr(guard.role, "value", None) for guard in guards if isinstance(guard, Needs)}
        expected = {"helpdesk": {"helpdesk"}, "admin": {"admin"}, "signed_in": {None}}.get(MATRIX[name], set())
        assert roles == expected, name
        assert any(isinstance(guard, Reader) for guard in guards) == (MATRIX[name] == "reader"), name
