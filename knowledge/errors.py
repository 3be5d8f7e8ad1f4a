"""The error tree. Each error carries a code and the facts of the case; the sentence for users stands in
`assistant/texts/*.yaml` under that code, and `exit_status` and `http_status` say how the outer layer ends."""

from __future__ import annotations

from typing import ClassVar


class TukiError(Exception):
    """Something that a user can be told in one plain sentence.

    `facts` fill the placeholders of the sentence with the same code.
    """

    code: ClassVar[str] = "internal"
    exit_status: ClassVar[int] = 70
    http_status: ClassVar[int] = 500

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.code + "".join(f" {key}={value!r}" for key, value in facts.items()))


class UsageError(TukiError):
    """What was asked for cannot be done as it stands."""

    code = "usage"
    exit_status = 64
    http_status = 422


class UnavailableError(TukiError):
    """Something that is needed is not to be had just now."""

    code = "unavailable"
    exit_status = 75
    http_status = 503


class UnknownRundskriv(UsageError):
    """Facts: `number`, `known` (the numbers there are, comma-separated)."""

    code = "unknown_rundskriv"
    http_status = 404


class SourceDamaged(UnavailableError):
    """A shipped or added source is not what its metadata say. Facts: `number`, `reason`."""

    code = "source_damaged"


class DataFolderUnusable(UnavailableError):
    """The data folder cannot be written. Facts: `path`, `reason`."""

    code = "data_folder_unusable"


class EncoderUnusable(UnavailableError):
    """The encoder cannot be loaded. Facts: `encoder`, `reason`."""

    code = "encoder_unusable"


class IndexDamaged(UnavailableError):
    """The index on disk is missing, incomplete or altered; it is rebuilt, never served. Facts: `path`, `reason`."""

    code = "index_damaged"


class SearchUnavailable(UnavailableError):
    """The index is not open, so no question can be answered just now; all else works. Facts: none."""

    code = "search_unavailable"
