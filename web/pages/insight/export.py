"""The figures as a file for a spreadsheet: Excel in Norwegian opens it right with a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from assistant.helpdesk.insight import Row
from web.pages.insight.names import Names
from web.wording import all_texts

# Tells Excel that it is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is a formula to a spreadsheet, and can send what stands beside it away (CWE-1236).
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(rows: Iterable[Row], names: Names, lang: str) -> str:
    """One line a day and counted name, with a header. Days are ISO 8601. Semicolons: the comma is in decimals."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(all_texts().value(lang, "insight.columns"))
    for day, what, name, document, number in sorted(rows):
        cells = [harmless(each) for each in (what, name, names.of(what, name, document), document)]
        writer.writerow([day.isoformat(), *cells, number])
    return BYTE_ORDER_MARK + written.getvalue()


def harmless(cell: str) -> str:
    """The same text, so that no spreadsheet reads it as a formula."""
    return f"'{cell}" if cell.startswith(_BEGINS_FORMULA) else cell
