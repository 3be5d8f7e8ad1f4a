"""Server-side request forgery against the fetcher: `python -m evals.forgery [--list]`.

Each address of the attempts is tried three ways: by itself with the shipped hosts, by itself with any host allowed, and
as where a public server redirects to. The network is faked: one public number is the attacker's server, the lure; a
connection to anything else, to whatever port, ends at the canary, on the loopback interface, which counts. Beside it a
plain client, one that follows redirects and asks for names as it connects, shows which attempts are more than words.
"""

from __future__ import annotations

import argparse
import socket
import socketserver
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Any

import httpcore2
import httpx2

from knowledge.data import read_yaml
from knowledge.errors import TukiError
from knowledge.sources.fetch.fetcher import Fetcher
from knowledge.sources.fetch.policy import FetchPolicy, shipped_policy

ATTEMPTS = Path(__file__).parent / "data" / "forgery.yaml"
LURE = "93.184.215.14"  # a public number; nothing is sent to it
LURE_HOST = "lure.example"
PAGE = b"<p>The lure's own page.</p>"
_STATUSES = (301, 302, 303, 307, 308)
_PLAIN_REDIRECTS = 5
_PATIENCE = 5.0  # seconds
_NO_ANSWER = (
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.TimeoutException,
    httpcore2.UnsupportedProtocol,
)


@dataclass(frozen=True)
class Attempt:
    """`names` is what the resolver says of each name: answers in turn, the last again and again."""

    group: str
    address: str
    names: Mapping[str, Sequence[Sequence[str]]]


class FakeResolver:
    """Numbers are read as the C library does, so that 127.1 is this machine. Nothing is asked of any server."""

    def __init__(self, names: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._names = names
        self.asked: Counter[str] = Counter()

    def resolve(self, host: str, port: int) -> Sequence[str]:
        if host in self._names:
            answers = self._names[host]
            self.asked[host] += 1
            return answers[min(self.asked[host], len(answers)) - 1]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(entry[4][0]) for entry in found]


