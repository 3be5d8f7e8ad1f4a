"""The result as JSON that can be filed: the contract's object, with what it rests on and what it is not."""

from __future__ import annotations

import json

from assistant.checklist.check import Report
from assistant.checklist.results import Result
from assistant.report.outline import report_texts
from knowledge.sources.rundskriv import Rundskriv


def report_json(report: Report, rundskriv: Rundskriv) -> str:
    """One object on one line: the contract's keys, then `mend_first` (the ids of the broken rules, then of those
    that lack an answer), `ruleset_version`, `source_sha256` and `disclaimer`. Same draft and date, same bytes."""
    mend_first = [
        finding.rule
        for result in (Result.VIOLATED, Result.MISSING)
        for finding in report.findings
        if finding.result is result
    ]
    record = {
        **report.to_object(),
        "mend_first": mend_first,
        "ruleset_version": report.ruleset.version,
        "source_sha256": rundskriv.sha256,
        "disclaimer": report_texts().get(report.lang, "checklist.disclaimer"),
    }
    return json.dumps(record, ensure_ascii=False)
