"""What a report says, in order, whichever form it takes. Page, PDF and Word are all made from this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import category

from assistant.checklist.check import Report
from assistant.checklist.draft import Draft
from assistant.checklist.finding import Finding
from assistant.checklist.results import Result
from assistant.checklist.wording import NO_BREAK, wording_in
from assistant.texts import Texts, load_texts
from knowledge.sources.rundskriv import Rundskriv

# What is to be mended first stands first; each of these is a part of the report.
PARTS = (
    Result.VIOLATED,
    Result.MISSING,
    Result.REVIEW,
    Result.OPPORTUNITY,
    Result.MET,
    Result.NOT_APPLICABLE,
)


@dataclass(frozen=True)
class Clause:
    """A clause that a finding rests on: the verbatim quote, the headings above it, its id and its rundskriv."""

    quote: str
    section: str
    id: str
    document: str


@dataclass(frozen=True)
class Entry:
    """A finding. `do` is empty where there is nothing to do."""

    title: str
    kind: str
    says: str
    do: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Part:
    """The findings with one result, under its heading."""

    result: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Fact:
    """Something about the project or the check: "Deltakere", "12 deltakere"."""

    label: str
    value: str


@dataclass(frozen=True)
class ReportOutline:
    """A whole report in one language, ready to be set. Every text is plain; none is markup."""

    lang: str
    title: str
    project: str
    verdict_code: str
    verdict: str
    disclaimer: str
    facts: tuple[Fact, ...]
    tally: tuple[Fact, ...]
    parts: tuple[Part, ...]
    basis: tuple[Fact, ...]
    signing: tuple[str, ...]
    labels: dict[str, str]

    def to_object(self) -> dict[str, Any]:
        """Nothing but texts, lists and objects."""
        return asdict(self)


@cache
def report_texts() -> Texts:
    """The core's texts with the checklist's, the form's and the report's."""
    return load_texts(
        [files(package) / "texts" for package in ("assistant.checklist", "assistant.form", "assistant.report")]
    )


def _printable(text: str) -> str:
    """Without the control signs that neither XML nor a printed page can hold."""
    return "".join(sign for sign in text if sign in "\t\n" or category(sign) not in {"Cc", "Cs", "Cn", "Co"})


def outline_report(report: Report, draft: Draft, rundskriv: Rundskriv) -> ReportOutline:
    """The report for a check of `draft` under `rundskriv`, in the language of `report`."""
    lang, texts = report.lang, report_texts()
    findings = report.findings
    found = [(result, [f for f in findings if f.result is result]) for result in PARTS]
    return ReportOutline(
        lang=lang,
        title=texts.get(lang, "report.title"),
        project=_printable(draft.title or "").strip() or texts.get(lang, "report.untitled"),
        verdict_code=str(report.verdict),
        verdict=texts.get(lang, f"checklist.verdicts.{report.verdict}"),
        disclaimer=texts.get(lang, "checklist.disclaimer"),
        facts=_facts(draft, lang),
        tally=tuple(Fact(texts.get(lang, f"checklist.results.{result}"), str(len(group))) for result, group in found),
        parts=tuple(_part(result, group, lang) for result, group in found if group),
        basis=_basis(report, rundskriv, lang),
        signing=tuple(texts.value(lang, "report.signing")),
        labels={key: texts.get(lang, f"report.labels.{key}") for key in texts.value(lang, "report.labels")},
    )


def _part(result: Result, findings: Sequence[Finding], lang: str) -> Part:
    return Part(
        str(result),
        report_texts().get(lang, f"checklist.results.{result}"),
        tuple(_entry(finding, lang) for finding in findings),
    )


def _entry(finding: Finding, lang: str) -> Entry:
    kind = report_texts().get(lang, f"checklist.kinds.{finding.kind}")
    clauses = tuple(
        Clause(citation.quote, " › ".join(citation.section), citation.clause, citation.document)
        for citation in finding.citations
    )
    return Entry(finding.text.title, kind, _printable(finding.says), _printable(finding.do), clauses)


def _facts(draft: Draft, lang: str) -> tuple[Fact, ...]:
    """What a reader needs to know which project this is. What is not answered says so."""
    wording, texts = wording_in(lang), report_texts()
    applicant, budget, approval = draft.applicant, draft.budget, draft.approval
    area = texts.get(lang, f"form.focus_areas.area_{draft.focus_area}") if draft.focus_area else wording.write(None)
    values = {
        "applicant": (applicant.name if applicant else None) or wording.write(None),
        "area": area,
        "duration": wording.field("duration_years", draft.duration_years),
        "participants": wording.field("participants", draft.participants),
        "applied": wording.field("budget.applied_amount", budget.applied_amount if budget else None),
        "own": wording.field("budget.own_contribution", budget.own_contribution if budget else None),
        "submission": wording.write(draft.submission_date),
        "approver": wording.write(approval.role if approval else None),
    }
    return tuple(Fact(texts.get(lang, f"report.facts.{key}"), _printable(value)) for key, value in values.items())


def _basis(report: Report, rundskriv: Rundskriv, lang: str) -> tuple[Fact, ...]:
    """What the check was made from, so that it can be made again."""
    values = {
        "as_of": _day(report.as_of, lang),
        "rundskriv": f"{rundskriv.number}, {rundskriv.title}",
        "ruleset": f"{report.ruleset.number}, {report.ruleset.version}",
        "source": rundskriv.sha256,
    }
    return tuple(Fact(report_texts().get(lang, f"report.basis.{key}"), value) for key, value in values.items())


def _day(day: date, lang: str) -> str:
    return report_texts().day(lang, day).replace(" ", NO_BREAK)
