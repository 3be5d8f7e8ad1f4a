"""`/drift`: the message to all users, and how the service is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.helpdesk.banners_sql import KINDS
from web.access.current import HELPDESK, shown_account
from web.api.access import Opened
from web.pages.operations.banner_form import LONGEST, BannerEntries, ReadBanner, read_banner
from web.pages.operations.service_state import state_of
from web.pages.operations.times import example_day
from web.pages.render import page

if TYPE_CHECKING:
    from assistant.bootstrap import Services

router = APIRouter(prefix="/drift", include_in_schema=False, dependencies=[HELPDESK])
SEE_OTHER = 303
UNFIT = 422
EARLIER_SHOWN = 20


def name_of(request: Request) -> str:
    """The account's that the route has let in."""
    account = shown_account(request)
    return account.name if account else ""


@router.get("")
def service_page(
    request: Request, services: Opened, lagt_ut: Annotated[str, Query()] = "", tatt_ned: Annotated[str, Query()] = ""
) -> HTMLResponse:
    """What stands, what stood, and a form for a new one; beside it the state of the service."""
    done = "put_up" if lagt_ut else "taken_down" if tatt_ned else None
    return _shown(request, services, BannerEntries(), done=done)


@router.post("/melding")
def put_up(request: Request, services: Opened, entries: Annotated[BannerEntries, Form()]) -> Response:
    """Shows how it will look, or puts it up. What is wrong is told at its field, with all that was written."""
    read = read_banner(entries, datetime.now(UTC))
    if read.faults or entries.is_preview:
        return _shown(request, services, entries, read)
    by = name_of(request)
    number = services.records.banners.put_up(read.kind, read.texts, read.starts, read.ends, by)
    services.records.audit.note(by, "banner_put_up", str(number))
    request.app.state.banners.forget()
    return RedirectResponse("/drift?lagt_ut=1", SEE_OTHER)


@router.post("/melding/{banner}/ta-ned")
def take_down(request: Request, services: Opened, banner: int) -> Response:
    """One that is down already stays so."""
    now = datetime.now(UTC)
    if any(each.id == banner and (each.ends is None or each.ends > now) for each in services.records.banners.all()):
        services.records.banners.take_down(banner)
        services.records.audit.note(name_of(request), "banner_taken_down", str(banner))
        request.app.state.banners.forget()
    return RedirectResponse("/drift?tatt_ned=1", SEE_OTHER)


def _shown(
    request: Request,
    services: Services,
    entries: BannerEntries,
    read: ReadBanner | None = None,
    done: str | None = None,
) -> HTMLResponse:
    now = datetime.now(UTC)
    kept = services.records.banners.all()
    return page(
        request,
        "operations/service.html",
        UNFIT if read and read.faults else 200,
        entries=entries,
        faults=read.faults if read else {},
        preview=read.shown(now, name_of(request)) if read and not read.faults else None,
        now=now,
        up=[banner for banner in kept if banner.ends is None or banner.ends > now],
        earlier=[banner for banner in kept if banner.ends is not None and banner.ends <= now][:EARLIER_SHOWN],
        kinds=KINDS,
        longest=LONGEST,
        example=example_day(),
        done=done,
        state=state_of(services),
        settings=services.settings,
    )
