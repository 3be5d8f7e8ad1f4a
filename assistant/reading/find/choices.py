"""Answers that choose among the options of a field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.reading.find.doubt import is_conditional, is_negated
from assistant.reading.find.value import Value
from assistant.reading.find.vocabulary import reading_words

_PIECES = re.compile(r"[,;/()]|\.\s|\b(?:og|and|samt)\b|\b(?=unnt|unna|untatt|bortsett|utenom|utanom|men\b)")


def _options(path: str) -> Mapping[str, str]:
    options: Mapping[str, str] = reading_words()["options"][path]
    return options


def read_choice(path: str, text: str) -> Value | None:
    """The one option that fits; not certain where several do, or where something is denied."""
    plain = text.casefold()
    fitting = [option for option, pattern in _options(path).items() if re.search(pattern, plain)]
    if not fitting:
        return None
    return Value(fitting[0], len(fitting) == 1 and not is_negated(plain) and not is_conditional(plain))


def read_choices(path: str, text: str) -> Value | None:
    """All options that fit, but for those in a piece of the text that denies them.

    Certain where each piece is one option, so that nothing that was said is left out.
    """
    chosen: dict[str, None] = {}
    certain = True
    for piece in filter(str.strip, _PIECES.split(text.casefold())):
        fitting, rest = _fitting(path, piece)
        denied = is_negated(rest)
        certain = certain and len(fitting) == 1 and not denied and not is_conditional(rest)
        chosen.update(dict.fromkeys([] if denied else fitting))
    if chosen or not (whole := _fitting(path, text.casefold()))[0] or is_negated(whole[1]):
        return Value(list(chosen), certain) if chosen else None
    return Value(whole[0], certain=False)  # an option whose name has an "og"


def _fitting(path: str, text: str) -> tuple[list[str], str]:
    """The options that fit, and the words that none of them needs."""
    found = {option: match for option, pattern in _options(path).items() if (match := re.search(pattern, text))}
    rest = text
    for match in found.values():
        rest = rest.replace(match[0], " ")
    return list(found), rest
