"""Fields that whole sentences state: "Vi søker om 2 100 000 kroner"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.reading.blocks import About, Block, BlockKind
from assistant.reading.find.amounts import SUM
from assistant.reading.find.boxes import has_box
from assistant.reading.find.candidate import Candidate, snippet_of
from assistant.reading.find.doubt import holds, is_conditional, is_negated
from assistant.reading.find.label import heading_patterns, label_words, path_of_label
from assistant.reading.find.labelled import is_read
from assistant.reading.find.numbers import DAY, NUMBER
from assistant.reading.find.scale import scaled
from assistant.reading.find.statement import as_pair, sentences
from assistant.reading.find.value import Value
from assistant.reading.find.values import read_value
from assistant.reading.find.vocabulary import reading_words
from knowledge.data import read_yaml

TOLD = 2  # the rank of what a sentence states, below labels and headings
# Names are told by their capitals.
_AS_WRITTEN = frozenset({"applicant.name"})


@dataclass(frozen=True)
class _Telling:
    """One pattern of sentences.yaml. `total` marks one whose number is said to be the whole."""

    path: str
    pattern: re.Pattern[str]
    kind: str | None
    fixed: bool | None
    total: bool


@cache
def _tellings() -> tuple[_Telling, ...]:
    entries = read_yaml(files("assistant.reading.find") / "sentences.yaml")
    return tuple(
        _Telling(
            entry["path"],
            re.compile(
                entry["pattern"].replace("{number}", NUMBER).replace("{sum}", SUM).replace("{day}", DAY),
                0 if entry["path"] in _AS_WRITTEN else re.IGNORECASE,
            ),
            entry.get("as"),
            entry.get("value"),
            entry.get("total", False),
        )
        for entry in entries
    )


def told(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """What sentences and headings state, but for those that speak of something else."""
    for block in blocks:
        other = block.context.about in {About.EARLIER, About.BACKGROUND}
        if block.kind is BlockKind.ROW or other or has_box(block.text) or _is_on_something_else(block):
            continue
        for start, sentence in sentences(block):
            asks = sentence.endswith("?")
            if not asks and not holds("elsewhere", sentence) and not holds("demanded", sentence):
                yield from _of_sentence(block, start, sentence)


def _is_on_something_else(block: Block) -> bool:
    """If a line's own label says that it tells of another project."""
    label = (as_pair(block.text) or ("", ""))[0]
    patterns, words = heading_patterns(), label_words(label)
    elsewhere = any(patterns[name].search(words) for name in ("earlier", "background"))
    return bool(label) and (elsewhere or path_of_label(label) == "earlier_projects")


def _of_sentence(block: Block, start: int, sentence: str) -> Iterator[Candidate]:
    for telling in _tellings():
        for found in telling.pattern.finditer(sentence):
            if not is_read(block, telling.path) or (telling.kind is None and block.kind is BlockKind.HEADING):
                break
            value = (
                _fixed(telling, found, sentence) if telling.kind is None else _value(telling, found, sentence, block)
            )
            if value is None:
                continue
            first, last = found.span() if telling.kind is None else found.span("value")
            snippet = snippet_of(block, start + first, start + last)
            yield Candidate(telling.path, value.value, snippet, block.page, value.certain, TOLD)


def _fixed(telling: _Telling, found: re.Match[str], sentence: str) -> Value | None:
    """A yes is not read where its clause denies something; neither answer is certain where the sentence does, or sets
    a condition. Only the pattern's own negation is none. A label is no answer to itself."""
    pair = as_pair(sentence)
    if pair and pair[1] and found.end() <= len(pair[0]):
        return None
    ended = sentence.endswith((".", "!"))  # else it may be a criterion, with its answer beside or below
    has_own = is_negated(telling.pattern.pattern)
    rest = f"{sentence[: found.start()]} {sentence[found.end() :]}" if has_own else sentence
    if telling.fixed and is_negated(rest if has_own else _clause(found, sentence)):
        return None
    future = telling.path == "approval.approved" and holds("future", rest)
    return Value(telling.fixed, certain=ended and not (is_negated(rest) or future or is_conditional(rest)))


def _clause(found: re.Match[str], sentence: str) -> str:
    """The words of a sentence from the last comma before the match to the first after it."""
    end = sentence.find(",", found.end())
    return sentence[sentence.rfind(",", 0, found.start()) + 1 : end if end >= 0 else len(sentence)]


def _value(telling: _Telling, found: re.Match[str], sentence: str, block: Block) -> Value | None:
    value = read_value(telling.kind or "", found["value"])
    of_partner = telling.path == "applicant.organisation_number" and holds("partner", sentence[: found.start("value")])
    if value is None or of_partner:
        return None
    if telling.kind == "kroner":
        value = scaled(value, found["value"], block.context)
    first, last = found.span("value")
    rest = f"{sentence[:first]} {sentence[last:]}"
    return Value(value.value, value.certain and not _is_doubted(telling, rest, sentence[: found.start()]))


def _is_doubted(telling: _Telling, rest: str, before: str) -> bool:
    hedged = re.search(reading_words()["hedged"] + r"\W*$", before.casefold()) is not None
    return hedged or is_negated(rest) or holds("condition", rest) or _is_of_another(telling, rest, before)


def _is_of_another(telling: _Telling, rest: str, before: str) -> bool:
    """If the words around a value leave open that it is a part, another year's or somebody else's."""
    doubts = {
        "applicant.organisation_number": re.search(r"\w{3}", before) is not None and not holds("applicant", before),
        "title": holds("past", rest) or holds("follows", before) or not holds("applied_for", rest),
        "approval.role": holds("future", rest),
        "focus_area": holds("partner", before) or holds("past", before),
        "submission_date": not holds("application", rest) or holds("past", rest) or holds("other_funder", rest),
    }
    if telling.path in doubts:
        return doubts[telling.path]
    if telling.kind in {"whole", "years"}:
        roughly = re.search(reading_words()["roughly"], rest.casefold()) is not None
        own = holds("planned", rest) and not holds("past", rest)
        return roughly or not own or (holds("partial", rest) and not telling.total)
    is_own_sum = telling.kind == "kroner" and not telling.path.startswith("participant_support")
    return is_own_sum and any(holds(name, rest) for name in ("yearly", "past", "other_funder"))
