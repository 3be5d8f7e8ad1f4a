"""The report of a kept draft: as a page for print, PDF, Word and JSON, and the deadlines as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.checklist.draft import DEFAULT_RUNDSKRIV
from assistant.report.deadlines import deadlines_ics
from assistant.report.outline import ReportOutline, outline_report
from assistant.report.pdf import report_pdf
from assistant.report.record import report_json
from assistant.report.word import report_docx
from web.access.current import READER
from web.api.access import Opened
from web.errors import DraftUnready
from web.pages.check.desk import Desk, kept_desk
from web.pages.check.files import attached, ready_draft
from web.pages.check.filling import SEE_OTHER
from web.pages.language import page_language
from web.pages.render import CACHING, fill

if TYPE_CHECKING:
    from assistant.bootstrap import Services

router = APIRouter(include_in_schema=False, dependencies=[READER])
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _outline(desk: Desk, services: Services) -> ReportOutline:
    """Raises DraftUnready where nothing has been checked."""
    draft = ready_draft(desk)
    if desk.report is None:
        raise DraftUnready
    return outline_report(desk.report, draft, services.library.show(draft.rundskriv))


@router.get("/sjekk/u/{secret}/rapport")
def report_page(request: Request, services: Opened, secret: str) -> Response:
    """The page that is made for print. Before anything has been checked, back to the form."""
    desk = kept_desk(request, services, secret)
    if desk.report is None:
        return RedirectResponse(desk.address, SEE_OTHER)
    return HTMLResponse(report_html(_outline(desk, services), desk.address), headers={"Cache-Control": CACHING})


def report_html(report: ReportOutline, back: str = "") -> str:
    """The page, with the way back to the draft where there is one."""
    return fill("check/report.html", report.lang, report=report, back=back)


@router.get("/sjekk/u/{secret}/rapport.pdf")
def as_pdf(request: Request, services: Opened, secret: str) -> Response:
    """The report as PDF."""
    desk = kept_desk(request, services, secret)
    return attached(report_pdf(_outline(desk, services)), "application/pdf", ready_draft(desk), "pdf")


@router.get("/sjekk/u/{secret}/rapport.docx")
def as_docx(request: Request, services: Opened, secret: str) -> Response:
    """The report as a Word document."""
    desk = kept_desk(request, services, secret)
    return attached(report_docx(_outline(desk, services)), DOCX, ready_draft(desk), "docx")


@router.get("/sjekk/u/{secret}/rapport.json")
def as_json(request: Request, services: Opened, secret: str) -> Response:
    """The result as the command line and the API give it, with what it rests on."""
    desk = kept_desk(request, services, secret)
    draft = ready_draft(desk)
    if desk.report is None:
        raise DraftUnready
    record = report_json(desk.report, services.library.show(draft.rundskriv))
    return attached(f"{record}\n", "application/json", draft, "json")


@router.get("/sjekk/kalender.ics")
def calendar(request: Request, services: Opened, rundskriv: Annotated[str, Query()] = DEFAULT_RUNDSKRIV) -> Response:
    """The deadline of applying and those of reporting."""
    found = services.library.show(rundskriv)
    disposition = f'attachment; filename="rundskriv-{found.number}.ics"'
    content = deadlines_ics(found, page_language(request))
    return Response(content, media_type="text/calendar", headers={"Content-Disposition": disposition})
