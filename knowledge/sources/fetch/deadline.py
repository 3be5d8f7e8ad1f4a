"""How long one document may take in all."""

from __future__ import annotations

from typing import Protocol

from knowledge.sources.fetch.errors import FetchTimedOut


class Clock(Protocol):
    """What the module `time` has of it. All in seconds."""

    def monotonic(self) -> float: ...

    def time(self) -> float: ...

    def sleep(self, seconds: float, /) -> None: ...


class Deadline:
    """`seconds` from now, not counting what is waited out of politeness."""

    def __init__(self, address: str, seconds: float, clock: Clock) -> None:
        self._address = address
        self._seconds = seconds
        self._clock = clock
        self._end = clock.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds that are left, more than 0. Raises FetchTimedOut."""
        left = self._end - self._clock.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchTimedOut:
        return FetchTimedOut(address=self._address, seconds=round(self._seconds))

    def pause(self, seconds: float) -> None:
        """Waits, without counting it."""
        if seconds > 0:
            began = self._clock.monotonic()
            self._clock.sleep(seconds)
            self.extend(self._clock.monotonic() - began)

    def extend(self, seconds: float) -> None:
        self._end += seconds
