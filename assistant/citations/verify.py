"""The last check before a quote is shown: it must stand at its offsets in the rundskriv."""

from __future__ import annotations

from assistant.citations.citation import Citation
from knowledge.errors import UnknownRundskriv
from knowledge.sources.library import Library


def is_verbatim(citation: Citation, library: Library) -> bool:
    """If the quote is, character for character, `text[start:end]` of its rundskriv, and not empty."""
    try:
        text = library.show(citation.document).text
    except UnknownRundskriv:
        return False
    in_range = 0 <= citation.start < citation.end <= len(text)
    return in_range and text[citation.start : citation.end] == citation.quote
