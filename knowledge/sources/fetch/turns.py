"""One request at a time to each host, with a pause between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from knowledge.sources.fetch.deadline import Clock, Deadline


@dataclass
class _Host:
    free: float = 0.0  # by the monotonic clock
    lock: Lock = field(default_factory=Lock)


class Turns:
    """Safe between threads. Only hosts that are allowed have a turn, so there are few."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str, pause: float, deadline: Deadline) -> Iterator[None]:
        """The host's turn, once it is free; `pause` seconds after it the next one begins."""
        with self._lock:
            host = self._hosts.setdefault(name, _Host(free=self._clock.monotonic()))
        began = self._clock.monotonic()
        with host.lock:
            deadline.extend(self._clock.monotonic() - began)
            deadline.pause(host.free - self._clock.monotonic())
            try:
                yield
            finally:
                host.free = self._clock.monotonic() + pause
