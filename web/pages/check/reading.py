"""A document as a draft to be confirmed: what is certain is entered, what is not is offered beside its field."""

from __future__ import annotations

from assistant.checklist.draft import DEFAULT_RUNDSKRIV
from assistant.checklist.reading import draft_from_object
from assistant.drafts.kept import KeptDraft, ReadEntry
from assistant.form.entries import entries_of
from assistant.form.form import load_form
from assistant.reading.find.candidate import Candidate
from assistant.reading.find.fields import nested
from assistant.reading.process import read_document


def read_for_form(content: bytes, name: str) -> KeptDraft:
    """The draft that a document holds. Raises a DocumentUnreadable."""
    read = read_document(content, name)
    entries = entries_of(load_form(), draft_from_object(read.draft))
    return KeptDraft(entries, DEFAULT_RUNDSKRIV, name, tuple(_entry(field) for field in read.fields), confirmed=False)


def _entry(field: Candidate) -> ReadEntry:
    entered = entries_of(load_form(), draft_from_object(nested({}, field)))
    texts = {name: list(texts) for name, texts in entered.items()}
    snippet = field.snippet
    return ReadEntry(field.path, texts, snippet.text, snippet.start, snippet.end, field.page, field.certain)
