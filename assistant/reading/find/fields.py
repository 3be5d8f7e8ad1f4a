"""All candidates -> one value a field, and the draft of those that are certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.checklist.errors import DraftFieldError
from assistant.checklist.reading import draft_from_object
from assistant.reading.blocks import Block
from assistant.reading.find.budget import budget
from assistant.reading.find.candidate import Candidate
from assistant.reading.find.label import kind_of_field
from assistant.reading.find.labelled import labelled
from assistant.reading.find.partners import partners
from assistant.reading.find.surroundings import in_context
from assistant.reading.find.title import title
from assistant.reading.find.told import told
from assistant.reading.find.values import read_value

# Objects that a draft holds only where something is said of them: reading one of their fields gives them.
TEXTS = frozenset({"text", "long_text"})
FINDERS = (labelled, title, told, budget, partners)


@dataclass(frozen=True)
class ReadDraft:
    """The fields that were found, in the order of the document, and the draft of those that are certain."""

    fields: tuple[Candidate, ...]
    draft: dict[str, Any]


def find_fields(blocks: Sequence[Block]) -> ReadDraft:
    """The draft that a document holds. What is not found is not there."""
    blocks = in_context(blocks)
    found: dict[str, list[Candidate]] = {}
    for candidate in [each for finder in FINDERS for each in finder(blocks)]:
        if candidate.path == "social_entrepreneur" and candidate.value is True:
            candidate = replace(candidate, value={})  # noqa: PLW2901
        if _fits(candidate):
            found.setdefault(candidate.path, []).append(candidate)
    if "applicant.type" not in found:
        found.update(_type_by_name(found.get("applicant.name", ())))
    fields = [_settled(candidates) for candidates in found.values()]
    return ReadDraft(tuple(fields), _draft(fields))


def _fits(candidate: Candidate) -> bool:
    """If a draft can hold the value at all."""
    try:
        draft_from_object(nested({}, candidate))
    except DraftFieldError:
        return False
    return True


def _type_by_name(names: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """A name tells what its bearer is, as surely as it is the applicant's: "Elvebakken kommune"."""
    typed = [
        replace(name, path="applicant.type", value=value.value, certain=name.certain and value.certain)
        for name in names
        if (value := read_value("applicant.type", str(name.value)))
    ]
    return {"applicant.type": typed} if typed else {}


def _settled(candidates: Sequence[Candidate]) -> Candidate:
    """The value tied closest to the field. It is certain only where nothing in the document says otherwise."""
    best = min(candidates, key=lambda each: (each.rank, not each.certain))
    agree = all(_same(best, other) for other in candidates)
    return replace(best, certain=best.certain and agree)


def _same(best: Candidate, other: Candidate) -> bool:
    if kind_of_field(best.path) in TEXTS:
        # Of texts, what stands closer counts: a title's heading and its label need not be alike.
        return other.rank > best.rank or str(best.value) == str(other.value)
    return bool(best.value == other.value)


def _draft(fields: Iterable[Candidate]) -> dict[str, Any]:
    draft: dict[str, Any] = {}
    for field in fields:
        if field.certain:
            nested(draft, field)
    return draft


def nested(draft: dict[str, Any], field: Candidate) -> dict[str, Any]:
    """`draft`, with the field put in its place. Changes `draft`."""
    *above, last = field.path.split(".")
    within = draft
    for part in above:
        within = within.setdefault(part, {})
    if last in within and isinstance(within[last], dict):
        return draft  # the object is there already, with fields of its own
    within[last] = dict(field.value) if isinstance(field.value, dict) else field.value
    return draft
