"""The banners that stand, for every page: read at most every few seconds, so that no page waits for them."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from starlette.requests import Request

from knowledge.errors import UnavailableError

if TYPE_CHECKING:
    from assistant.helpdesk.banners_sql import Banner, BannerStore

KEPT_SECONDS = 5.0


class StandingBanners:
    """Those of one application. Another process's change is seen within KEPT_SECONDS, one's own at once."""

    def __init__(self) -> None:
        self._banners: list[Banner] = []
        self._until = float("-inf")
        self._reading = Lock()

    def standing(self, store: BannerStore) -> list[Banner]:
        """None at all where the database cannot be read."""
        with self._reading:
            if monotonic() >= self._until:
                try:
                    self._banners = store.standing()
                except UnavailableError:
                    self._banners = []
                self._until = monotonic() + KEPT_SECONDS
            return self._banners

    def forget(self) -> None:
        """The next page reads them anew."""
        self._until = float("-inf")


def standing_banners(request: Request) -> list[Banner]:
    found: list[Banner] = request.app.state.banners.standing(request.app.state.services.records.banners)
    return found
