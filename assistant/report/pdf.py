"""The report as PDF, set by Typst: tagged and described for screen readers (PDF/UA-1)."""

from __future__ import annotations

import json
from importlib.resources import files

from assistant.report.outline import ReportOutline


def report_pdf(outline: ReportOutline) -> bytes:
    """The bytes of the PDF: the same for the same outline.

    The texts go in as data and are never read as markup. Nothing else is read and nothing is fetched. Where a text has
    signs that the fonts lack, as an emoji in a project's name, they show as boxes and the standard is not claimed.
    """
    import typst

    template = (files("assistant.report") / "report.typ").read_bytes()
    data = json.dumps(outline.to_object(), ensure_ascii=False)
    inputs = {"report": data}
    try:
        return typst.compile(template, format="pdf", sys_inputs=inputs, pdf_standards="ua-1", ignore_system_fonts=True)
    except typst.TypstError:
        return typst.compile(template, format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
