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
    """`document` names the file that `read` came from; it stays unconfirmed until the applicant says so.

    `window` is the page that it was last typed in, and `typed` how often something had been typed there.
    """

    entries: Entries
    rundskriv: str
    document: str | None = None
    read: tuple[ReadEntry, ...] = ()
    confirmed: bool = True
    window: str = ""
    typed: int = 0
    changed: datetime | None = field(default=None, compare=False)

    @property
    def is_empty(self) -> bool:
        """If nothing was typed yet."""
        return not self.entries

    def is_later_than(self, window: str, typed: int) -> bool:
        """If what was typed after that in the same page is here already: requests may overtake each other."""
        return bool(window) and self.window == window and self.typed > typed

    def to_json(self) -> str:
        """All but when it was changed."""
        plain: dict[str, Any] = {
            "entries": {name: list(texts) for name, texts in self.entries.items()},
            "rundskriv": self.rundskriv,
            "document": self.document,
            "read": [asdict(each) for each in self.read],
            "confirmed": self.confirmed,
            "window": self.window,
            "typed": self.typed,
        }
        return json.dumps(plain, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, changed: datetime) -> KeptDraft:
        """The draft that `to_json` wrote."""
        plain = json.loads(text)
        entries = {name: tuple(texts) for name, texts in plain["entries"].items()}
        read = tuple(ReadEntry(**each) for each in plain["read"])
        return cls(**{**plain, "entries": entries, "read": read, "changed": changed})
