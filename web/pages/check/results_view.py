"""The result of a check as a page shows it: what to mend first, then what else each rule found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checklist.check import Report
from assistant.checklist.finding import Finding
from assistant.checklist.results import Result
from assistant.form.form import Form
from web.pages.answer_view import clause_address
from web.pages.check.form_view import entry_id, field_label
from web.wording import all_texts

# What is to be mended first, first; the last two are folded away.
ORDER = (
    Result.VIOLATED,
    Result.MISSING,
    Result.REVIEW,
    Result.OPPORTUNITY,
    Result.MET,
    Result.NOT_APPLICABLE,
)
OPEN = frozenset({Result.VIOLATED, Result.MISSING, Result.REVIEW})


@dataclass(frozen=True)
class FieldLink:
    """The way from a finding to a field that it reads."""

    address: str
    label: str


@dataclass(frozen=True)
class FindingView:
    """A finding, its clause's address, and the fields to mend it in."""

    finding: Finding
    links: tuple[FieldLink, ...]
    lang: str

    @property
    def question(self) -> str | None:
        """What to ask the chat to hear more of the clause; None where the rule has none."""
        first = next(iter(self.finding.citations), None)
        return all_texts().get(self.lang, "check.what_means_question", quote=first.quote) if first else None

    @property
    def clauses(self) -> tuple[tuple[str, str, str], ...]:
        """Of each citation: its quote, where it stands in the rundskriv, and the address of it there."""
        return tuple(
            (citation.quote, citation.section[-1], clause_address(citation.document, citation.clause))
            for citation in self.finding.citations
        )


@dataclass(frozen=True)
class GroupView:
    """The findings with one result."""

    result: Result
    findings: tuple[FindingView, ...]

    @property
    def is_open(self) -> bool:
        return self.result in OPEN


def group_findings(report: Report, form: Form, lang: str) -> tuple[GroupView, ...]:
    """The findings by result, in ORDER; a result that no rule gave is left out."""
    paths = [field.path for field in form.fields]
    groups = [(result, [f for f in report.findings if f.result is result]) for result in ORDER]
    return tuple(
        GroupView(result, tuple(FindingView(finding, _links(finding, paths, lang), lang) for finding in findings))
        for result, findings in groups
        if findings
    )


def _links(finding: Finding, paths: Sequence[str], lang: str) -> tuple[FieldLink, ...]:
    """The fields of a finding that can be answered in the form, each once and in the rule's order."""
    if finding.result in {Result.MET, Result.NOT_APPLICABLE}:
        return ()
    known = dict.fromkeys(path for field in finding.fields if (path := _in_form(field, paths)))
    return tuple(FieldLink(f"#{entry_id(path)}", field_label(lang, path)) for path in known)


def _in_form(field: str, paths: Sequence[str]) -> str | None:
    """The form's field for a rule's: `partners[].type` is answered in `partners`."""
    listed = field.partition("[")[0]
    return listed if listed in paths else None
