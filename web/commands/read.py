"""`tuki read`: the fields of a draft in documents, each with the words that it was read from."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.errors import TukiError, UsageError
from web.terminal import Page, complain
from web.wording import all_texts

if TYPE_CHECKING:
    from assistant.reading.find.fields import ReadDraft


def run(args: argparse.Namespace) -> int:
    """0, or 64 where a document cannot be read; the others are read all the same."""
    if len(args.documents) == 1:
        _write(args.documents[0], _read(args.documents[0]), args)
        return 0
    return max(_one_of_several(name, args) for name in args.documents)


def _one_of_several(name: str, args: argparse.Namespace) -> int:
    try:
        _write(name, _read(name), args)
    except TukiError as error:
        told = all_texts().error(args.lang, error)
        if args.json:
            print(json.dumps({"document": name, "error": told}, ensure_ascii=False))
        else:
            complain(f"{name}: {told}")
        return error.exit_status
    return 0


def _read(name: str) -> ReadDraft:
    from assistant.reading.process import read_document

    try:
        content = Path(name).read_bytes()
    except OSError as failure:
        raise UsageError(reason=f"{name}: {failure.strerror}") from failure
    return read_document(content, Path(name).name)


def _write(name: str, read: ReadDraft, args: argparse.Namespace) -> None:
    if args.json:
        print(json.dumps(read_object(name, read), ensure_ascii=False))
        return
    page, texts = Page(sys.stdout), all_texts()
    page.line(texts.get(args.lang, "check.read_title", document=name), "strong")
    page.line(texts.get(args.lang, "check.read_count", count=len(read.fields)))
    for field in read.fields:
        sure = texts.get(args.lang, "check.read_certain" if field.certain else "check.read_uncertain")
        page.line()
        page.line(f"{field.path}: {json.dumps(field.value, ensure_ascii=False)}", "" if field.certain else "warning")
        page.line(f"{sure}: «{field.snippet.text}»", "faint", first="    ")


def read_object(name: str, read: ReadDraft) -> dict[str, Any]:
    """The contract's shape."""
    return {
        "document": name,
        "draft": read.draft,
        "fields": [
            {
                "field": field.path,
                "value": field.value,
                "snippet": field.snippet.text,
                "page": field.page,
                "certain": field.certain,
            }
            for field in read.fields
        ],
    }
