"""`tuki check`: drafts against every rule. Opens no index and imports no retrieval."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.checklist.errors import DraftFieldError
from knowledge.errors import TukiError, UsageError
from web.terminal import Page, complain
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.checklist.check import Report

EXIT_BY_VERDICT = {"ready": 0, "incomplete": 1, "not_ready": 2}
UNREADABLE = 64
STANDARD_INPUT = "-"
# What a reader must act on comes first; what is met or does not apply is only counted.
SHOWN_RESULTS = ("violated", "missing", "review", "opportunity")
STYLES = {"violated": "warning", "missing": "accent"}


def run(args: argparse.Namespace) -> int:
    """0 ready, 1 incomplete, 2 not ready, 64 unreadable; of several drafts, the gravest."""
    as_of = args.as_of or _today()
    if len(args.drafts) == 1:
        report = _checked(args.drafts[0], as_of, args.lang)
        _write(report, args.json)
        return EXIT_BY_VERDICT[report.verdict]
    return max(_one_of_several(name, as_of, args) for name in args.drafts)


def _one_of_several(name: str, as_of: date, args: argparse.Namespace) -> int:
    try:
        report = _checked(name, as_of, args.lang)
    except TukiError as error:
        told = all_texts().error(args.lang, error)
        if args.json:
            print(json.dumps({"draft": name, "error": told}, ensure_ascii=False))
        else:
            complain(f"{name}: {told}")
        return error.exit_status
    if args.json:
        print(json.dumps({"draft": name, **report.to_object()}, ensure_ascii=False))
    else:
        _write_report(report, name)
    return EXIT_BY_VERDICT[report.verdict]


def _checked(name: str, as_of: date, lang: str) -> Report:
    """Raises DraftUnreadable, or UsageError with a sentence for every field at fault."""
    from assistant.checklist.check import check
    from assistant.checklist.reading import read_draft
    from assistant.checklist.ruleset import load_ruleset
    from assistant.checklist.wording import wording_in

    try:
        draft = read_draft(_content(name), name)
    except DraftFieldError as error:
        raise UsageError(reason=" ".join(wording_in(lang).problems(error))) from error
    return check(draft, load_ruleset(draft.rundskriv), as_of, lang)


def _content(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as failure:
        raise UsageError(reason=f"{name}: {failure.strerror}") from failure


def _write(report: Report, as_json: bool) -> None:
    if as_json:
        print(report.to_json())
    else:
        _write_report(report)


def _write_report(report: Report, name: str = "") -> None:
    texts, page = all_texts(), Page(sys.stdout)
    known: dict[str, Any] = texts.value(report.lang, "checklist")
    page.line(f"{name}: {known['verdicts'][report.verdict]}" if name else known["verdicts"][report.verdict], "strong")
    page.line(", ".join(f"{known['results'][result]}: {count}" for result, count in report.counts.items() if count))
    for result in SHOWN_RESULTS:
        for finding in report.findings:
            if finding.result == result:
                page.line()
                page.line(f"{known['results'][result]}: {finding.message}", STYLES.get(result, ""))
                for citation in finding.citations:
                    page.line(f"«{citation.quote}» ({citation.document}#{citation.clause})", "faint", first="    ")
    page.line()
    page.line(known["disclaimer"], "faint")


def _today() -> date:
    from assistant.dates import today

    return today()
