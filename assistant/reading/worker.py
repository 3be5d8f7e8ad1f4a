"""The process that reads one document: limits itself, reads from standard input, writes JSON to standard output.

Started by `process.py`. It ends with one object, `{"fields": [...], "draft": {...}}` or `{"error": code, "facts": {}}`.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from dataclasses import asdict
from typing import Any

from assistant.reading.errors import DocumentTooDemanding, DocumentUnreadable
from assistant.reading.limits import Limits, load_limits


def main() -> None:
    """Reads the document on standard input; its name is the one argument."""
    limits = load_limits()
    _limit(limits)
    logging.disable()  # the parsers tell of small faults that no reader can mend
    name, content = sys.argv[1], sys.stdin.buffer.read(limits.largest_file + 1)
    json.dump(_result(content, name, limits), sys.stdout, ensure_ascii=True)


def _limit(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _result(content: bytes, name: str, limits: Limits) -> dict[str, Any]:
    from assistant.reading.extract.document import read_blocks
    from assistant.reading.find.fields import find_fields

    try:
        read = find_fields(read_blocks(content, name, limits))
    except DocumentUnreadable as refusal:
        return {"error": refusal.code, "facts": dict(refusal.facts)}
    except (MemoryError, RecursionError):
        return {"error": DocumentTooDemanding.code, "facts": {"name": name, "seconds": limits.seconds}}
    return {"fields": [asdict(field) for field in read.fields], "draft": read.draft}


if __name__ == "__main__":
    main()
