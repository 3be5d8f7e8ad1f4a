"""txtai with its defaults: embeddings of the source's paragraphs, the three nearest. A worker."""

from __future__ import annotations

import re
from typing import Any

from evals.rivals.asking import ask_all, source_text
from evals.worker import serve_task


def work(task: dict[str, Any]) -> dict[str, Any]:
    from txtai import Embeddings

    # Its default encoder is all-MiniLM-L6-v2 too, by name; here it comes from a folder.
    embeddings = Embeddings(path=task["encoder"], content=True)
    embeddings.index([part for part in re.split(r"\n\s*\n", source_text(task)) if part.strip()])
    return ask_all(lambda question: [found["text"] for found in embeddings.search(question)], task["questions"])


if __name__ == "__main__":
    serve_task(work)
