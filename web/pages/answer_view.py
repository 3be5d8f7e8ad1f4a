"""An answer as a page shows it: sentences in parts, citations with where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote, urlencode

from assistant.answering.answer import Answer, Sentence
from assistant.answering.facts import read_facts
from assistant.answering.letter import AddressOf, letter
from assistant.checklist.reading import draft_from_object
from assistant.citations.citation import Citation
from assistant.conversations.conversation import Reason, Thumb
from assistant.form.entries import entries_of
from assistant.form.form import load_form
from web.wording import all_texts

# What Windows hands on to a mail program is cut at about 2 000 characters.
LONGEST_MAIL_ADDRESS = 1_900
LONGEST_BODY = 250
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
    """One question of a conversation, by its number from 1, and its answer or what was wrong with it.

    `situation` is the question with what it leans on from before; `day` is the one it was asked on. `hid_number`: an
    identity number was taken out of the question. `id` and `conversation` are there where the turn is kept. `stands`
    is false where a quote is no longer in its rundskriv, word for word.
    """

    number: int
    question: str
    answer: Answer | None = None
    error: str | None = None
    contact: str = ""
    situation: str = ""
    day: date = date.min
    hid_number: bool = False
    is_kept: bool = True
    id: int | None = None
    conversation: str = ""
    thumb: Thumb | None = None
    reason: Reason | None = None
    stands: bool = True

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

    def text(self, lang: str, host: str) -> str:
        """The question and the answer with its clauses, to copy or to send."""
        return self._letter(lang, lambda citation: host + short_address(citation.document, citation.clause))

    def mail_address(self, lang: str, host: str) -> str | None:
        """A mail to the helpdesk with question, answer and clauses; where all is too much, with less of the last."""
        if self.answer is None or not self.contact:
            return None
        subject = all_texts().get(lang, "ui.mail_subject", number=self.answer.rundskriv)
        for body in (self.text(lang, host), self._letter(lang, None), self.question.strip()[:LONGEST_BODY]):
            address = mail_address(self.contact, subject, body)
            if len(address) <= LONGEST_MAIL_ADDRESS:
                break
        return address

    def _letter(self, lang: str, address_of: AddressOf) -> str:
        assert self.answer is not None
        return letter(self.question, self.answer, self.day, lang, all_texts(), address_of)


def mail_address(to: str, subject: str, body: str) -> str:
    """An address that opens a mail; its lines end as RFC 6068 wants them."""
    crlf = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:{quote(to, safe='@')}?{urlencode({'subject': subject, 'body': crlf}, quote_via=quote)}"


def short_address(document: str, clause: str) -> str:
    """Where a clause stands in its rundskriv, as short as it can be sent."""
    return f"/kilder/{quote(document)}#{quote(clause)}"


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
