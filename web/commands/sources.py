"""`tuki sources`: the rundskriv there are, one of them to proofread, and if all are undamaged."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from assistant.dates import today
from web.commands.opening import read_settings
from web.terminal import Page
from web.wording import DEFAULT_LANGUAGE, all_texts

if TYPE_CHECKING:
    from knowledge.clauses.clause import Clause
    from knowledge.sources.library import Library
    from knowledge.sources.rundskriv import Rundskriv


def run(args: argparse.Namespace) -> int:
    from assistant.bootstrap import open_library

    library = open_library(read_settings())
    if args.action == "list":
        return _list(library, args.json)
    if args.action == "show":
        return _show(library.show(args.number), as_json=args.json, as_text=args.text)
    return _verify(library, args.json)


def _text(key: str, **facts: object) -> str:
    return all_texts().get(DEFAULT_LANGUAGE, key, **facts)


def _list(library: Library, as_json: bool) -> int:
    from web.hits import catalogue_entry

    if as_json:
        print(json.dumps([catalogue_entry(each, today()) for each in library], ensure_ascii=False))
        return 0
    page = Page(sys.stdout)
    for rundskriv in library:
        _write_entry(page, rundskriv)
    return 0


def _write_entry(page: Page, rundskriv: Rundskriv) -> None:
    page.line(f"{rundskriv.number}  {rundskriv.title}", "strong", rest=" " * (len(rundskriv.number) + 2))
    indent = " " * (len(rundskriv.number) + 2)
    validity = _text(f"validity.{rundskriv.validity(today()).value}", by=rundskriv.superseded_by or "")
    page.line(f"{rundskriv.issuer}. {validity}.", first=indent)
    if rundskriv.deadline:
        day = all_texts().day(DEFAULT_LANGUAGE, rundskriv.deadline.date)
        page.line(_text("cli.deadline", day=day), first=indent)
    page.line(f"SHA-256 {rundskriv.sha256}", "faint", first=indent)


def _show(rundskriv: Rundskriv, *, as_json: bool, as_text: bool) -> int:
    if as_json:
        from web.hits import document_object

        print(json.dumps(document_object(rundskriv, today()), ensure_ascii=False))
    elif as_text:
        print(rundskriv.text)
    else:
        _write_proof(Page(sys.stdout), rundskriv)
    return 0


def _write_proof(page: Page, rundskriv: Rundskriv) -> None:
    """Every heading and clause in reading order, to hold against the source."""
    outline = rundskriv.outline
    _write_entry(page, rundskriv)
    counts = {"headings": len(outline.headings), "clauses": len(outline.clauses), "characters": len(rundskriv.text)}
    page.line(_text("cli.proof", **counts))
    parts: list[tuple[int, str, Clause | None]] = [
        (heading.start, f"{'#' * (heading.level + 1)} {heading.text}", None) for heading in outline.headings
    ]
    parts += [(clause.start, "", clause) for clause in outline.clauses]
    for _, heading, clause in sorted(parts, key=lambda part: part[0]):
        if clause is None:
            page.line()
            page.line(heading, "strong", rest="  ")
        else:
            _write_clause(page, clause)


def _write_clause(page: Page, clause: Clause) -> None:
    indent = "  " + "    " * clause.list_level
    page.line(clause.text, first=indent[:-2] + "• " if clause.list_level else indent, rest=indent)
    notes = [clause.id, f"{clause.start}–{clause.end}"]
    notes += [_text("cli.level", level=clause.list_level)] if clause.list_level else []
    notes += [_text("cli.introduced", by=clause.introduction)] if clause.introduction else []
    notes += [_text("cli.repeated", by=clause.repeated_by)] if clause.repeated_by else []
    page.line(" · ".join(notes), "faint", first=indent)


def _verify(library: Library, as_json: bool) -> int:
    from knowledge.errors import SourceDamaged

    checks = library.verify()
    if as_json:
        print(json.dumps([{"number": check.number, "problem": check.problem} for check in checks], ensure_ascii=False))
    else:
        page = Page(sys.stdout)
        for check in checks:
            key = "cli.source_damaged" if check.problem else "cli.source_whole"
            page.line(_text(key, number=check.number, problem=check.problem))
    return SourceDamaged.exit_status if any(check.problem for check in checks) else 0
