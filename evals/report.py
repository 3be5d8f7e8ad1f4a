"""The report of an evaluation: JSON for programs, and one page that stands alone for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from evals.metrics import Cause
from knowledge.errors import UsageError

# `Cause` is in order, worst first.
ORDER = [cause.value for cause in Cause]
NO_FAULT = "right"


def write_report(out: Path, content: dict[str, Any]) -> None:
    """Writes `report.json` and `report.html`, the worst first. Raises UsageError where `out` cannot be written."""
    ordered = {**content, "questions": sorted(content["questions"], key=_badness)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.json").write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (out / "report.html").write_text(to_page(ordered), "utf-8")
    except OSError as failure:
        raise UsageError(reason=f"{out}: {failure.strerror}") from failure


def to_page(content: dict[str, Any]) -> str:
    """The report as one HTML page that loads nothing."""
    by_cause = {cause: list(group) for cause, group in groupby(content["questions"], key=_cause)}
    causes = (f'<li><a href="#{_anchor(c)}">{escape(c)}</a>: {len(group)}</li>' for c, group in by_cause.items())
    parts = {
        "as_of": escape(content["as_of"]),
        "causes": "".join(causes),
        "tables": escape(content["tables"]),
        "peers": escape(content["peers"] or "Not compared with peers (--peers)."),
        "questions": "".join(_section(cause, group) for cause, group in by_cause.items()),
    }
    return _fill((files("evals") / "report.html").read_text(encoding="utf-8"), parts)


def _fill(template: str, parts: Mapping[str, str]) -> str:
    """In one pass, so that an answer that holds {{a name}} stays as it is."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template)


def _badness(entry: dict[str, Any]) -> tuple[int, float]:
    """Within a cause, the answers with the least of their gold come first."""
    score = entry["score"]
    return ORDER.index(score["cause"]), score["found"] / max(1, score["gold"])


def _cause(entry: dict[str, Any]) -> str:
    return str(entry["score"]["cause"]) or NO_FAULT


def _anchor(cause: str) -> str:
    return cause.replace(" ", "-")


def _section(cause: str, entries: list[dict[str, Any]]) -> str:
    return f'<h2 id="{_anchor(cause)}">{escape(cause)} ({len(entries)})</h2>' + "".join(map(_question, entries))


def _question(entry: dict[str, Any]) -> str:
    case, answer, score = entry["case"], entry["answer"], entry["score"]
    expected = "" if case["answerable"] else " · should abstain"
    facts = f"{case['kind']} · {case['lang']} · {answer['status']}{expected} · {entry['milliseconds']} ms"
    return (
        f'<article class="{"right" if score["right"] else "wrong"}">'
        f"<h3>{escape(case['id'])}: {escape(case['question'])}</h3>"
        f'<p class="facts">{escape(facts)} · gold found {score["found"]} of {score["gold"]}</p>'
        + _listed("Earlier in the conversation", (f"{escape(q)} — {escape(a)}" for q, a in case["history"]))
        + f"<h4>Answer</h4><pre>{escape(answer['text'])}</pre>"
        + _listed("Cited", map(_citation, answer["citations"], score["fair"]), "ol")
        + _listed("Missed", (_missed(quote, score) for quote in score["missed"]))
        + _listed("Must be matched", map(escape, case["must_match"]) if score["cause"] == Cause.TEXT else ())
        + _listed("Must not be matched", map(escape, case["must_not_match"]) if score["cause"] == Cause.TEXT else ())
        + "</article>"
    )


def _citation(citation: dict[str, Any], fair: bool) -> str:
    place = " › ".join(citation["section"])
    mark = "" if fair else ' <strong class="mark">unfair</strong>'
    return f'{escape(citation["quote"])}{mark} <span class="mark">{escape(citation["clause"])} · {escape(place)}</span>'


def _missed(quote: str, score: dict[str, Any]) -> str:
    why = "not retrieved" if quote in score["unretrieved"] else "retrieved, not cited"
    return f'{escape(quote)} <span class="mark">{why}</span>'


def _listed(title: str, items: Iterable[str], tag: str = "ul") -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<h4>{title}</h4><{tag}>{lines}</{tag}>" if lines else ""
