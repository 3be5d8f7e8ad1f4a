"""Fields that the document names: a label with its answer, or a heading with the text below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.reading.blocks import About, Block, BlockKind, plain
from assistant.reading.find.boxes import begins_with_box, has_box, ticked
from assistant.reading.find.candidate import Candidate, Snippet, place_of, snippet_of
from assistant.reading.find.choices import read_choice
from assistant.reading.find.doubt import is_negated
from assistant.reading.find.label import Label, kind_of_field, labels_of
from assistant.reading.find.scale import scale_of_label, scaled
from assistant.reading.find.statement import Statement, boxed_below, line_statements, sections
from assistant.reading.find.tables import row_statements, tables
from assistant.reading.find.value import Value
from assistant.reading.find.values import SEVERAL, is_unknown, read_answer
from assistant.reading.find.vocabulary import reading_words

LABEL, HEADING = 0, 1  # ranks: how closely a value is tied to its field
LONGEST_ANSWER = 12  # words of a short answer below a heading
LONGEST_LIST = 40  # and of one that may choose several options
BY_LINES = frozenset({"name", "lines"})  # what stands on the next line of a cell is something else
SHORTEST_TEXT = 3  # characters of an answer in the applicant's own words


def labelled(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """What labels and headings name."""
    for rows in tables(blocks):
        for statement in row_statements(rows):
            yield from of_statement(statement)
    for statement in line_statements(blocks):
        yield from of_statement(statement)
    parts = list(sections(blocks))
    for number, (heading, below) in enumerate(parts):
        if heading is not None:
            yield from _of_section(heading, below, _inner(heading, islice(parts, number + 1, None)))
    yield from _assertions(blocks)


def is_read(block: Block, path: str) -> bool:
    """If a field may be read from a block, by whom and what the block is about."""
    if block.context.about is About.EARLIER:
        return path == "earlier_projects"
    return block.context.about is not About.PARTNERS or not path.startswith(("applicant.", "title"))


def of_statement(statement: Statement, rank: int = LABEL) -> Iterator[Candidate]:
    """The field that a label is about, with its answer; who approves too, where the label tells that."""
    block = statement.block
    labels = [_of_boxes(label) if has_box(statement.value) else label for label in labels_of(statement.label)]
    read = ((label, _read(label, statement)) for label in labels if is_read(block, label.path))
    label, value = next(((label, value) for label, value in read if value is not None), (None, None))
    if label is None or value is None:
        return
    own = block.context.about is not About.BACKGROUND or label.path == "earlier_projects"
    sure = value.certain and label.is_plain and statement.sure and own
    answer = plain(statement.value)
    snippet = snippet_of(block, *place_of(block, value.words or answer, statement.label, answer))
    yield Candidate(label.path, value.value, snippet, block.page, sure, rank)
    if label.path == "approval.approved" and (role := read_choice("approval.role", statement.label.casefold())):
        certain = role.certain and sure and value.value is True
        yield Candidate("approval.role", role.value, snippet, block.page, certain, rank)


def _of_boxes(label: Label) -> Label:
    """Boxes below "Søker" ask what kind of body it is."""
    return replace(label, path="applicant.type") if label.path == "applicant.name" else label


def _read(label: Label, statement: Statement) -> Value | None:
    kind = kind_of_field(label.path)
    if statement.total and kind not in {"kroner", "whole"}:
        return None
    written = statement.value if kind in BY_LINES else plain(statement.value)
    value = read_answer(kind, written)
    if value is None or (kind == "long_text" and len(statement.value) < SHORTEST_TEXT):
        return None
    if kind == "whole" and statement.total:
        return Value(value.value, certain=False)  # people may be in more than one year
    if kind != "kroner":
        return value
    own = max(statement.scale, scale_of_label(statement.label))
    return scaled(value, statement.value, statement.block.context, own)


def _inner(heading: Block, after: Iterable[tuple[Block | None, list[Block]]]) -> list[Block]:
    """The narrower headings right after a heading's own text, with what is below them, that are about no field."""
    blocks: list[Block] = []
    for inner, below in after:
        if inner is None or inner.level <= heading.level or labels_of(inner.text):
            break
        blocks += [inner, *below]
    return blocks


def _of_section(heading: Block, below: Sequence[Block], inner: Sequence[Block]) -> Iterator[Candidate]:
    """The text below a heading, for a field that is text; a short answer below one, for any other."""
    label = next(iter(labels_of(heading.text)), None)
    if label is None:
        return
    is_text = kind_of_field(label.path) == "long_text"
    said = [*below, *inner] if is_text else below
    written = [block for block in said if block.kind is not BlockKind.ROW and not _is_instruction(block)]
    if not written:
        return
    first = written[0]
    if is_text:
        text = "\n".join(block.text for block in written)
        if is_read(first, label.path) and not is_unknown(text):
            yield Candidate(label.path, text, _whole(first), first.page, certain=label.is_plain, rank=HEADING)
    elif begins_with_box(first.text):
        yield from of_statement(Statement(heading.text, boxed_below(written), first), HEADING)
    elif len(first.text.split()) <= (LONGEST_LIST if kind_of_field(label.path) in SEVERAL else LONGEST_ANSWER):
        # What comes below the answer may say more of it.
        yield from of_statement(Statement(heading.text, first.text, first, sure=len(below) == 1), HEADING)


def _is_instruction(block: Block) -> bool:
    return is_unknown(block.text) or re.search(reading_words()["instruction"], block.text.casefold()) is not None


def _assertions(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """A ticked line that is itself the statement: "☒ Søknaden er godkjent". The question above may turn it round."""
    for block in blocks:
        if block.kind is BlockKind.ROW or not begins_with_box(block.text):
            continue
        for words in ticked(block.text):
            label = next(iter(labels_of(words)), None)
            plain = label is not None and kind_of_field(label.path) == "yes_no" and not is_negated(words)
            if label is not None and plain and is_read(block, label.path):
                place = snippet_of(block, *place_of(block, words))
                yield Candidate(label.path, value=True, snippet=place, page=block.page, certain=False, rank=HEADING)


def _whole(block: Block) -> Snippet:
    return snippet_of(block, 0, len(block.text))
