"""What stands around a block, as its context: whose project it tells of, and if its amounts are in thousands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.reading.blocks import About, Block, BlockKind, Context
from assistant.reading.find.doubt import holds
from assistant.reading.find.label import heading_patterns, label_words, path_of_label
from assistant.reading.find.scale import scale_of_label, scale_of_line
from assistant.reading.find.statement import LONGEST_LABEL, as_pair
from assistant.reading.find.tables import PAIR

LONGEST_CAPTION = 120  # characters
LONGEST_PROJECT_NAME = 6  # words; what is longer tells of a project, and the next label is of this one again
# Fields that a paragraph on an earlier project never goes on to.
_ENDS_A_PART = frozenset({"purpose", "implementation_plan", "transfer_value", "approval.approved", "approval.role"})


def in_context(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, each with its context."""
    told = list(zip(blocks, _about(blocks), _scales(blocks), strict=True))
    in_doubt = any(scale > 1 for _, _, scale in told)
    return tuple(
        replace(block, context=Context(about, scale, scale_in_doubt=in_doubt and scale == 1))
        for block, about, scale in told
    )


def _about(blocks: Sequence[Block]) -> Iterator[About]:
    """By the headings above, and by what stands before in the table or on a line of its own."""
    rows = _about_rows(blocks)
    above: list[tuple[int, About]] = []  # the headings that a block stands under, and what they are about
    line = About.THIS
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            above = _above(above, block, is_first=not above and number == _first_heading(blocks))
            line = About.THIS
        elif block.kind is not BlockKind.ROW:
            line = _line(block, line)
        yield _graver(rows.get(number, line), above[-1][1] if above else About.THIS)


def _about_rows(blocks: Sequence[Block]) -> dict[int, About]:
    """What each row is about by its table alone: the line above that, the table's inner headings, and rows before."""
    found: dict[int, About] = {}
    tables: dict[int, About] = {}
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.ROW:
            before = tables.get(block.table, _caption(blocks[number - 1]) if number else About.THIS)
            found[number], tables[block.table] = _row(block, before)
    return found


def _row(row: Block, before: About) -> tuple[About, About]:
    """What a row is about, and what those below it are."""
    about = _about_words(row.cells[0])
    if len(row.cells) == 1:
        return about, about
    if about is About.EARLIER and any(row.cells[1:]):
        # As head of a table, that project; after a mere name of one, perhaps it, and so nothing there is certain.
        named = len(row.cells[1].split()) <= LONGEST_PROJECT_NAME
        return About.EARLIER, About.EARLIER if len(row.cells) > PAIR else _graver(before, _if_named(named=named))
    here = _unless_ended(before, path_of_label(row.cells[0]))
    return here, _graver(here, about) if about is About.PARTNERS else here


def _if_named(*, named: bool) -> About:
    return About.BACKGROUND if named else About.THIS


def _unless_ended(before: About, path: str | None) -> About:
    """A partner's details end with the first label that asks for anything but its number."""
    ended = before is About.PARTNERS and path not in {None, "partners", "applicant.organisation_number"}
    return About.THIS if ended else before


def _first_heading(blocks: Sequence[Block]) -> int:
    return next(number for number, block in enumerate(blocks) if block.kind is BlockKind.HEADING)


def _above(above: list[tuple[int, About]], heading: Block, *, is_first: bool) -> list[tuple[int, About]]:
    """The headings after one more; it counts for those below it too, but a document's first is its title."""
    wider = [each for each in above if each[0] < heading.level]
    about = _about_words(heading.text)
    inherited = wider[-1][1] if wider else About.THIS
    if is_first and about is About.BACKGROUND and re.search(r"\d", heading.text):
        about = About.THIS  # a year in a title
    level = heading.level + 1_000 if is_first and about is About.EARLIER else heading.level
    return [*wider, (level, _graver(about, inherited))]


def _about_words(text: str) -> About:
    words, patterns = label_words(text), heading_patterns()
    path = path_of_label(text)
    if path == "earlier_projects" or (path is None and patterns["earlier"].search(words)):
        return About.EARLIER
    if path is None and patterns["background"].search(words):
        return About.BACKGROUND
    if patterns["partners"].search(words) and path in {None, "partners"}:
        return About.PARTNERS
    return About.THIS


def _graver(one: About, other: About) -> About:
    order = list(About)
    return max(one, other, key=order.index)


def _line(block: Block, before: About) -> About:
    """What the lines from this one on are about, where it is a label or a question alone; else as before."""
    pair = as_pair(block.text)
    if pair and pair[1]:
        about, path = _about_words(pair[0]), path_of_label(pair[0])
        if about is About.EARLIER:
            return _graver(before, _if_named(named=len(pair[1].split()) <= LONGEST_PROJECT_NAME))
        here = _unless_ended(before, path)
        return About.PARTNERS if about is About.PARTNERS else About.THIS if path in _ENDS_A_PART else here
    numbered = re.match(r"\d{1,2}[.)] [A-ZÆØÅ]", block.text) and not block.text.endswith(".")
    if len(block.text) <= LONGEST_LABEL and (block.text.endswith(("?", ":")) or numbered):
        return _about_words(block.text)
    return before


def _caption(above: Block) -> About:
    """What the line right above a table says that it is of."""
    is_line = above.kind is BlockKind.TEXT and len(above.text) <= LONGEST_CAPTION
    other = is_line and (holds("elsewhere", above.text) or holds("past_caption", above.text))
    return About.EARLIER if other else About.THIS


def _scales(blocks: Sequence[Block]) -> Iterator[int]:
    """By the headings above and by a line before, up to the next heading that is as wide."""
    above: list[tuple[int, int]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            above = [each for each in above if each[0] < block.level]
            inherited = above[-1][1] if above else 1
            above.append((block.level, scale_of_label(block.text) if scale_of_label(block.text) > 1 else inherited))
        elif block.kind is not BlockKind.ROW and (scale := scale_of_line(block.text)) > 1:
            level = above[-1][0] if above else -1_000_000
            above = [*above[:-1], (level, scale)]
        yield above[-1][1] if above else 1
