"""What was asked lately, read at most every few seconds: a search as one types must not read it for each letter."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from weakref import WeakKeyDictionary

from assistant.conversations.conversation import KeptTurn
from assistant.conversations.conversations_sql import ConversationStore

KEPT_SECONDS = 3.0
MOST = 400
_READ: WeakKeyDictionary[ConversationStore, tuple[float, list[KeptTurn]]] = WeakKeyDictionary()
_READING = Lock()


def recent_turns(store: ConversationStore) -> list[KeptTurn]:
    """The newest first. Raises DatabaseUnusable."""
    with _READING:
        until, turns = _READ.get(store, (float("-inf"), []))
        if monotonic() >= until:
            turns = store.recent(MOST)
            _READ[store] = (monotonic() + KEPT_SECONDS, turns)
        return turns
