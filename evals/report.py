"""The report of an evaluation: JSON for programs, and one page that stands alone for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from knowledge.errors import UsageError

# Worst first.
ORDER = ("wrong status", "not retrieved", "incomplete", "text", "")


def write_report(out: Path, entries: Sequence[dict[str, Any]], tables: str) -> None:
    """Writes `report.json` and `report.html`. Raises UsageError where `out` cannot be written."""
    worst_first = sorted(entries, key=lambda entry: ORDER.index(entry["score"]["cause"]))
    template = (files("evals") / "report.html").read_text(encoding="utf-8")
    page = template.replace("{{table}}", escape(tables)).replace(
        "{{questions}}", "\n".join(map(_question, worst_first))
    )
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.json").write_text(json.dumps({"questions": worst_first}, ensure_ascii=False, indent=1), "utf-8")
        (out / "report.html").write_text(page, "utf-8")
    except OSError as failure:
        raise UsageError(reason=f"{out}: {failure.strerror}") from failure


def _question(entry: dict[str, Any]) -> str:
    case, answer, score = entry["case"], entry["answer"], entry["score"]
    quotes = "".join(f"<li>{escape(citation['quote'])}</li>" for citation in answer["citations"])
    missed = "".join(f"<li>{escape(quote)}</li>" for quote in score["missed"])
    verdict = score["cause"] or "right"
    return (
        f'<details class="{"right" if score["right"] else "wrong"}"><summary><b>{escape(verdict)}</b> '
        f"{escape(case['id'])} · {escape(case['kind'])} · {escape(case['question'])}</summary>"
        f"<p>{escape(answer['status'])} · {entry['milliseconds']} ms</p><pre>{escape(answer['text'])}</pre>"
        f"<h4>Cited</h4><ol>{quotes}</ol>" + (f"<h4>Missed</h4><ul>{missed}</ul>" if missed else "") + "</details>"
    )
