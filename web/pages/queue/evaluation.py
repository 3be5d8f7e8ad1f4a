"""`/ko/evaluering.jsonl`: the approved answers as questions for `tuki eval --dataset`."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from assistant.helpdesk.approved import State
from assistant.helpdesk.approved_cases import cases_of, to_lines
from web.access.current import HELPDESK
from web.api.access import Opened

router = APIRouter(include_in_schema=False, dependencies=[HELPDESK])

FILE_NAME = "tuki-godkjente-svar.jsonl"


@router.get("/ko/evaluering.jsonl")
def evaluation_set(services: Opened) -> Response:
    """The oldest answer first."""
    approved = services.records.approved.all(State.APPROVED)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"', "Cache-Control": "no-store"}
    return Response(to_lines(cases_of(reversed(approved))), media_type="application/x-ndjson", headers=headers)
