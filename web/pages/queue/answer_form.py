"""What is typed in the editor: kept as it is typed, and checked field by field."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, Field

from assistant.answering.screen import screen_text
from assistant.helpdesk.approved import ApprovedAnswer
from assistant.helpdesk.errors import ClauseUnknown
from assistant.helpdesk.queue import Group
from assistant.privacy.identity_numbers import find_identity_numbers
from knowledge.errors import UsageError
from web.pages.queue.ties import standing_values, ties_of
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

# What fits the id of a row in either database.
MOST_ID = 2**31 - 1
MOST_TURNS = 500
MOST_TICKED = 50
MOST_ASKINGS = 200
LONGEST_TEXT = 10_000  # characters
LONGEST_SENT = 100_000  # all askings of a group, and no more than can be looked through
RowId = Annotated[int, Field(ge=1, le=MOST_ID)]
Faults = dict[str, str]


class AnswerForm(BaseModel):
    """`stilt` has one asking a line; `ledd` names clauses; `sok` is sought among them; `tur` are the turns that the
    answer is written for; `versjon` is when the answer that is changed was written; `gjor` is the button."""

    sporsmal: Annotated[str, Field(max_length=LONGEST_SENT)] = ""
    stilt: Annotated[str, Field(max_length=LONGEST_SENT)] = ""
    tekst: Annotated[str, Field(max_length=LONGEST_SENT)] = ""
    sprak: Literal["nb", "nn", "en"] = "nb"
    rundskriv: str = ""
    ledd: Annotated[list[str], Field(max_length=MOST_TICKED)] = []
    sok: Annotated[str, Field(max_length=LONGEST_SENT)] = ""
    tur: Annotated[list[RowId], Field(max_length=MOST_TURNS)] = []
    versjon: str = ""
    gjor: str = ""

    @property
    def question(self) -> str:
        return " ".join(self.sporsmal.split())

    @property
    def askings(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.stilt.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    @property
    def text(self) -> str:
        return unicodedata.normalize("NFC", self.tekst).strip()


def form_for(group: Group | None, question: str, newest: str) -> AnswerForm:
    """An answer that is to be written: for a group, or for one question."""
    if group is None:
        return AnswerForm(sporsmal=question, rundskriv=newest)
    return AnswerForm(
        sporsmal=question or group.question,
        stilt="\n".join(asking.text for asking in group.askings),
        sprak=group.lang if group.lang in {"nn", "en"} else "nb",  # type: ignore[arg-type]
        rundskriv=group.document or newest,
        tur=list(group.ids),
    )


def form_of(answer: ApprovedAnswer, services: Services) -> AnswerForm:
    """An answer that is to be changed. Clauses that no longer stand are not ticked."""
    return AnswerForm(
        sporsmal=answer.question,
        stilt="\n".join(answer.askings),
        tekst=answer.text,
        sprak=answer.lang,  # type: ignore[arg-type]
        rundskriv=answer.document,
        ledd=standing_values(answer, services.library),
        versjon=answer.written.isoformat(),
    )


def faults_of(form: AnswerForm, services: Services, lang: str) -> Faults:
    """What stands in the way of keeping it: a sentence for each field at fault, in the form's order."""
    texts = all_texts()
    faults: Faults = {}
    longest = services.settings.longest_question
    if not form.question:
        faults["sporsmal"] = texts.get(lang, "queue.no_question")
    else:
        _screen(faults, "sporsmal", [form.question], longest, lang)
    _screen(faults, "stilt", form.askings, longest, lang)
    if len(form.askings) > MOST_ASKINGS:
        faults["stilt"] = texts.get(lang, "queue.too_many_askings", most=MOST_ASKINGS)
    _check_text(faults, form.text, lang)
    _check_clauses(faults, form, services, lang)
    return faults


def _screen(faults: Faults, field: str, questions: list[str], longest: int, lang: str) -> None:
    """A question that nobody could ask is no question to answer."""
    for question in questions:
        try:
            screen_text(question, longest)
        except UsageError as error:
            faults.setdefault(field, f"«{question[:60]}»: {all_texts().error(lang, error)}")
        if find_identity_numbers(question):
            faults.setdefault(field, all_texts().get(lang, "queue.has_identity_number"))


def _check_text(faults: Faults, text: str, lang: str) -> None:
    texts = all_texts()
    if not text:
        faults["tekst"] = texts.get(lang, "queue.no_text")
    elif len(text) > LONGEST_TEXT:
        faults["tekst"] = texts.get(lang, "queue.text_too_long", longest=LONGEST_TEXT, length=len(text))
    elif any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t" for sign in text):
        faults["tekst"] = texts.get(lang, "queue.text_unreadable")
    elif find_identity_numbers(text):
        faults["tekst"] = texts.get(lang, "queue.has_identity_number")


def _check_clauses(faults: Faults, form: AnswerForm, services: Services, lang: str) -> None:
    texts = all_texts()
    if form.rundskriv not in services.library.numbers:
        faults["rundskriv"] = texts.get(lang, "queue.no_rundskriv")
        return
    try:
        ties = ties_of(form.ledd, services.library)
    except ClauseUnknown as error:
        faults["ledd"] = texts.error(lang, error)
        return
    others = [tie.document for tie in ties if tie.document != form.rundskriv]
    if not ties:
        faults["ledd"] = texts.get(lang, "queue.no_clauses")
    elif others:
        faults["ledd"] = texts.get(lang, "queue.other_rundskriv", number=form.rundskriv, other=others[0])
