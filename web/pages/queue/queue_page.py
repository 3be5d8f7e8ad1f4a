"""`/ko`: what could not be answered, put together by likeness, and the helpdesk's answers by their state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.helpdesk.approved import ApprovedAnswer, State
from assistant.helpdesk.matching import flag_changed
from assistant.helpdesk.queue import MOST_OPEN, Group, only_alike
from knowledge.errors import SearchUnavailable
from web.access.current import HELPDESK
from web.api.access import Opened
from web.pages.chat.ask_page import SEE_OTHER
from web.pages.queue.answer_form import MOST_ID, MOST_TURNS, RowId
from web.pages.queue.approval import HANDLED, Mine, grouping_over
from web.pages.render import page

if TYPE_CHECKING:
    from assistant.bootstrap import Services

router = APIRouter(include_in_schema=False, dependencies=[HELPDESK])

STATES = {
    "venter": State.AWAITING,
    "gjennomgang": State.REVIEW,
    "godkjente": State.APPROVED,
    "trukket": State.WITHDRAWN,
}
OPEN = "apne"
A_WEEK = timedelta(days=7)
GROUPS_ON_A_PAGE = 25


@dataclass(frozen=True)
class Tab:
    """A list of the page, and how many are in it."""

    name: str
    address: str
    count: int


@dataclass(frozen=True)
class OpenQuestions:
    """The groups on one page of the list. `is_cut`: there are more turns than are looked at."""

    groups: list[Group]
    turns: int
    all_groups: int
    last_week: int
    all_turns: int
    is_cut: bool
    by_likeness: bool
    next_page: int | None


class Shown(BaseModel):
    """What is shown: a list, of the last week alone, the page of it; and how many were just handled."""

    vis: str = OPEN
    periode: str = ""
    side: Annotated[int, Field(ge=1, le=MOST_ID)] = 1
    ferdig: Annotated[int, Field(ge=0, le=MOST_ID)] = 0

    @property
    def only_week(self) -> bool:
        return self.periode == "uke"


@router.get("/ko")
def queue(request: Request, services: Opened, asked: Annotated[Shown, Query()]) -> HTMLResponse:
    """Answers whose clauses changed are set up for review first."""
    flag_changed(services.records, services.library)
    answers = services.records.approved.all()
    state = STATES.get(asked.vis)
    found = open_questions(services, asked.only_week, asked.side)
    return page(
        request,
        "queue/page.html",
        tabs=_tabs(answers, found.all_turns),
        shown=asked.vis if state else OPEN,
        answers=[answer for answer in answers if answer.state is state],
        found=found,
        only_week=asked.only_week,
        page_number=asked.side,
        most=MOST_OPEN,
        handled=asked.ferdig,
        editor_address=editor_address,
    )


@router.post("/ko/ferdig")
def handle(
    services: Opened, mine: Mine, tur: Annotated[list[RowId], Form(min_length=1, max_length=MOST_TURNS)]
) -> Response:
    """Takes questions out of the queue without an answer."""
    services.records.conversations.handled(tur)
    services.records.audit.note(mine.name, HANDLED, ", ".join(map(str, tur)))
    return RedirectResponse(f"/ko?ferdig={len(tur)}", SEE_OTHER)


def open_questions(services: Services, only_week: bool, side: int) -> OpenQuestions:
    """Grouped by likeness, or where there is no index, only those that are alike word for word."""
    turns = services.records.conversations.open_questions(MOST_OPEN + 1)
    kept, since = turns[:MOST_OPEN], datetime.now(UTC) - A_WEEK
    recent = [turn for turn in kept if turn.asked >= since]
    shown = recent if only_week else kept
    try:
        groups, by_likeness = grouping_over(services.tools.search).groups(shown), True
    except SearchUnavailable:
        groups, by_likeness = only_alike(shown), False
    end = side * GROUPS_ON_A_PAGE
    return OpenQuestions(
        groups=groups[end - GROUPS_ON_A_PAGE : end],
        turns=len(shown),
        all_groups=len(groups),
        last_week=len(recent),
        all_turns=len(kept),
        is_cut=len(turns) > MOST_OPEN,
        by_likeness=by_likeness,
        next_page=side + 1 if end < len(groups) else None,
    )


def editor_address(group: Group) -> str:
    """Where an answer to a group is written."""
    return f"/ko/nytt?{urlencode([('tur', turn) for turn in group.ids])}"


def _tabs(answers: list[ApprovedAnswer], turns: int) -> list[Tab]:
    counted = [(name, sum(answer.state is state for answer in answers)) for name, state in STATES.items()]
    return [Tab(OPEN, "/ko", turns), *(Tab(name, f"/ko?vis={name}", count) for name, count in counted)]
