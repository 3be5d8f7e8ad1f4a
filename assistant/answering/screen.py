"""What may be asked at all: text, not empty, not too long."""

from __future__ import annotations

import unicodedata

from assistant.errors import QuestionEmpty, QuestionTooLong, QuestionUnreadable

# Letters in text that is hidden or steers a terminal have no place in a question; line breaks and tabs do.
_ALLOWED_CONTROLS = frozenset("\n\r\t")
_REFUSED = frozenset({"Cc", "Cs", "Cn"})


def screen_text(text: str, longest: int) -> str:
    """The question, composed (NFC) and with white space at its ends taken off.

    Raises QuestionEmpty, QuestionTooLong (`longest` in characters) or QuestionUnreadable (control characters, lone
    surrogates, or no letter or digit at all).
    """
    question = unicodedata.normalize("NFC", text).strip()
    if not question:
        raise QuestionEmpty
    if len(question) > longest:
        raise QuestionTooLong(length=len(question), longest=longest)
    if any(unicodedata.category(c) in _REFUSED and c not in _ALLOWED_CONTROLS for c in question):
        raise QuestionUnreadable
    if not any(c.isalnum() or c == "§" for c in question):
        raise QuestionUnreadable
    return question
