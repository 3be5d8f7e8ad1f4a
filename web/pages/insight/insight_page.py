"""`/innsikt`: what is asked about, what was not answered and what was thought of it, in figures and as a file."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.dates import today
from assistant.helpdesk.insight import Grain, Insight, Period, Row, gain_insight, of_document
from web.access.current import HELPDESK
from web.api.access import Opened
from web.pages.insight.export import write_csv
from web.pages.insight.heat_map import HeatMap, map_heat
from web.pages.insight.names import Names
from web.pages.insight.numbers import number_text
from web.pages.insight.period import LAST_DAYS, LONGEST_YEARS, OWN_CHOICE, PeriodForm, Unfit, read_period
from web.pages.insight.view import view_insight
from web.pages.language import page_language
from web.pages.render import page

if TYPE_CHECKING:
    from assistant.bootstrap import Services

router = APIRouter(include_in_schema=False, dependencies=[HELPDESK])
PAGE, FILE = "/innsikt", "/innsikt.csv"


@router.get(PAGE)
def insight_page(request: Request, services: Opened, form: Annotated[PeriodForm, Query()]) -> HTMLResponse:
    """The figures of a period; where that makes no sense, what is wrong with it."""
    period = _read(services, form)
    if isinstance(period, Unfit):
        return _shown(request, services, form, HTTPStatus.UNPROCESSABLE_ENTITY, unfit=period)
    lang = page_language(request)
    insight = gain_insight(_rows(services, form, period), period)
    names = Names(services, lang)
    return _shown(
        request,
        services,
        form,
        period=period,
        insight=insight,
        view=view_insight(insight, names, lang),
        heat=_heat(services, form, insight),
        by_day=period.grain is Grain.DAY,
    )


@router.get(FILE)
def insight_file(request: Request, services: Opened, form: Annotated[PeriodForm, Query()]) -> Response:
    """The same figures as CSV. What is wrong with a period is said on the page."""
    period = _read(services, form)
    if isinstance(period, Unfit):
        return RedirectResponse(form.address(PAGE), HTTPStatus.SEE_OTHER)
    lang = page_language(request)
    name = f"tuki-innsikt_{period.since.isoformat()}_{period.until.isoformat()}.csv"
    return Response(
        write_csv(_rows(services, form, period), Names(services, lang), lang),
        media_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _read(services: Services, form: PeriodForm) -> Period | Unfit:
    if form.rundskriv and form.rundskriv not in services.library.numbers:
        return Unfit("rundskriv", ("rundskriv",))
    return read_period(form, today())


def _rows(services: Services, form: PeriodForm, period: Period) -> list[Row]:
    return of_document(services.records.counts.rows(period.since, period.until), form.rundskriv or None)


def _heat(services: Services, form: PeriodForm, insight: Insight) -> HeatMap:
    """Of the chosen rundskriv, else the one that was cited most, else the newest."""
    cited = insight.most_cited_document
    known = cited if cited in services.library.numbers else None
    number = form.rundskriv or known or services.library.newest(today()).number
    return map_heat(services.library.show(number), insight.cited(number))


def _shown(
    request: Request,
    services: Services,
    form: PeriodForm,
    status: int = 200,
    *,
    unfit: Unfit | None = None,
    **facts: Any,
) -> HTMLResponse:
    lang = page_language(request)
    newest_first = sorted(services.library, key=lambda each: (each.valid_from, each.number), reverse=True)
    return page(
        request,
        "insight/page.html",
        status,
        form=form,
        unfit=unfit,
        library=newest_first,
        last_days=LAST_DAYS,
        own_choice=OWN_CHOICE,
        years=LONGEST_YEARS,
        today=today(),
        file=form.address(FILE),
        number=partial(number_text, lang),
        **{"period": None, **facts},
    )
