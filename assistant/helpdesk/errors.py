"""Errors of the helpdesk's work."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UsageError


class AnswerUnknown(UsageError):
    """There is no such answer. Facts: none."""

    code: ClassVar[str] = "answer_unknown"
    http_status: ClassVar[int] = 404


class AnswerUnfit(UsageError):
    """An answer without words, question or clauses. Facts: none."""

    code: ClassVar[str] = "answer_unfit"


class ClauseUnknown(UsageError):
    """Facts: `clause`."""

    code: ClassVar[str] = "clause_unknown"


class SecondEyesNeeded(UsageError):
    """Who wrote an answer may not approve it. Facts: none."""

    code: ClassVar[str] = "second_eyes_needed"
    http_status: ClassVar[int] = 403
