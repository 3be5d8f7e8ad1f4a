"""Reads a document in a process of its own, so that no document can hold up, fill or bring down the one that asks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import PurePath
from threading import BoundedSemaphore
from typing import Any

from assistant.reading.errors import BY_CODE, DocumentEmpty, DocumentTooDemanding, DocumentTooLarge, DocumentUnreadable
from assistant.reading.find.candidate import Candidate, Snippet
from assistant.reading.find.fields import ReadDraft
from assistant.reading.limits import load_limits

# Each may take a processor and a good deal of memory; others wait for their turn.
MOST_AT_ONCE = 2
_turns = BoundedSemaphore(MOST_AT_ONCE)
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV")


def read_document(content: bytes, name: str) -> ReadDraft:
    """The draft in a document. Raises a DocumentUnreadable, also where reading takes more than it may."""
    limits = load_limits()
    if len(content) > limits.largest_file:
        raise DocumentTooLarge(name=name, largest=limits.largest_file)
    if not content:
        raise DocumentEmpty(name=name)
    demanding = DocumentTooDemanding(name=name, seconds=limits.seconds)
    command = [sys.executable, "-P", "-m", "assistant.reading.worker", f"document{PurePath(name).suffix}"]
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    with _turns:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, with the document on its standard input
                command, input=content, capture_output=True, timeout=limits.seconds, env=environment, check=False
            )
        except subprocess.TimeoutExpired:
            raise demanding from None
    if done.returncode < 0:  # ended by the system: out of time or memory
        raise demanding
    try:
        result: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise DocumentUnreadable(name=name) from None
    if "error" in result:
        raise BY_CODE[result["error"]](**{**result["facts"], "name": name})
    fields = tuple(Candidate(**{**field, "snippet": Snippet(**field["snippet"])}) for field in result["fields"])
    return ReadDraft(fields, result["draft"])