class Server(socketserver.ThreadingTCPServer):
    """On the loopback interface, at a port of its own. It counts connections; a canary does no more, a lure answers."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, is_canary: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._is_canary = is_canary
        self.connections = 0
        self.targets: Sequence[str] = ()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002 - the base class's arguments
        self.connections += 1
        return not self._is_canary

    def answer(self, path: str) -> bytes:
        """`/to/3` redirects to the third target; there is no robots.txt; all else is a page."""
        if path == "/robots.txt":
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if path.startswith("/to/") and path.removeprefix("/to/").isdigit():
            number = int(path.removeprefix("/to/"))
            status = _STATUSES[number % len(_STATUSES)]
            location = self.targets[number].encode()
            return b"HTTP/1.1 %d Moved\r\nLocation: %b\r\nContent-Length: 0\r\n\r\n" % (status, location)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE)
        return head + PAGE


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, Server)
        with suppress(OSError):
            line = self.rfile.readline(10_000).split()
            while self.rfile.readline(10_000).strip():
                pass
            if len(line) > 1:
                self.wfile.write(self.server.answer(line[1].decode("latin-1")))


class FakeNetwork(httpcore2.NetworkBackend):
    """The lure's number leads to the lure at the ports of the web; all else leads to the canary.

    With `resolver` it asks for the name as it connects, as clients do.
    """

    def __init__(self, lure: int, canary: int, resolver: FakeResolver | None = None) -> None:
        self._lure = lure
        self._canary = canary
        self._resolver = resolver
        self._real = httpcore2.SyncBackend()
        self.connected: list[tuple[str, int]] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        numbers = self._resolver.resolve(host, port) if self._resolver else [host]
        if not numbers:
            raise httpcore2.ConnectError
        self.connected.append((numbers[0], port))
        there = self._lure if (numbers[0], port) in ((LURE, 80), (LURE, 443)) else self._canary
        return self._real.connect_tcp("127.0.0.1", there, timeout, local_address, socket_options or [])


@contextmanager
def serving(*servers: Server) -> Iterator[None]:
    threads = [Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


def read_attempts(canary: int, path: Path = ATTEMPTS) -> list[Attempt]:
    content = read_yaml(path)

    def filled(text: str) -> str:
        return text.replace("{canary}", str(canary)).replace("{lure}", LURE)

    names = {
        name: [[filled(number) for number in answer] for answer in answers]
        for name, answers in content["names"].items()
    }
    names[LURE_HOST] = [[LURE]]
    return [
        Attempt(group, filled(address), names)
        for group, addresses in content["attempts"].items()
        for address in addresses
    ]


@dataclass(frozen=True)
class Outcome:
    """Of all `tried`, the addresses that `reached` the canary, and those that a plain client was led there by."""

    addresses: int
    tried: int
    reached: tuple[str, ...]
    plain: tuple[str, ...]


def run() -> Outcome:
    """Tries all of them. Takes some seconds."""
    canary, lure = Server(is_canary=True), Server(is_canary=False)
    with serving(canary, lure):
        attempts, shipped = read_attempts(canary.port), replace(shipped_policy(), pause=0.0)
        lure.targets = [attempt.address for attempt in attempts]
        reached: list[str] = []
        for number, attempt in enumerate(attempts):
            for policy, address in _ways(number, attempt, shipped, canary.port):
                before = canary.connections
                leaked = _guarded(policy, attempt, address, FakeNetwork(lure.port, canary.port))
                if leaked or canary.connections > before:
                    reached.append(attempt.address)
        plain = [attempt.address for attempt in attempts if _plain(attempt, lure, canary)]
    return Outcome(len(attempts), 3 * len(attempts), tuple(reached), tuple(plain))


def _ways(number: int, attempt: Attempt, shipped: FetchPolicy, canary: int) -> list[tuple[FetchPolicy, str]]:
    # Without the list of hosts, and with the canary's port, so that nothing but the check of addresses is in the way.
    open_to_all = replace(shipped, hosts=("*",), ports=(*shipped.ports, canary))
    return [
        (shipped, attempt.address),
        (open_to_all, attempt.address),
        (open_to_all, f"http://{LURE_HOST}/to/{number}"),
    ]


def _guarded(policy: FetchPolicy, attempt: Attempt, address: str, network: FakeNetwork) -> bool:
    """Tries it. True where something came that is not the lure's own page."""
    try:
        fetched = Fetcher(policy, FakeResolver(attempt.names), network=network).get(address)
    except TukiError:
        return any(number != LURE for number, _ in network.connected)
    return fetched.content != PAGE or any(number != LURE for number, _ in network.connected)


def _plain(attempt: Attempt, lure: Server, canary: Server) -> bool:
    """If a client without any check is led to the canary, by one of three requests for it."""
    before = canary.connections
    network = FakeNetwork(lure.port, canary.port, FakeResolver(attempt.names))
    with httpcore2.ConnectionPool(network_backend=network, max_keepalive_connections=0) as pool:
        for _ in range(3):
            with suppress(OSError, ValueError, httpx2.InvalidURL, *_NO_ANSWER):
                _plain_get(pool, httpx2.URL(attempt.address))
    return canary.connections > before


def _plain_get(pool: httpcore2.ConnectionPool, first: httpx2.URL) -> None:
    url = first
    for _ in range(_PLAIN_REDIRECTS):
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        patience = dict.fromkeys(("connect", "read", "write", "pool"), _PATIENCE)
        response = pool.request("GET", target, extensions={"timeout": patience})
        location = dict(response.headers).get(b"Location")
        if location is None:
            return
        url = url.join(location.decode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print what a plain client was led to the canary by")
    args = parser.parse_args()
    outcome = run()
    if args.list:
        print(*outcome.plain, sep="\n")
    print(f"{outcome.tried} attempts, {len(outcome.reached)} reached", *outcome.reached, sep="\n")
    print(f"{outcome.addresses} addresses, each in three ways; a plain client is led there by {len(outcome.plain)}")


if __name__ == "__main__":
    main()
