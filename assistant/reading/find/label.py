"""Which field a label, a question or a heading is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.form.form import load_form
from assistant.reading.find.doubt import holds, is_negated
from knowledge.data import read_yaml

_NUMBERING = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?(?=\s+[^\W\d])|\d{1,2}[.)]|[a-z]\)|nr\.? ?\d+)\s*", re.IGNORECASE
)
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
LONGEST_LABEL = 400  # characters, its hint among them
MOST_REMEMBERED = 4_096  # labels of one document; each is asked for several times
# Fields whose values are read by another measure than the form's widget says.
KINDS = {
    "applicant.name": "name",
    "focus_area": "area",
    "duration_years": "years",
    "applicant.organisation_number": "organisation_number",
    "applicant.type": "applicant.type",
    "approval.role": "approval.role",
    "target_groups": "target_groups",
    "welcome.dialogue_with": "welcome.dialogue_with",
}


@dataclass(frozen=True)
class Label:
    """The field that a label is about.

    Not plain where it denies something, asks for a part only, or may be about another field too.
    """

    path: str
    is_plain: bool


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = read_yaml(files("assistant.reading.find") / "labels.yaml")
    return tuple((entry["path"], re.compile(entry["label"])) for entry in entries)


@cache
def heading_patterns() -> dict[str, re.Pattern[str]]:
    """What headings say of the part below them, from headings.yaml."""
    entries: dict[str, str] = read_yaml(files("assistant.reading.find") / "headings.yaml")
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in entries.items()}


@cache
def kind_of_field(path: str) -> str:
    """By which measure a field's answer is read."""
    field = load_form().field(path)
    if path in KINDS or field is None:
        return KINDS.get(path, "text")
    return "yes_no" if field.widget == "given" else field.widget


def label_words(text: str) -> str:
    """A label as rules read it: lower case, without its number, brackets around units and closing signs."""
    plain = _NUMBERING.sub("", text).casefold()
    plain = re.sub(r"\((?:kr|nok|år|i kr|i kroner|antall år|years|beløp)\)", "", plain)
    return re.sub(r"[?:.*…_]+$", "", " ".join(plain.split())).strip()


def labels_of(text: str) -> list[Label]:
    """The fields that a label, question or heading may be about, the likeliest first.

    A hint stands in brackets or on a line below. A label of another project or another year has none.
    """
    if holds("elsewhere", text) and path_of_label(text) != "earlier_projects":
        return []
    matches = _matches(text)
    several = len({path for path, _ in matches}) > 1
    found: dict[str, Label] = {}
    for path, rest in matches:
        found.setdefault(path, Label(path, is_plain=not several and not _is_narrowed(path, rest, label_words(text))))
    return list(found.values())


def path_of_label(text: str) -> str | None:
    """The likeliest field alone, whomever it tells of."""
    matches = _matches(text)
    return matches[0][0] if matches else None


@lru_cache(maxsize=MOST_REMEMBERED)
def _matches(text: str) -> tuple[tuple[str, str], ...]:
    if len(text) > LONGEST_LABEL:
        return ()
    first = text.split("\n", 1)[0]
    tried = dict.fromkeys((first, _BRACKETS.sub(" ", first), text, _BRACKETS.sub(" ", text)))
    return tuple(match for words in tried if (match := _match(words)))


def _is_narrowed(path: str, rest: str, words: str) -> bool:
    """If a label denies its field, or asks for a part of it or for somebody else's; `rest` are the words beside it."""
    if is_negated(rest) or holds("without", rest):
        return True
    if kind_of_field(path) not in {"kroner", "whole", "years"} or path.startswith("participant_support"):
        return False
    other = _match(rest)
    part = any(holds(name, rest) for name in ("past", "partner", "other_funder"))
    part = part or any(holds(name, words) for name in ("yearly", "partial")) or _YEAR.search(words) is not None
    return part or (other is not None and other[0] != path)


def _match(text: str) -> tuple[str, str] | None:
    """The field and the words that do not name it."""
    words = label_words(text)
    for path, pattern in _labels():
        if found := pattern.search(words):
            return path, f"{words[: found.start()]} {words[found.end() :]}"
    return None
