"""What counted names are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.helpdesk.counts_sql import APPROVED, CLAUSE, LANGUAGE, REASON, STATUS, THUMB, TOPIC, UNANSWERED
from knowledge.clauses.clause import Clause
from knowledge.errors import SearchUnavailable
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

_TEXTS = {
    STATUS: "insight.statuses",
    THUMB: "insight.thumbs",
    REASON: "ui.reasons",
    LANGUAGE: "ui.languages",
    APPROVED: "insight.approved_names",
}


class Names:
    """In one language. A name that is no longer known stands for itself: figures outlive what they counted."""

    def __init__(self, services: Services, lang: str) -> None:
        self._library = services.library
        self._search = services.tools.search
        self._lang = lang
        self._topics: dict[str, str] = {}
        self._clauses: dict[str, Mapping[str, Clause]] = {}

    def of(self, what: str, name: str, document: str = "") -> str:
        """What `name` is called; `what` says what was counted."""
        if what in {TOPIC, UNANSWERED}:
            return self.topic(name)
        if what == CLAUSE:
            return self.clause(document, name)
        known: Mapping[str, Any] = all_texts().value(self._lang, _TEXTS[what]) if what in _TEXTS else {}
        return str(known.get(name, name))

    def topic(self, name: str) -> str:
        if name not in self._topics:
            self._topics[name] = self._topic(name)
        return self._topics[name]

    def _topic(self, name: str) -> str:
        if not name:
            return all_texts().get(self._lang, "insight.no_topic")
        try:
            called = self._search.topic(name).names[self._lang][0]
        except (KeyError, SearchUnavailable):
            return name
        return called[0].upper() + called[1:]

    def clause(self, document: str, name: str) -> str:
        """Its section and its words."""
        found = self.clauses_of(document).get(name)
        if found is None:
            return name
        return ": ".join([*found.section[-1:], " ".join(found.text.split())])

    def clauses_of(self, document: str) -> Mapping[str, Clause]:
        """By id; none where there is no such rundskriv any more."""
        if document not in self._clauses:
            known = document in self._library.numbers
            clauses = self._library.show(document).clauses if known else ()
            self._clauses[document] = {clause.id: clause for clause in clauses}
        return self._clauses[document]
