"""Who takes part: from a table or a list under a heading about partners, or named after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.reading.blocks import About, Block, BlockKind, plain
from assistant.reading.find.candidate import Candidate, Snippet, place_of, snippet_of
from assistant.reading.find.doubt import is_conditional, is_negated
from assistant.reading.find.label import heading_patterns, path_of_label
from assistant.reading.find.labelled import LABEL
from assistant.reading.find.statement import Statement, line_statements, sections
from assistant.reading.find.tables import row_statements, tables
from assistant.reading.find.values import is_unknown, read_value
from assistant.reading.find.vocabulary import reading_words

LONGEST_NAME = 6  # words
_BRACKETED = re.compile(r"(?P<name>.+?)\s*[(–-]\s*(?P<type>[^()]+)\)?$")
# "og" parts two names where a name follows, but "Arbeids- og velferdsetaten" is one.
_BETWEEN = re.compile(r"[,;]\s*(?:og |samt )?|(?<!-)\s+(?:og|samt|and)\s+(?=[A-ZÆØÅ])")


def partners(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """At most one candidate from each table, list or label."""
    read = [block for block in blocks if block.context.about is not About.EARLIER]
    for rows in tables(read):
        columns = columns_of(rows[0], reading_words()["partner_columns"])
        if {"name", "type"} <= columns.keys():
            yield from _of_pairs([(cell(row, columns["name"]), cell(row, columns["type"])) for row in rows[1:]], rows)
        for statement in row_statements(rows):
            yield from _of_statement(statement)
    for statement in line_statements(read):
        yield from _of_statement(statement)
    for heading, below in sections(read):
        if heading is not None and heading_patterns()["partners"].search(heading.text):
            yield from _of_items([block for block in below if block.kind is BlockKind.ITEM])


def columns_of(head: Block, known: Mapping[str, str]) -> dict[str, int]:
    """Which column each name is in, by the words of a table's first row."""
    found: dict[str, int] = {}
    for number, text in enumerate(head.cells):
        for name, pattern in known.items():
            if name not in found and number not in found.values() and re.search(pattern, text.casefold()):
                found[name] = number
                break
    return found


def cell(row: Block, column: int) -> str:
    """A cell's text, empty where the row is too short."""
    return row.cells[column] if column < len(row.cells) else ""


def span_of(blocks: Sequence[Block]) -> Snippet:
    """A list is shown by its first lines."""
    text = " ".join(block.text for block in blocks)
    return snippet_of(Block(BlockKind.TEXT, text, page=blocks[0].page), 0, len(text))


def _of_items(items: list[Block]) -> Iterator[Candidate]:
    pairs = []
    for item in items:
        matched = _BRACKETED.fullmatch(item.text)
        pairs.append((matched["name"], matched["type"]) if matched else (item.text, ""))
    if items:
        yield from _of_pairs(pairs, items)


def _of_pairs(pairs: list[tuple[str, str]], blocks: list[Block]) -> Iterator[Candidate]:
    found = [_partner(name, said) for name, said in pairs if name.strip()]
    if found:
        named = [partner for partner, _ in found]
        certain = all(sure for _, sure in found)
        yield Candidate("partners", named, span_of(blocks), blocks[0].page, certain, LABEL)


def _partner(name: str, said: str) -> tuple[dict[str, str], bool]:
    """A partner, and if its type is told and nothing is denied of it."""
    kind = read_value("partners.type", said) if said else None
    kind = kind or read_value("partners.type", name)
    partner = {"name": name, **({"type": str(kind.value)} if kind else {})}
    doubted = is_negated(f"{name} {said}") or is_conditional(f"{name} {said}") or len(name.split()) > LONGEST_NAME
    return partner, kind is not None and kind.certain and not doubted


def _of_statement(statement: Statement) -> Iterator[Candidate]:
    """Names after a label: "Samarbeidspartnere: Nav Hovden og Lundvik kommune"."""
    if path_of_label(statement.label) != "partners" or is_unknown(statement.value):
        return
    bare = re.sub(r"\([^()]*\)", "", plain(statement.value)).strip(" .")
    names = [name.strip() for name in _BETWEEN.split(bare) if name.strip()]
    if not names or not all(name[:1].isupper() for name in names):
        return
    found = [_partner(name, "") for name in names]
    doubted = is_negated(statement.value) or is_conditional(statement.value)
    place = snippet_of(statement.block, *place_of(statement.block, "", statement.label, plain(statement.value)))
    certain = not doubted and all(sure for _, sure in found)
    yield Candidate("partners", [partner for partner, _ in found], place, statement.block.page, certain, LABEL)
