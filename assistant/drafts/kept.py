"""A draft as it is kept: what was typed, and what was read from a document and not yet confirmed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from assistant.form.entries import Entries


@dataclass(frozen=True)
class ReadEntry:
    """What was read from a document for one field.

    `entries` are the form's own, as they would be typed; `snippet[start:end]` is the place, in the document's words;
    `page` counts from 1 where the document has pages. Only what is `certain` is entered before it is confirmed.
    """

    path: str
    entries: dict[str, list[str]]
    snippet: str
    start: int
    end: int
    page: int | None
    certain: bool


@dataclass(frozen=True)
class KeptDraft:
    """`document` names the file that `read` came from; it stays unconfirmed until the applicant says so."""

    entries: Entries
    rundskriv: str
    document: str | None = None
    read: tuple[ReadEntry, ...] = ()
    confirmed: bool = True
    changed: datetime | None = field(default=None, compare=False)

    @property
    def is_empty(self) -> bool:
        """If nothing was typed yet."""
        return not self.entries

    def to_json(self) -> str:
        """All but when it was changed."""
        plain: dict[str, Any] = {
            "entries": {name: list(texts) for name, texts in self.entries.items()},
            "rundskriv": self.rundskriv,
            "document": self.document,
            "read": [asdict(each) for each in self.read],
            "confirmed": self.confirmed,
        }
        return json.dumps(plain, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, changed: datetime) -> KeptDraft:
        """The draft that `to_json` wrote."""
        plain = json.loads(text)
        entries = {name: tuple(texts) for name, texts in plain["entries"].items()}
        read = tuple(ReadEntry(**each) for each in plain["read"])
        return cls(entries, plain["rundskriv"], plain["document"], read, plain["confirmed"], changed)
