"""What a host lets be fetched: robots.txt, RFC 9309."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.robotparser import RobotFileParser

from knowledge.sources.fetch.address import Address, shown
from knowledge.sources.fetch.deadline import Clock
from knowledge.sources.fetch.errors import FetchDisallowedByRobots
from knowledge.sources.fetch.policy import FetchPolicy


@dataclass(frozen=True)
class _Rules:
    read: float  # by the monotonic clock
    parser: RobotFileParser


class Robots:
    """The rules of each host, kept for a day. Two threads may at worst read the same twice."""

    def __init__(self, policy: FetchPolicy, clock: Clock) -> None:
        self._policy = policy
        self._clock = clock
        self._rules: dict[Address, _Rules] = {}

    def check(self, address: Address, read: Callable[[Address], bytes | None]) -> None:
        """Raises FetchDisallowedByRobots. `read` gets robots.txt, None where the host has none; what it raises where
        the host cannot be asked goes on: then nothing may be fetched."""
        if not self._of(address, read).can_fetch(self._policy.robots_name, address.text):
            raise FetchDisallowedByRobots(address=shown(address.text))

    def pause(self, address: Address) -> float:
        """Seconds between requests: the policy's, or more where the host asks for it."""
        kept = self._rules.get(_place(address))
        asked = kept.parser.crawl_delay(self._policy.robots_name) if kept else None
        return min(max(self._policy.pause, float(asked or 0)), self._policy.longest_pause)

    def _of(self, address: Address, read: Callable[[Address], bytes | None]) -> RobotFileParser:
        place = _place(address)
        kept = self._rules.get(place)
        if kept is None or self._clock.monotonic() - kept.read > self._policy.robots_kept:
            kept = self._rules[place] = _Rules(self._clock.monotonic(), _parser(read(place)))
        return kept.parser


def _place(address: Address) -> Address:
    return replace(address, target="/robots.txt")


def _parser(content: bytes | None) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse((content or b"").decode("utf-8-sig", errors="replace").splitlines())
    return parser
