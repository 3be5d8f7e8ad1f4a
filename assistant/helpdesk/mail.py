"""An answer as a mail from an adviser: greeting, answer, the clauses word for word with where they stand, signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.answering.answer import APPROVED, Answer, AnswerStatus, Sentence
from assistant.answering.letter import made_of
from assistant.citations.citation import Citation
from assistant.helpdesk.approved import ApprovedAnswer
from assistant.texts import Texts

AddressOf = Callable[[Citation], str]
# What a mail can be made of. The other answers tell the machine's own limits, which are nothing to send.
SENT = frozenset({AnswerStatus.ANSWERED, AnswerStatus.NOT_STATED})


@dataclass(frozen=True)
class Content:
    """What a mail tells. `about` is a few words for its subject; `said` are its paragraphs, in which `[n]` is
    `clauses[n - 1]`; `main` is the number of the clause that is quoted where there is room for one; `made` says where
    it is from."""

    about: str
    number: str
    said: tuple[str, ...]
    clauses: tuple[Citation, ...]
    made: str
    main: int = 1
    question: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mail:
    """`shorter` are bodies for where there is little room: the main clause's words and the others' places, places
    alone, and at last no answer but a place to put it."""

    subject: str
    body: str
    shorter: tuple[str, ...]


@dataclass(frozen=True)
class MailWriter:
    """Writes in one language, in the name of one adviser. `address_of` gives where a clause can be read."""

    lang: str
    texts: Texts
    adviser: str
    address_of: AddressOf

    def write(self, content: Content) -> Mail:
        about = content.about[:1].upper() + content.about[1:]
        subject = self._text("subject", about=about, number=content.number)
        numbered = list(enumerate(content.clauses, start=1))
        main = [(number, clause, number == content.main) for number, clause in numbered]
        bare = [(number, clause, False) for number, clause in numbered]
        return Mail(
            subject,
            self._body(content, [(number, clause, True) for number, clause in numbered]),
            (self._body(content, main), self._body(content, bare), self._text("paste")),
        )

    def of_answer(self, answer: Answer, question: str, about: str, day: date, contact: str = "") -> Content:
        """An answer of the machine's or of the helpdesk's. Sentences that are nothing but a quote are left out, since
        the clauses follow, and the advice to write to `contact`, since that is who writes."""
        advice = self.texts.get(self.lang, "answer.not_stated_contact", contact=contact)
        said = [sentence.text for sentence in answer.sentences if not is_quote(sentence) and sentence.text != advice]
        lead = self.texts.get(self.lang, "answer.clauses_lead", number=answer.rundskriv or "")
        return Content(
            about=about,
            number=answer.rundskriv or "",
            said=tuple(said) or (lead,),
            clauses=answer.citations,
            made=made_of(answer, day, self.lang, self.texts),
            question=question,
            notices=tuple(notice.text for notice in answer.notices if notice.kind != APPROVED),
        )

    def of_clauses(  # noqa: PLR0913, PLR0917 - the parts of a mail
        self,
        summary: str,
        clauses: Sequence[Citation],
        main: int,
        about: str,
        version: str,
        day: date,
        notices: Sequence[str],
    ) -> Content:
        """Clauses, and what they say in a sentence; empty where there is none. `main` is the number of the one that
        was looked up."""
        number = clauses[0].document
        return Content(
            about=about,
            number=number,
            said=(summary or self.texts.get(self.lang, "answer.clauses_lead", number=number),),
            clauses=tuple(clauses),
            made=self._text("made", number=number, version=version, day=self._day(day)),
            main=main,
            notices=tuple(notices),
        )

    def of_approved(
        self, answer: ApprovedAnswer, clauses: Sequence[Citation], version: str, day: date, notices: Sequence[str]
    ) -> Content:
        """An answer of the helpdesk's own, as it was written, and the clauses that it rests on."""
        return Content(
            about=answer.question,
            number=answer.document,
            said=tuple(line.strip() for line in answer.text.splitlines() if line.strip()),
            clauses=tuple(clauses),
            made=self.texts.get(
                self.lang, "letter.approved", number=answer.document, version=version, day=self._day(day)
            ),
            notices=tuple(notices),
        )

    def clause(self, clause: Citation) -> str:
        """One clause to put in a text of one's own."""
        return f"«{clause.quote}»\n{self._place(clause)}\n{self.address_of(clause)}"

    def _body(self, content: Content, clauses: Sequence[tuple[int, Citation, bool]]) -> str:
        """`clauses` are each with its number, and if its words stand in the mail."""
        parts = [
            self._text("greeting"),
            self._text("question", question=content.question) if content.question else "",
            " ".join(content.notices),
            "\n".join(content.said),
            *self._sections(clauses),
            content.made,
            self._text("signature", adviser=self.adviser),
        ]
        return "\n\n".join(part for part in parts if part)

    def _sections(self, clauses: Sequence[tuple[int, Citation, bool]]) -> list[str]:
        """Under each section's name the clauses that stand there."""
        grouped = groupby(clauses, key=lambda each: (each[1].document, each[1].section))
        return [
            "\n".join([self._place(group[0][1]), *(self._clause(*each) for each in group)])
            for group in (list(group) for _, group in grouped)
        ]

    def _clause(self, number: int, clause: Citation, is_quoted: bool) -> str:
        quote = f"«{clause.quote}»\n" if is_quoted else ""
        return f"[{number}] {quote}{self.address_of(clause)}"

    def _place(self, clause: Citation) -> str:
        return self.texts.get(self.lang, "letter.place", number=clause.document, section=" › ".join(clause.section))

    def _day(self, day: date) -> str:
        return self.texts.day(self.lang, day)

    def _text(self, key: str, **facts: object) -> str:
        return self.texts.get(self.lang, f"helpdesk_mail.{key}", **facts)


def is_quote(sentence: Sentence) -> bool:
    """If a sentence is nothing but a clause's words."""
    words = sentence.text
    for marker in sentence.markers:
        words = words.replace(f"[{marker}]", "")
    words = words.strip()
    return bool(sentence.markers) and words.startswith("«") and words.endswith("»")
