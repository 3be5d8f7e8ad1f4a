"""`tuki sources`: the rundskriv that answers rest on."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from assistant.bootstrap import open_library
from assistant.dates import today
from knowledge.clauses.clause import Clause, Heading
from knowledge.sources.rundskriv import Rundskriv
from web.commands import print_json, read_settings
from web.problems import texts

DAMAGED = 75


def run_list(arguments: argparse.Namespace) -> int:
    for rundskriv in open_library(read_settings()):
        about = about_object(rundskriv)
        if arguments.json:
            print_json(about)
        else:
            print(f"{rundskriv.number}  {rundskriv.title}  ({about['deadline']}, {about['validity']})")
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """The whole rundskriv, to be read beside its source: each word is in one heading, clause or list marker."""
    rundskriv = open_library(read_settings()).show(arguments.number)
    if arguments.text:
        print(rundskriv.text)
    elif arguments.json:
        print_json(document_object(rundskriv))
    else:
        _print_proof(rundskriv)
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    checks = open_library(read_settings()).verify()
    for check in checks:
        if arguments.json:
            print_json({"rundskriv": check.number, "problem": check.problem})
        else:
            print(f"{check.number}  {check.problem or texts().get('nb', 'terminal.verified')}")
    return DAMAGED if any(check.problem for check in checks) else 0


def about_object(rundskriv: Rundskriv) -> dict[str, Any]:
    """A rundskriv's entry in the catalogue; its validity is today's."""
    deadline = rundskriv.deadline
    return {
        "number": rundskriv.number,
        "title": rundskriv.title,
        "scheme": rundskriv.scheme,
        "year": rundskriv.year,
        "issuer": rundskriv.issuer,
        "deadline": deadline.date.isoformat() if deadline else None,
        "reporting": [{"date": entry.date.isoformat(), "quote": entry.quote} for entry in rundskriv.reporting],
        "contact": rundskriv.contact,
        "source_address": rundskriv.source_address,
        "sha256": rundskriv.sha256,
        "validity": rundskriv.validity(today()).value,
        "superseded_by": rundskriv.superseded_by,
    }


def document_object(rundskriv: Rundskriv) -> dict[str, Any]:
    """A rundskriv with its text and clauses."""
    return {
        **about_object(rundskriv),
        "text": rundskriv.text,
        "clauses": [_clause_object(clause) for clause in rundskriv.clauses],
    }


def _clause_object(clause: Clause) -> dict[str, Any]:
    return {
        "clause": clause.id,
        "section": list(clause.section),
        "quote": clause.text,
        "start": clause.start,
        "end": clause.end,
        "list_level": clause.list_level,
        "introduction": clause.introduction,
        "repeated_by": clause.repeated_by,
    }


def _print_proof(rundskriv: Rundskriv) -> None:
    parts: list[Heading | Clause] = [*rundskriv.outline.headings, *rundskriv.clauses]
    for part in sorted(parts, key=lambda part: part.start):
        if isinstance(part, Heading):
            sys.stdout.write(f"\n{'#' * (part.level + 1)} {part.text}\n")
            continue
        pad = "  " * part.list_level
        notes = [f"<- {part.introduction}"] if part.introduction else []
        notes += [f"= {part.repeated_by}"] if part.repeated_by else []
        sys.stdout.write(
            f"{pad}{part.text}\n{pad}    {part.id} {part.start}–{part.end} {' '.join(notes)}".rstrip() + "\n"
        )
