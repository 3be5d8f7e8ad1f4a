"""`/drift/logg`: who did what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.accounts.account import Role
from assistant.helpdesk.audit_sql import Entry, Wanted
from web.access.current import ADMIN
from web.api.access import Opened
from web.pages.language import page_language
from web.pages.operations.service_page import UNFIT
from web.pages.operations.times import example_day, read_day
from web.pages.render import page
from web.wording import all_texts

router = APIRouter(prefix="/drift/logg", include_in_schema=False, dependencies=[ADMIN])
ON_A_PAGE = 50
_WITH_ROLE = {"account_added", "account_role_changed"}  # about whom, and which role they got
_UNKNOWN = "-"  # who has not signed in


@router.get("")
def log_page(  # noqa: PLR0913, PLR0917 - one for each field of the filter
    request: Request,
    services: Opened,
    hvem: Annotated[str, Query(max_length=200)] = "",
    hva: Annotated[str, Query(max_length=60)] = "",
    fra: Annotated[str, Query(max_length=100)] = "",
    til: Annotated[str, Query(max_length=100)] = "",
    side: Annotated[str, Query(max_length=100)] = "1",
) -> HTMLResponse:
    """The newest first. A day that cannot be read is told at its field, and filters nothing."""
    days = {"fra": fra, "til": til}
    read: dict[str, date | None] = {name: read_day(text) if text.strip() else None for name, text in days.items()}
    faults = {name for name, text in days.items() if text.strip() and read[name] is None}
    log, lang = services.records.audit, page_language(request)
    number = int(side) if side.isascii() and side.isdigit() and len(side) < 10 else 1  # noqa: PLR2004 - some number
    found = log.page(Wanted(_plain(hvem), _plain(hva), read["fra"], read["til"]), number, ON_A_PAGE)
    kept = {name: value for name, value in {"hvem": hvem, "hva": hva, **days}.items() if value}
    return page(
        request,
        "operations/log.html",
        UNFIT if faults else 200,
        found=found,
        sentences=[sentence(entry, lang) for entry in found.entries],
        people={who: person(who, lang) for who in log.people()},
        actions=_named(log.actions(), lang),
        filters={"hvem": hvem, "hva": hva, **days},
        faults=faults,
        example=example_day(),
        newer=_address(kept, found.number - 1) if found.number > 1 else None,
        older=_address(kept, found.number + 1) if found.number < found.pages else None,
    )


def sentence(entry: Entry, lang: str) -> str:
    """What was done, in plain words; an action that there are no words for, as it is."""
    sentences = all_texts().value(lang, "operations.sentences")
    who, about, role = person(entry.who, lang), entry.about, ""
    if entry.action not in sentences:
        return f"{who}: {entry.action} {about}".rstrip()
    if entry.action in _WITH_ROLE:
        about, _, role = entry.about.partition(" ")
    told = str(sentences[entry.action]).format(who=who, about=about)
    return f"{told} ({all_texts().get(lang, f'account.roles.{role}')})" if role in {*Role} else told


def person(who: str, lang: str) -> str:
    known = {_UNKNOWN: "operations.nobody", "system": "operations.system"}
    return all_texts().get(lang, known[who]) if who in known else who


def _named(codes: list[str], lang: str) -> Mapping[str, str]:
    """Each action for the filter: its sentence with nobody in it."""
    sentences = all_texts().value(lang, "operations.sentences")
    names = {code: str(sentences.get(code, code)).format(who="", about="…").strip() for code in codes}
    return {code: name[:1].upper() + name[1:] if code in sentences else name for code, name in names.items()}


def _plain(text: str) -> str:
    """PostgreSQL cannot even be asked about a NUL."""
    return text.replace("\0", "")


def _address(kept: Mapping[str, str], number: int) -> str:
    return f"/drift/logg?{urlencode({**kept, 'side': number})}"
