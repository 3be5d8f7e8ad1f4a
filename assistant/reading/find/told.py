"""Fields that whole sentences state: "Vi søker om 2 100 000 kroner"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.reading.blocks import Block, BlockKind
from assistant.reading.find.candidate import Candidate, snippet_of
from assistant.reading.find.labelled import heading_patterns, path_of_label
from assistant.reading.find.statement import sections, sentences
from assistant.reading.find.values import DAY, NUMBER, SUM, read_value, reading_words
from knowledge.data import read_yaml

TOLD = 2  # the rank of what a sentence states, below labels and headings


@dataclass(frozen=True)
class _Telling:
    path: str
    pattern: re.Pattern[str]
    kind: str | None
    fixed: bool | None


@cache
def _tellings() -> tuple[_Telling, ...]:
    entries = read_yaml(files("assistant.reading.find") / "sentences.yaml")
    return tuple(
        _Telling(
            entry["path"],
            re.compile(
                entry["pattern"].replace("{number}", NUMBER).replace("{sum}", SUM).replace("{day}", DAY),
                0 if entry["path"] == "applicant.name" else re.IGNORECASE,
            ),
            entry.get("as"),
            entry.get("value"),
        )
        for entry in entries
    )


def told(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """What sentences state, but for those that speak of something else."""
    for heading, below in sections(blocks):
        elsewhere = heading is not None and _is_elsewhere(heading)
        for block in below:
            if block.kind is BlockKind.ROW or elsewhere:
                continue
            for start, sentence in sentences(block):
                if not re.search(reading_words()["elsewhere"], sentence.casefold()):
                    yield from _of_sentence(block, start, sentence)


def _is_elsewhere(heading: Block) -> bool:
    return (
        bool(heading_patterns()["elsewhere"].search(heading.text)) or path_of_label(heading.text) == "earlier_projects"
    )


def _of_sentence(block: Block, start: int, sentence: str) -> Iterator[Candidate]:
    for telling in _tellings():
        for found in telling.pattern.finditer(sentence):
            if telling.kind is None:
                snippet = snippet_of(block, start + found.start(), start + found.end())
                yield Candidate(telling.path, telling.fixed, snippet, block.page, certain=True, rank=TOLD)
            elif value := read_value(telling.kind, found["value"]):
                first, last = found.span("value")
                hedge = re.search(reading_words()["hedged"] + r"\W*$", sentence[:first].casefold())
                snippet = snippet_of(block, start + first, start + last)
                certain = value.certain and not hedge
                yield Candidate(telling.path, value.value, snippet, block.page, certain, TOLD)
