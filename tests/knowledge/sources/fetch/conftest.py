"""A fetcher that may reach a site on the loopback interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from site_fetch import FakeClock, Server, Site

from knowledge.sources.fetch.fetcher import Fetcher
from knowledge.sources.fetch.policy import FetchPolicy, shipped_policy


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    """Starts a site; `wrap` makes its sockets secure ones."""
    servers: list[tuple[Server, Thread]] = []

    def start(wrap: Callable[[Any], Any] | None = None) -> Site:
        server = Server(wrap)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        servers.append((server, thread))
        return server.site

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site(serve: Callable[..., Site]) -> Site:
    return serve()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def policy() -> FetchPolicy:
    return replace(shipped_policy(allow_private=True), pause=0.0, largest=100_000, seconds=20.0)


@pytest.fixture
def fetcher(policy: FetchPolicy, clock: FakeClock) -> Fetcher:
    return Fetcher(policy, clock=clock)
