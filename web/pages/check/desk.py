"""What the pages of a draft have in common: what a request typed, the kept draft, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from starlette.datastructures import FormData
from starlette.requests import Request

from assistant.checklist.check import Report, check
from assistant.checklist.draft import DEFAULT_RUNDSKRIV
from assistant.checklist.ruleset import load_ruleset
from assistant.checklist.wording import wording_in
from assistant.dates import today
from assistant.drafts.kept import KeptDraft
from assistant.form.entries import Entries, Filled, fill, known_entries
from assistant.form.form import load_form
from assistant.secrets import is_secret, new_secret
from web.errors import DraftGone
from web.pages.check.form_view import FormWriter, SectionView, entry_id, field_label
from web.pages.check.results_view import FieldLink, GroupView, group_findings
from web.pages.language import page_language

if TYPE_CHECKING:
    from assistant.bootstrap import Services

SECRET_FIELD = "utkast"  # noqa: S105 - the field that holds one
MORE_FIELD = "flere"  # the list that wants one more row
CONFIRM_FIELD = "bekreft"
TAKE_PREFIX = "bruk."  # a suggestion that was read from a document and is to be entered
# Which page it was typed in, and how often something had been typed there; a page without a script tells neither.
WINDOW_FIELD, TYPED_FIELD = "vindu", "tastet"
LONGEST_WINDOW, MOST_DIGITS = 64, 9
MOST_FIELDS = 2_000


@dataclass(frozen=True)
class Desk:
    """A kept draft, the secret that it lies under, and the language of the page."""

    secret: str
    kept: KeptDraft
    lang: str
    is_kept: bool

    @cached_property
    def filled(self) -> Filled:
        return fill(load_form(), self.kept.entries, self.kept.rundskriv)

    @cached_property
    def report(self) -> Report | None:
        """The check, once something is typed, confirmed and readable."""
        if self.filled.draft is None or self.kept.is_empty or not self.kept.confirmed:
            return None
        return check(self.filled.draft, load_ruleset(self.kept.rundskriv), today(), self.lang)

    @cached_property
    def groups(self) -> tuple[GroupView, ...]:
        return group_findings(self.report, load_form(), self.lang) if self.report else ()

    @cached_property
    def faults(self) -> tuple[FieldLink, ...]:
        """The fields that hold what cannot be read."""
        return tuple(
            FieldLink(f"#{entry_id(problem.path)}", field_label(self.lang, problem.path))
            for problem in self.filled.problems
        )

    @property
    def faults_by_id(self) -> dict[str, str]:
        """What each such field should have held, by its id in the page."""
        wording = wording_in(self.lang)
        return {entry_id(problem.path): wording.expected(problem) for problem in self.filled.problems}

    @property
    def uncertain(self) -> tuple[FieldLink, ...]:
        """The fields that were read but not entered, since they are not certain."""
        read = [each.path for each in self.kept.read if not each.certain]
        return tuple(FieldLink(f"#{entry_id(path)}", field_label(self.lang, path)) for path in read)

    def sections(self, more: str = "") -> tuple[SectionView, ...]:
        return FormWriter(load_form(), self.lang, self.kept, self.filled.problems).sections(more)

    @property
    def address(self) -> str:
        return f"/sjekk/u/{self.secret}"


def empty_desk(request: Request) -> Desk:
    """A draft that nothing was typed in: it is kept from the first answer on."""
    return Desk(new_secret(), KeptDraft({}, DEFAULT_RUNDSKRIV), page_language(request), is_kept=False)


def kept_desk(request: Request, services: Services, secret: str) -> Desk:
    """The draft behind `secret`. Raises DraftGone."""
    kept = services.records.drafts.load(secret)
    if kept is None:
        raise DraftGone(days=services.settings.draft_days)
    return Desk(secret, kept, page_language(request), is_kept=True)


def typed_desk(request: Request, services: Services, sent: FormData) -> Desk:
    """Keeps what a form sent in place of what its secret led to. Nothing is kept of a form that was never filled in.

    Raises DraftGone where the draft was deleted meanwhile.
    """
    secret = str(sent.get(SECRET_FIELD, ""))
    secret = secret if is_secret(secret) else new_secret()
    drafts, lang = services.records.drafts, page_language(request)
    pairs = [(name, text) for name, text in sent.multi_items() if isinstance(text, str)]
    entries = known_entries(load_form(), pairs)
    if not entries and drafts.load(secret) is None:
        return Desk(secret, KeptDraft({}, DEFAULT_RUNDSKRIV), lang, is_kept=False)
    kept = drafts.change(secret, lambda before: _typed_over(before, entries, dict(pairs)))
    if kept is None:
        raise DraftGone(days=services.settings.draft_days)
    return Desk(secret, kept, lang, is_kept=True)


def _typed_over(before: KeptDraft | None, entries: Entries, sent: Mapping[str, str]) -> KeptDraft:
    """What is kept once a form has come in. A confirmation stays, whichever request is the last to come."""
    kept = before or KeptDraft({}, DEFAULT_RUNDSKRIV)
    window, typed = sent.get(WINDOW_FIELD, "")[:LONGEST_WINDOW], _count(sent.get(TYPED_FIELD, ""))
    if not kept.is_later_than(window, typed):
        kept = replace(kept, entries=entries, window=window, typed=typed)
        kept = _with_taken(kept, sent.keys())
    return replace(kept, confirmed=True) if sent.get(CONFIRM_FIELD) else kept


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def _with_taken(kept: KeptDraft, names: Iterable[str]) -> KeptDraft:
    """The suggestions that were ticked are entered, where nothing was typed instead."""
    taken = [read for read in kept.read if TAKE_PREFIX + read.path in names]
    entries = dict(kept.entries)
    for read in taken:
        if not any(name in kept.entries for name in read.entries):
            entries.update({name: tuple(texts) for name, texts in read.entries.items()})
    return replace(kept, entries=entries)


def keep_new(services: Services, kept: KeptDraft) -> str:
    """Keeps a draft under a new secret; the address that leads to it."""
    secret = new_secret()
    services.records.drafts.save(secret, kept)
    return f"/sjekk/u/{secret}"
