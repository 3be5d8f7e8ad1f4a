"""Boxes to tick, however they are drawn: ☐ ☒ ☑, [ ] [x], ( ) (x)."""

from __future__ import annotations

import re

_TICKED = r"[☒☑✓✔🗹]|\[\s?[xX]\s?\]|\(\s?[xX]\s?\)"
_UNTICKED = r"[☐□❏]|\[\s{0,3}\]|\(\s{0,3}\)"
_BOX = re.compile(rf"(?P<ticked>{_TICKED})|(?:{_UNTICKED})")


def has_box(text: str) -> bool:
    """If a box stands anywhere in a text."""
    return _BOX.search(text) is not None


def begins_with_box(text: str) -> bool:
    """If a text is an option with its box before it."""
    return _BOX.match(text.lstrip()) is not None


def before_boxes(text: str) -> tuple[str, str]:
    """The words before the first box, and the rest: "Søker ☒ Kommune" -> "Søker", "☒ Kommune"."""
    first = _BOX.search(text)
    return (text[: first.start()].strip(), text[first.start() :]) if first else (text, "")


def ticked(text: str) -> list[str]:
    """The options that are ticked. A box stands before its words, but after them where a text ends with one.

    A ticked box without words gives "☒". None where boxes both begin and end a text, as each could be either's.
    """
    boxes = list(_BOX.finditer(text))
    first, last = (text[: boxes[0].start()], text[boxes[-1].end() :].strip(" .")) if boxes else ("", "")
    behind = bool(first.strip()) and not last
    if len(boxes) > 1 and not first.strip() and not last:
        return []
    found = []
    for number, box in enumerate(boxes):
        if box["ticked"] is None:
            continue
        if behind:
            words = text[boxes[number - 1].end() if number else 0 : box.start()]
        else:
            words = text[box.end() : boxes[number + 1].start() if number + 1 < len(boxes) else len(text)]
        found.append(words.strip(" \t\n,;/|") or "☒")
    return found
