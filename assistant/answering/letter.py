"""An answer as text to send: what was asked, what was answered, and the clauses with where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assistant.answering.answer import Answer
from assistant.citations.citation import Citation
from assistant.texts import Texts

AddressOf = Callable[[Citation], str] | None


def letter(  # noqa: PLR0913, PLR0917 - the parts of a letter
    question: str, answer: Answer, day: date, lang: str, texts: Texts, address_of: AddressOf
) -> str:
    """Plain text with blank lines between its parts. Quotes that the answer has in its text are not said twice.

    Where `address_of` is None, the clauses' places alone are told: for where there is little room.
    """
    said = answer.text
    sources = [
        _source(number, citation, f"«{citation.quote}»" in said, texts, lang, address_of)
        for number, citation in enumerate(answer.citations, start=1)
    ]
    parts = [
        texts.get(lang, "letter.question", question=question.strip()),
        *(notice.text for notice in answer.notices),
        said,
        "\n".join([texts.get(lang, "letter.sources"), *sources]) if sources else "",
        made_of(answer, day, lang, texts),
    ]
    return "\n\n".join(part for part in parts if part)


def made_of(answer: Answer, day: date, lang: str, texts: Texts) -> str:
    """Who made the answer, when, and from which rundskriv and version of it."""
    key = "letter.approved" if answer.is_approved else "letter.machine"
    return texts.get(lang, key, number=answer.rundskriv or "", version=answer.version, day=texts.day(lang, day))


def _source(  # noqa: PLR0913, PLR0917 - the parts of a line
    number: int, citation: Citation, is_said: bool, texts: Texts, lang: str, address_of: AddressOf
) -> str:
    place = texts.get(lang, "letter.place", number=citation.document, section=" › ".join(citation.section))
    if address_of is None:
        return f"[{number}] {place}"
    quote = "" if is_said else f"\n«{citation.quote}»"
    return f"[{number}] {place}{quote}\n{address_of(citation)}"
