"""Why a document cannot be read. The sentences stand in `texts/*.yaml` under `errors.<code>`."""

from __future__ import annotations

from typing import ClassVar

from knowledge.errors import UsageError


class DocumentUnreadable(UsageError):
    """The document is damaged, or no document. Facts: `name`; subclasses add their own."""

    code: ClassVar[str] = "document_unreadable"
    http_status: ClassVar[int] = 422


class DocumentTooLarge(DocumentUnreadable):
    """Facts: `name`, `largest`, in bytes."""

    code = "document_too_large"
    http_status = 413


class DocumentEmpty(DocumentUnreadable):
    """Nothing stands in it."""

    code = "document_empty"


class DocumentWrongType(DocumentUnreadable):
    """Neither DOCX, PDF, ODT nor text, whatever its name says."""

    code = "document_wrong_type"
    http_status = 415


class DocumentEncrypted(DocumentUnreadable):
    """It asks for a password."""

    code = "document_encrypted"


class DocumentMacros(DocumentUnreadable):
    """It holds macros."""

    code = "document_macros"


class DocumentNoText(DocumentUnreadable):
    """Pictures of pages, without a text layer."""

    code = "document_no_text"


class DocumentTooManyPages(DocumentUnreadable):
    """Facts: `name`, `most`."""

    code = "document_too_many_pages"


class DocumentExpands(DocumentUnreadable):
    """Far larger unpacked than packed, as an archive made to fill a machine is. Facts: `name`, `largest`, in bytes."""

    code = "document_expands"


class DocumentTooDemanding(DocumentUnreadable):
    """Reading it took more time or memory than it may. Facts: `name`, `seconds`."""

    code = "document_too_demanding"


BY_CODE: dict[str, type[DocumentUnreadable]] = {
    each.code: each
    for each in (
        DocumentUnreadable,
        DocumentTooLarge,
        DocumentEmpty,
        DocumentWrongType,
        DocumentEncrypted,
        DocumentMacros,
        DocumentNoText,
        DocumentTooManyPages,
        DocumentExpands,
        DocumentTooDemanding,
    )
}
