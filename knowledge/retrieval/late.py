"""A search whose index could not be opened yet: it is tried again while the rest of the service goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

from knowledge.errors import SearchUnavailable, TukiError
from knowledge.index.embedder import Embedder
from knowledge.index.index import Index
from knowledge.retrieval.search import Search

TRY_AGAIN_SECONDS = 15.0
_log = logging.getLogger(__name__)


class LateSearch(Search):
    """Opens its index when it is first asked for and can be had."""

    def __init__(
        self, open_index: Callable[[], Index], embedder: Embedder, clock: Callable[[], float] = monotonic
    ) -> None:
        self._open_index = open_index
        self._embedder = embedder
        self._clock = clock
        self._opened = None
        self._not_before = float("-inf")
        self._opening = Lock()

    def open(self) -> None:
        """Opens the index now. Raises what opening raises."""
        with self._opening:
            self._opened = self._opened or self._open_index()

    @property
    def index(self) -> Index:
        """Raises SearchUnavailable where it cannot be opened, and for some seconds after that without trying."""
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> Index:
        if self._clock() < self._not_before:
            raise SearchUnavailable
        try:
            return self._open_index()
        except (TukiError, OSError) as failure:
            self._not_before = self._clock() + TRY_AGAIN_SECONDS
            _log.error("the index cannot be opened: %s", failure)
            raise SearchUnavailable from failure
