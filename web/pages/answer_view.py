"""An answer as a page shows it: sentences in parts, citations with where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from assistant.answering.answer import Answer, AnswerStatus, Sentence
from assistant.answering.facts import read_facts
from assistant.checklist.reading import draft_from_object
from assistant.citations.citation import Citation
from assistant.form.entries import entries_of
from assistant.form.form import load_form

_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Part:
    """Some words, or where `marker` is set, the number of a citation."""

    words: str
    marker: int | None = None


@dataclass(frozen=True)
class SentenceView:
    """A sentence; `quoted` where it is nothing but a verbatim quote."""

    parts: tuple[Part, ...]
    quoted: bool


@dataclass(frozen=True)
class CitationView:
    """A citation; `shown` where a sentence has its quote already."""

    marker: int
    citation: Citation
    shown: bool

    @property
    def address(self) -> str:
        """The clause in its rundskriv, marked there."""
        return clause_address(self.citation.document, self.citation.clause)


@dataclass(frozen=True)
class TurnView:
    """One question of a conversation, by its number from 1, and its answer or what was wrong with it. `situation` is
    the question with what it leans on from before."""

    number: int
    question: str
    answer: Answer | None = None
    error: str | None = None
    contact: str = ""
    situation: str = ""

    @cached_property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What is told of a project, as entries of the pre-check's form: name and text of each."""
        facts = read_facts(self.situation) if self.answer and self.answer.rundskriv else {}
        if not facts:
            return ()
        entries = entries_of(load_form(), draft_from_object(facts))
        return tuple((name, text) for name, texts in entries.items() for text in texts)

    @cached_property
    def sentences(self) -> tuple[SentenceView, ...]:
        return tuple(view_sentence(sentence) for sentence in self.answer.sentences) if self.answer else ()

    @cached_property
    def citations(self) -> tuple[CitationView, ...]:
        if self.answer is None:
            return ()
        text = self.answer.text
        numbered = enumerate(self.answer.citations, start=1)
        return tuple(CitationView(n, citation, f"«{citation.quote}»" in text) for n, citation in numbered)

    @property
    def mail_address(self) -> str | None:
        """A mail to the helpdesk with the question in it, where the rundskriv does not answer."""
        if self.answer is None or self.answer.status is not AnswerStatus.NOT_STATED:
            return None
        body = self.question.replace("\r\n", "\n").replace("\n", "\r\n")
        subject = f"Rundskriv {self.answer.rundskriv}"
        fields = urlencode({"subject": subject, "body": body}, quote_via=quote)
        return f"mailto:{quote(self.contact, safe='@')}?{fields}"


def view_sentence(sentence: Sentence) -> SentenceView:
    """Only the sentence's own markers become links; other brackets are words."""
    parts: list[Part] = []
    end = 0
    for match in _MARKER.finditer(sentence.text):
        if int(match[1]) in sentence.markers:
            parts.append(Part(sentence.text[end : match.start()].rstrip()))
            parts.append(Part(match[0], int(match[1])))
            end = match.end()
    parts.append(Part(sentence.text[end:]))
    words = _MARKER.sub("", sentence.text).strip()
    quoted = bool(sentence.markers) and words.startswith("«") and words.endswith("»")
    return SentenceView(tuple(part for part in parts if part.words), quoted)


def clause_address(document: str, clause: str) -> str:
    return f"/kilder/{quote(document)}?sitat={quote(clause)}#{quote(clause)}"
