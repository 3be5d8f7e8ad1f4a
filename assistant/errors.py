"""Errors of questions and settings."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UsageError


class QuestionEmpty(UsageError):
    """There is nothing to answer."""

    code: ClassVar[str] = "question_empty"


class QuestionTooLong(UsageError):
    """Facts: `length`, `longest`, in characters."""

    code: ClassVar[str] = "question_too_long"


class QuestionUnreadable(UsageError):
    """The question holds control characters or is no text. Facts: none."""

    code: ClassVar[str] = "question_unreadable"


class SettingInvalid(UsageError):
    """A setting has a value that it cannot have. Facts: `setting`, `reason`."""

    code: ClassVar[str] = "setting_invalid"
