"""`/ko/nytt` and `/ko/svar/{id}/rediger`: one answer is written, and tied to clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.account import Account
from assistant.dates import today
from assistant.helpdesk.approved import ApprovedAnswer, State
from assistant.helpdesk.errors import ClauseUnknown
from assistant.helpdesk.queue import in_other_language
from knowledge.errors import SearchUnavailable
from web.access.current import HELPDESK
from web.api.access import Opened
from web.pages.answer_view import TurnView
from web.pages.chat.ask_page import HTTP_UNPROCESSABLE, SEE_OTHER
from web.pages.language import page_language
from web.pages.queue.answer_form import MOST_TURNS, AnswerForm, Faults, RowId, faults_of, form_for, form_of
from web.pages.queue.approval import WRITTEN, AnswerId, Mine, approve, group_of
from web.pages.queue.choices import choices
from web.pages.queue.preview import draft_view, machine_view
from web.pages.queue.ties import changed_ties, ties_of
from web.pages.render import page
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

router = APIRouter(include_in_schema=False, dependencies=[HELPDESK])

FIND, PREVIEW, SAVE, SAVE_AND_APPROVE = "finn", "vis", "lagre", "godkjenn"


@router.get("/ko/nytt")
def new_answer(
    request: Request,
    services: Opened,
    mine: Mine,
    tur: Annotated[list[RowId], Query(max_length=MOST_TURNS)] = [],  # noqa: B006 - FastAPI copies it
    sporsmal: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """Filled in with what was asked in the given turns, or with one question."""
    question = sporsmal[: services.settings.longest_question]
    form = form_for(group_of(services, tur), question, services.library.newest(today()).number)
    return _editor(request, services, mine, form)


@router.post("/ko/nytt")
def write_new(request: Request, services: Opened, mine: Mine, form: Annotated[AnswerForm, Form()]) -> Response:
    """Keeps it, or shows what was typed with what was found or is wrong."""
    return _answer_to(request, services, mine, form, None)


@router.get("/ko/svar/{answer}/rediger")
def change(request: Request, services: Opened, mine: Mine, answer: AnswerId) -> HTMLResponse:
    """Raises AnswerUnknown."""
    kept = services.records.approved.find(answer)
    return _editor(request, services, mine, form_of(kept, services), kept)


@router.post("/ko/svar/{answer}/rediger")
def write_changed(
    request: Request, services: Opened, mine: Mine, answer: AnswerId, form: Annotated[AnswerForm, Form()]
) -> Response:
    """As `write_new`. Raises AnswerUnknown."""
    return _answer_to(request, services, mine, form, services.records.approved.find(answer))


def _answer_to(
    request: Request, services: Services, mine: Account, form: AnswerForm, kept: ApprovedAnswer | None
) -> Response:
    if form.gjor not in {SAVE, SAVE_AND_APPROVE}:
        return _editor(request, services, mine, form, kept)
    lang = page_language(request)
    faults = faults_of(form, services, lang)
    if kept and form.versjon != kept.written.isoformat():
        faults["versjon"] = all_texts().get(lang, "queue.changed_meanwhile", by=kept.written_by)
        form = form.model_copy(update={"versjon": kept.written.isoformat()})
    if faults:
        return _editor(request, services, mine, form, kept, faults)
    answer = _write(services, mine, form, kept)
    done = ""
    if form.gjor == SAVE_AND_APPROVE and not services.settings.second_eyes:
        done = f"&ferdig={approve(services, answer, mine, form.tur)}"
    turns = "" if done else "".join(f"&tur={turn}" for turn in form.tur)
    return RedirectResponse(f"/ko/svar/{answer}?lagret=1{done}{turns}", SEE_OTHER)


def _write(services: Services, mine: Account, form: AnswerForm, kept: ApprovedAnswer | None) -> int:
    """The id of the answer. The same one where it is sent twice."""
    approved, number = services.records.approved, kept.id if kept else _twin(services, form)
    if kept is None and number is not None:
        return number
    ties = ties_of(form.ledd, services.library)
    answer = approved.write(
        form.question, form.sprak, form.text, form.rundskriv, ties, form.askings, by=mine.name, answer=number
    )
    services.records.audit.note(mine.name, WRITTEN, str(answer))
    return answer


def _twin(services: Services, form: AnswerForm) -> int | None:
    """The answer that says the very same, for one who pressed the button twice."""
    said = (form.question, form.text, form.sprak, form.rundskriv)
    standing = services.records.approved.all(State.AWAITING, State.APPROVED)
    return next((each.id for each in standing if said == (each.question, each.text, each.lang, each.document)), None)


def _editor(  # noqa: PLR0913, PLR0917 - what the page is made of
    request: Request,
    services: Services,
    mine: Account,
    form: AnswerForm,
    kept: ApprovedAnswer | None = None,
    faults: Faults | None = None,
) -> HTMLResponse:
    machine = machine_view(services, form.question, form.sprak, form.rundskriv) if form.question else None
    group = group_of(services, form.tur) if form.tur else None
    changed = changed_ties(kept, services.library) if kept else []
    heirs = [heir for _, heir in changed if heir]
    return page(
        request,
        "queue/editor.html",
        HTTP_UNPROCESSABLE if faults else 200,
        form=form,
        kept=kept,
        faults=faults or {},
        machine=machine,
        choices=choices(services, form, machine.answer if machine else None, heirs),
        sought=form.sok.strip() if form.gjor == FIND else "",
        preview=_draft(services, form, mine) if form.gjor == PREVIEW else None,
        wants_preview=form.gjor == PREVIEW,
        changed=changed,
        existing=_existing(services, form, kept),
        group=group,
        others=len(in_other_language(group.turns, form.sprak)) if group else 0,
        second_eyes=services.settings.second_eyes,
        library=sorted(services.library, key=lambda each: (each.valid_from, each.number), reverse=True),
    )


def _draft(services: Services, form: AnswerForm, mine: Account) -> TurnView | None:
    try:
        ties = ties_of(form.ledd, services.library)
    except ClauseUnknown:
        return None
    return draft_view(services, form.question, form.sprak, form.text, form.rundskriv, ties, mine.name)


def _existing(services: Services, form: AnswerForm, kept: ApprovedAnswer | None) -> ApprovedAnswer | None:
    """Another answer that the question already gets."""
    approved = services.tools.approved
    if approved is None or not form.question:
        return None
    try:
        found = approved.find(form.question, form.sprak, form.rundskriv)
    except SearchUnavailable:
        return None
    return found[0] if found and (kept is None or found[0].id != kept.id) else None
