"""Reading happens in a process of its own, within limits."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from assistant.reading import process
from assistant.reading.errors import DocumentTooDemanding, DocumentUnreadable, DocumentWrongType
from assistant.reading.limits import load_limits
from assistant.reading.process import read_document


def test_a_document_comes_back_as_fields_with_their_places() -> None:
    read = read_document("Søker: Ås kommune\nAntall deltakere: 12".encode(), "d.txt")
    assert read.draft == {"applicant": {"name": "Ås kommune", "type": "municipality"}, "participants": 12}
    assert {field.path: field.snippet.text for field in read.fields}["participants"] == "Antall deltakere: 12"


def test_a_refusal_comes_back_as_its_own_error() -> None:
    with pytest.raises(DocumentWrongType) as raised:
        read_document(b"\x89PNG\x00", "bilde.docx")
    assert raised.value.facts["name"] == "bilde.docx"


def test_one_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "load_limits", lambda: replace(load_limits(), seconds=0.05))
    with pytest.raises(DocumentTooDemanding):
        read_document(b"Deltakere: 12", "d.txt")


@pytest.mark.parametrize(("returned", "error"), [(-9, DocumentTooDemanding), (1, DocumentUnreadable)])
def test_one_whose_process_dies_is_refused(
    monkeypatch: pytest.MonkeyPatch, returned: int, error: type[Exception]
) -> None:
    ended = subprocess.CompletedProcess([], returned, stdout=b"", stderr=b"")
    monkeypatch.setattr(process.subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(error):
        read_document(b"Deltakere: 12", "d.txt")


def test_the_reader_does_not_burden_the_check() -> None:
    heavy = "[m for m in sys.modules if 'docx' in m or 'pdf' in m or m.startswith('assistant.reading')]"
    code = f"import sys, assistant.checklist.check, assistant.checklist.reading; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
