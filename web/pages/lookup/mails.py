"""The ready mails of one answer, one in each language, in the adviser's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.accounts.account import Account
from assistant.answering.answer import Question
from assistant.answering.context import Context
from assistant.answering.steps.notices import add_notices
from assistant.citations.citation import Citation
from assistant.dates import today
from assistant.helpdesk.mail import Content, Mail, MailWriter
from knowledge.sources.rundskriv import Rundskriv
from web.pages.answer_view import LONGEST_MAIL_ADDRESS, mail_address, short_address
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

# The language of a mail, and the key that opens it.
MAIL_KEYS = {"nb": "b", "nn": "n", "en": "e"}


@dataclass(frozen=True)
class MailView:
    """`address` opens it in a mail program; `is_whole` is false where there was no room for all of it there."""

    lang: str
    mail: Mail
    address: str
    is_whole: bool

    @property
    def key(self) -> str:
        return MAIL_KEYS[self.lang]


@dataclass(frozen=True)
class Desk:
    """Who writes, and where clauses can be read."""

    services: Services
    adviser: Account
    host: str

    def mails(self, content_in: Callable[[MailWriter], Content | None]) -> tuple[MailView, ...]:
        """What `content_in` gives for each language. None of a language leaves that one out."""
        written = []
        for lang in MAIL_KEYS:
            writer = self.writer(lang)
            if content := content_in(writer):
                written.append(view_mail(lang, writer.write(content)))
        return tuple(written)

    def writer(self, lang: str) -> MailWriter:
        return MailWriter(lang, all_texts(), self.adviser.shown_name, self.address_of)

    def address_of(self, citation: Citation) -> str:
        return self.host + short_address(citation.document, citation.clause)

    def notices(self, document: Rundskriv, lang: str) -> tuple[str, ...]:
        """What one must know of a rundskriv today: its deadline, and if it still holds."""
        context = Context(Question("", today(), lang=lang), self.services.tools)
        context.rundskriv = document
        add_notices(context)
        return tuple(notice.text for notice in context.notices)


def view_mail(lang: str, mail: Mail) -> MailView:
    """With as much of it in its address as a mail program takes."""
    address = mail_address("", mail.subject, mail.body)
    if len(address) <= LONGEST_MAIL_ADDRESS:
        return MailView(lang, mail, address, is_whole=True)
    for body in mail.shorter:
        address = mail_address("", mail.subject, body)
        if len(address) <= LONGEST_MAIL_ADDRESS:
            break
    return MailView(lang, mail, address, is_whole=False)
