from __future__ import annotations

from dataclasses import replace

from fastapi.testclient import TestClient

from assistant.bootstrap import Services
from assistant.settings import Settings
from web.app import create_app
from web.limits.rate import SlidingMinute


def test_a_client_that_asks_too_often_is_told_when_it_may_again(services: Services) -> None:
    few = replace(services, settings=Settings(data_dir=services.settings.data_dir, requests_per_minute=2))
    client = TestClient(create_app(few), base_url="http://localhost")
    answers = [client.post("/api/v1/ask", json={"question": "egenandel"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["retry-after"]) >= 1
    assert answers[2].headers["content-type"].startswith("application/problem+json")
    assert client.get("/health/live").status_code == 200


def test_clients_are_counted_apart_and_let_in_again_after_a_minute() -> None:
    now = [0.0]
    minute = SlidingMinute(1, clock=lambda: now[0])
    assert (minute.wait("a"), minute.wait("b")) == (0, 0)
    assert minute.wait("a") > 0
    now[0] = 121.0
    assert minute.wait("a") == 0
