"""Errors of the outer layer: files, ports and requests."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UnavailableError, UsageError


class FileUnreadable(UsageError):
    """Facts: `path`, `reason`."""

    code: ClassVar[str] = "file_unreadable"


class LineUnreadable(UsageError):
    """A batch line is not one JSON object in UTF-8. Facts: none."""

    code: ClassVar[str] = "line_unreadable"


class FieldUnfit(UsageError):
    """Fields of a request or batch line have values that do not fit. Facts: `fields`, a readable list."""

    code: ClassVar[str] = "field_unfit"


class AddressTaken(UnavailableError):
    """Facts: `host`, `port`."""

    code: ClassVar[str] = "address_taken"


class AddressUnusable(UnavailableError):
    """Facts: `host`, `port`, `reason`."""

    code: ClassVar[str] = "address_unusable"


class BodyTooLarge(UsageError):
    """Facts: `largest`, in bytes."""

    code: ClassVar[str] = "body_too_large"
    http_status: ClassVar[int] = 413


class TooManyRequests(UsageError):
    """Facts: `seconds` until the next is let in."""

    code: ClassVar[str] = "too_many_requests"
    http_status: ClassVar[int] = 429


class NotReady(UnavailableError):
    """The index does not answer. Facts: none."""

    code: ClassVar[str] = "not_ready"


class DraftGone(UsageError):
    """No draft is kept under this address. Facts: `days` that one is kept."""

    code: ClassVar[str] = "draft_gone"
    http_status: ClassVar[int] = 404


class DraftUnready(UsageError):
    """A field holds what no draft can, so there is nothing to check or save as a file. Facts: none."""

    code: ClassVar[str] = "draft_unready"
    http_status: ClassVar[int] = 422


class ConversationGone(UsageError):
    """No such conversation of this device. Facts: `days` that one is kept."""

    code: ClassVar[str] = "conversation_gone"
    http_status: ClassVar[int] = 404


class AnswerGone(UsageError):
    """No such answer, or none that this device may see. Facts: `days` that one is kept."""

    code: ClassVar[str] = "answer_gone"
    http_status: ClassVar[int] = 404


class PasswordsDiffer(UsageError):
    """The new password was not written the same twice. Facts: none."""

    code: ClassVar[str] = "passwords_differ"


class EncodingUnfit(UsageError):
    """What was sent is in another encoding than UTF-8. Facts: none."""

    code: ClassVar[str] = "encoding_unfit"
    http_status: ClassVar[int] = 415


class TooBusy(UnavailableError):
    """More is being sent or read than can be taken in just now. Facts: none."""

    code: ClassVar[str] = "too_busy"


class BodyTooSlow(UsageError):
    """What was sent took too long to come. Facts: none."""

    code: ClassVar[str] = "body_too_slow"
    http_status: ClassVar[int] = 408
