"""The project's name, where a heading near the top holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.reading.blocks import About, Block, BlockKind
from assistant.reading.find.candidate import Candidate, Snippet, snippet_of
from assistant.reading.find.label import heading_patterns, path_of_label

HEADING, UNNAMED = 1, 3  # ranks; the latter for a heading that only may be the title
TOP = 12  # blocks that a document's own title stands within
LONGEST_LINE = 120  # characters


def title(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """What the first heading calls the project, or a line near the top that says what is applied for."""
    first = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    for block in islice(blocks, TOP):
        applies = block is first or heading_patterns()["applying"].match(block.text)
        if applies and block.kind is not BlockKind.ROW and len(block.text) <= LONGEST_LINE and _is_own(block):
            yield from _quoted(block)
    if first is not None and _is_own(first):
        yield from _of_heading(first)


def _is_own(block: Block) -> bool:
    return block.context.about is About.THIS


def _quoted(block: Block) -> Iterator[Candidate]:
    if found := heading_patterns()["quoting"].match(block.text):
        yield Candidate("title", found["title"].strip(), _place(block, found.span("title")), block.page, True, HEADING)


def _of_heading(heading: Block) -> Iterator[Candidate]:
    patterns = heading_patterns()
    if patterns["quoting"].match(heading.text):
        return
    if named := patterns["naming"].match(heading.text):
        yield Candidate("title", named["title"], _place(heading, named.span("title")), heading.page, True, HEADING)
    elif not patterns["generic"].search(heading.text) and path_of_label(heading.text) is None:
        place = _place(heading, (0, len(heading.text)))
        yield Candidate("title", heading.text, place, heading.page, certain=False, rank=UNNAMED)


def _place(block: Block, span: tuple[int, int]) -> Snippet:
    return snippet_of(block, *span)
