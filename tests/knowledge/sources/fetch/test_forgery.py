from __future__ import annotations

from dataclasses import replace

import pytest

from evals import forgery
from evals.forgery import LURE, LURE_HOST, PAGE, Attempt, FakeNetwork, FakeResolver, Server, serving
from knowledge.sources.fetch.errors import FetchNotPublic
from knowledge.sources.fetch.fetcher import Fetcher
from knowledge.sources.fetch.policy import FetchPolicy


@pytest.fixture(scope="module")
def outcome() -> forgery.Outcome:
    return forgery.run()


def test_no_attempt_reaches_the_canary(outcome: forgery.Outcome) -> None:
    assert outcome.addresses >= 100
    assert outcome.tried == 3 * outcome.addresses
    assert not outcome.reached


def test_the_canary_counts_what_an_unguarded_client_is_led_to(outcome: forgery.Outcome) -> None:
    assert len(outcome.plain) >= 100


def test_no_attempt_stands_there_twice() -> None:
    addresses = [attempt.address for attempt in forgery.read_attempts(1)]
    assert len({*addresses}) == len(addresses)


def open_to_all(policy: FetchPolicy) -> FetchPolicy:
    return replace(policy, hosts=("*",), ports=(80,), allow_private=False)


def test_a_name_that_is_rebound_is_fetched_at_the_number_that_was_checked(policy: FetchPolicy) -> None:
    # Asked for robots.txt, and for the page; a third time would lead to this machine.
    resolver = FakeResolver({"rebound.example": [[LURE], [LURE], ["127.0.0.1"]]})
    canary, lure = Server(is_canary=True), Server(is_canary=False)
    with serving(canary, lure):
        network = FakeNetwork(lure.port, canary.port)
        fetched = Fetcher(open_to_all(policy), resolver, network=network).get("http://rebound.example/")
    assert fetched.content == PAGE
    assert {*network.connected} == {(LURE, 80)}
    assert canary.connections == 0


def test_a_name_that_is_rebound_before_its_page_is_fetched_is_refused(policy: FetchPolicy) -> None:
    resolver = FakeResolver({"rebound.example": [[LURE], ["127.0.0.1"]]})
    canary, lure = Server(is_canary=True), Server(is_canary=False)
    with serving(canary, lure):
        network = FakeNetwork(lure.port, canary.port)
        with pytest.raises(FetchNotPublic):
            Fetcher(open_to_all(policy), resolver, network=network).get("http://rebound.example/")
    assert canary.connections == 0


def test_where_robots_txt_redirects_to_is_checked_too(policy: FetchPolicy) -> None:
    attempt = Attempt("", "http://127.0.0.1/", {LURE_HOST: [[LURE]]})
    canary, lure = Server(is_canary=True), Server(is_canary=False)
    lure.answer = lambda _: b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n"  # type: ignore[method-assign]
    with serving(canary, lure):
        network = FakeNetwork(lure.port, canary.port)
        with pytest.raises(FetchNotPublic):
            Fetcher(open_to_all(policy), FakeResolver(attempt.names), network=network).get(f"http://{LURE_HOST}/")
    assert canary.connections == 0
