"""The report as a Word document, with real headings and the language set, so that it can be worked on."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from assistant.report.outline import Clause, Entry, Fact, Part, ReportOutline

# Word wants times in its files; a fixed one makes the same report the same bytes.
FIXED_TIME = datetime(2025, 1, 1, tzinfo=UTC)
LANGUAGE_TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def report_docx(outline: ReportOutline) -> bytes:
    """The bytes of the DOCX: the same for the same outline."""
    from docx import Document

    document = Document()
    _describe(document, outline)
    document.add_heading(outline.title, 0)
    document.add_paragraph(outline.project, style="Subtitle")
    _table(document, outline.facts)
    document.add_heading(outline.verdict, 1)
    document.add_paragraph(outline.disclaimer)
    document.add_paragraph(" · ".join(f"{each.label}: {each.value}" for each in outline.tally))
    for part in outline.parts:
        _part(document, part, outline.labels)
    document.add_heading(outline.labels["basis"], 1)
    _table(document, outline.basis)
    document.add_heading(outline.labels["signing"], 1)
    for label in outline.signing:
        document.add_paragraph(f"{label}: ______________________________")
    written = io.BytesIO()
    document.save(written)
    return _with_fixed_times(written.getvalue())


def _describe(document: Any, outline: ReportOutline) -> None:
    from docx.oxml.ns import qn

    about = document.core_properties
    about.title, about.author, about.language = f"{outline.title} – {outline.project}", "tuki", outline.lang
    about.created = about.modified = FIXED_TIME
    about.comments = outline.disclaimer
    defaults = document.styles["Normal"].element.get_or_add_rPr()
    language = defaults.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGE_TAGS[outline.lang]})
    defaults.append(language)


def _table(document: Any, facts: tuple[Fact, ...]) -> None:
    table = document.add_table(rows=0, cols=2)
    for fact in facts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = fact.label, fact.value


def _part(document: Any, part: Part, labels: dict[str, str]) -> None:
    document.add_heading(f"{part.heading} ({len(part.entries)})", 1)
    for entry in part.entries:
        if part.result == "not_applicable":
            document.add_paragraph(f"{entry.title}: {entry.says}", style="List Bullet")
        else:
            _entry(document, entry, labels)


def _entry(document: Any, entry: Entry, labels: dict[str, str]) -> None:
    document.add_heading(f"{entry.title} ({entry.kind})", 2)
    document.add_paragraph(entry.says)
    if entry.do:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{labels['do']} ").bold = True
        paragraph.add_run(entry.do)
    for clause in entry.clauses:
        _quote(document, clause, labels)


def _quote(document: Any, clause: Clause, labels: dict[str, str]) -> None:
    document.add_paragraph(f"«{clause.quote}»", style="Quote")
    document.add_paragraph(f"{labels['rundskriv']} {clause.document} › {clause.section}", style="Caption")


def _with_fixed_times(content: bytes) -> bytes:
    """The same archive, each of its files dated alike."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            dated = zipfile.ZipInfo(entry.filename, FIXED_TIME.timetuple()[:6])
            dated.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(dated, old.read(entry))
    return written.getvalue()
