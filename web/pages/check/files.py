"""Drafts as files: saved, opened again, or read from a document."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.checklist.draft import Draft
from assistant.checklist.errors import DraftFieldError
from assistant.checklist.reading import draft_to_object, read_draft, write_draft
from assistant.checklist.wording import wording_in
from assistant.drafts.kept import KeptDraft
from assistant.form.entries import entries_of
from assistant.form.form import load_form
from knowledge.errors import TukiError
from web.access.current import READER
from web.api.access import Opened
from web.errors import DraftUnready, TooBusy
from web.pages.check.desk import MOST_FIELDS, Desk, keep_new, kept_desk, typed_desk
from web.pages.check.filling import SEE_OTHER, form_page
from web.wording import all_texts

router = APIRouter(include_in_schema=False, dependencies=[READER])
FILE_FIELD = "fil"
LONGEST_NAME = 200
MOST_WAITING = 20  # each may take some seconds
DRAFT_ENDINGS = (".yaml", ".yml", ".json")


@router.get("/sjekk/u/{secret}/utkast.yaml")
def as_yaml(request: Request, services: Opened, secret: str) -> Response:
    """The draft as a file that this page, the command line and the API read."""
    draft = ready_draft(kept_desk(request, services, secret))
    return attached(write_draft(draft), "application/yaml", draft, "yaml")


@router.get("/sjekk/u/{secret}/utkast.json")
def as_json(request: Request, services: Opened, secret: str) -> Response:
    """The same as JSON."""
    draft = ready_draft(kept_desk(request, services, secret))
    return attached(
        json.dumps(draft_to_object(draft), ensure_ascii=False, indent=1) + "\n", "application/json", draft, "json"
    )


def ready_draft(desk: Desk) -> Draft:
    """The draft. Raises DraftUnready where a field holds what no draft can."""
    if desk.filled.draft is None:
        raise DraftUnready
    return desk.filled.draft


def attached(content: str | bytes, media_type: str, draft: Draft, ending: str) -> Response:
    """A download named for the project, in signs that every system takes."""
    stem = re.sub(r"[^a-z0-9]+", "-", _plain(draft.title or "")).strip("-")[:60]
    disposition = f'attachment; filename="{stem or "utkast"}.{ending}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


def _plain(text: str) -> str:
    return text.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")


@router.post("/sjekk/apne")
async def open_file(request: Request, services: Opened) -> Response:
    """Opens a saved draft, or reads one from a document, as a draft of its own.

    What was typed in the form is kept first; a file that cannot be read leaves it as it was.
    """
    async with request.form(max_fields=MOST_FIELDS) as sent:
        file = sent.get(FILE_FIELD)
        content = await file.read() if isinstance(file, UploadFile) else b""
        name = _plain_name(file.filename or "") if isinstance(file, UploadFile) else ""
        reading = request.app.state.reading
        if reading.statistics().tasks_waiting >= MOST_WAITING:
            raise TooBusy
        # In line before a thread is taken, so that those who only ask are not held up.
        async with reading:
            return await run_in_threadpool(_opened, request, services, sent, content, name)


def _plain_name(name: str) -> str:
    """Without folders, and without signs that no reader sees."""
    return "".join(sign for sign in PurePath(name).name if sign.isprintable())[-LONGEST_NAME:]


def _opened(request: Request, services: Opened, sent: FormData, content: bytes, name: str) -> Response:
    desk = typed_desk(request, services, sent)
    try:
        kept = _kept_of(content, name)
    except DraftFieldError as error:
        return _refused(request, services, desk, error, " ".join(wording_in(desk.lang).problems(error)))
    except TukiError as error:
        return _refused(request, services, desk, error, all_texts().error(desk.lang, error))
    return RedirectResponse(keep_new(services, kept), SEE_OTHER)


def _kept_of(content: bytes, name: str) -> KeptDraft:
    if name.lower().endswith(DRAFT_ENDINGS):
        draft = read_draft(content, name)
        return KeptDraft(entries_of(load_form(), draft), draft.rundskriv)
    from web.pages.check.reading import read_for_form

    return read_for_form(content, name)


def _refused(request: Request, services: Opened, desk: Desk, error: TukiError, sentence: str) -> HTMLResponse:
    return form_page(request, services, desk, error.http_status, error=sentence)
