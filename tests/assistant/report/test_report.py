"""The report says the same on paper, as PDF and in Word, word for word."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import icalendar
import pdfplumber
import pytest
from docx import Document

from assistant.checklist.check import check
from assistant.checklist.draft import Draft
from assistant.checklist.reading import draft_from_object, read_draft
from assistant.checklist.ruleset import load_ruleset
from assistant.report.deadlines import deadlines_ics
from assistant.report.outline import ReportOutline, outline_report
from assistant.report.pdf import report_pdf
from assistant.report.word import report_docx
from knowledge.sources.rundskriv import Rundskriv
from web.pages.check.report_files import report_html

EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[1] / "checklist" / "data" / "examples").iterdir()
    if "expected" not in path.name
)
HOSTILE = '#read("/etc/passwd") = *x* $y$ <b>&amp;</b> ]] \\ {{ t }} \u0000'


def outline(draft: Draft, rundskriv: Rundskriv, lang: str = "nb") -> ReportOutline:
    return outline_report(check(draft, load_ruleset(), date(2025, 2, 1), lang), draft, rundskriv)


def pdf_words(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return "".join("".join(page.extract_text().split()) for page in document.pages)


def docx_words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_each_form_holds_every_quote_verbatim_and_says_that_it_is_no_decision(
    example: Path, rundskriv: Rundskriv
) -> None:
    made = outline(read_draft(example.read_bytes(), example.name), rundskriv)
    quotes = [
        clause.quote
        for part in made.parts
        if part.result != "not_applicable"
        for entry in part.entries
        for clause in entry.clauses
    ]
    assert quotes
    assert all(quote in rundskriv.text for quote in quotes)
    word, html, pdf = docx_words(report_docx(made)), report_html(made), pdf_words(report_pdf(made))
    for text in [*quotes, made.disclaimer, made.verdict]:
        assert text in word
        assert text in html
    assert "".join(made.disclaimer.split()) in pdf
    assert "".join(made.verdict.split()) in pdf
    # Lines that a page number or a footer breaks in two cannot be found whole; the others are.
    whole = [quote for quote in quotes if "".join(quote.split()) in pdf]
    assert len(whole) >= len(quotes) - 3


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_same_draft_gives_the_same_bytes_in_every_language(lang: str, rundskriv: Rundskriv) -> None:
    first, second = (outline(draft_from_object({"participants": 7}), rundskriv, lang) for _ in range(2))
    assert report_pdf(first) == report_pdf(second)
    assert report_docx(first) == report_docx(second)


def test_what_must_be_mended_stands_first(rundskriv: Rundskriv) -> None:
    made = outline(draft_from_object({"participants": 7}), rundskriv)
    assert [part.result for part in made.parts][:2] == ["violated", "missing"]


def test_a_title_is_never_read_as_markup(rundskriv: Rundskriv) -> None:
    made = outline(draft_from_object({"title": HOSTILE}), rundskriv)
    assert "".join(['#read("/etc/passwd")']) in pdf_words(report_pdf(made))
    assert '#read("/etc/passwd") = *x*' in docx_words(report_docx(made))
    assert "<b>&amp;</b>" not in report_html(made)
    assert "&lt;b&gt;" in report_html(made)


@pytest.mark.parametrize("title", ["Sammen 🎉", "مشروع", "\ue000", "\u0000"])
def test_signs_that_the_fonts_lack_hinder_no_report(title: str, rundskriv: Rundskriv) -> None:
    made = outline(draft_from_object({"title": title}), rundskriv)
    assert report_pdf(made).startswith(b"%PDF-")
    assert report_docx(made).startswith(b"PK")


def test_an_empty_draft_has_a_report(rundskriv: Rundskriv) -> None:
    made = outline(Draft(), rundskriv)
    assert report_pdf(made).startswith(b"%PDF-")
    assert made.project == "Prosjekt uten navn"


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_calendar_has_the_days_that_the_rundskriv_sets(lang: str, rundskriv: Rundskriv) -> None:
    calendar = icalendar.Calendar.from_ical(deadlines_ics(rundskriv, lang))
    events = list(calendar.walk("VEVENT"))
    assert [event["dtstart"].dt for event in events] == [date(2025, 2, 19), date(2025, 9, 1), date(2026, 2, 1)]
    assert not any(isinstance(event["dtstart"].dt, datetime) for event in events)
    assert all(str(event["description"]).split("«")[1].split("»")[0] in rundskriv.text for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert deadlines_ics(rundskriv, lang) == deadlines_ics(rundskriv, lang)
