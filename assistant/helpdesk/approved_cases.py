"""Approved answers as cases of the evaluation set: each asking a question, the clauses tied to it its gold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from assistant.answering.understand import language
from assistant.helpdesk.approved import ApprovedAnswer

KIND = "approved"


def cases_of(answers: Iterable[ApprovedAnswer]) -> list[dict[str, Any]]:
    """One case an asking, in the shape of `evals/data/dev.jsonl`. An id is the same each time, as long as the askings
    before it are."""
    return [
        {
            "id": f"{KIND}-{answer.id}-{number}",
            "kind": KIND,
            "lang": language(asking),
            "history": [],
            "question": asking,
            "answerable": True,
            "gold": list(dict.fromkeys(tie.quote for tie in answer.clauses)),
            "also_ok": [],
            "must_match": [],
            "must_not_match": [],
            "rundskriv": answer.document,
        }
        for answer in answers
        for number, asking in enumerate(answer.askings, start=1)
    ]


def to_lines(cases: Iterable[dict[str, Any]]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
