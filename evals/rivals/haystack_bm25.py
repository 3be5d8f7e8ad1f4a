"""Haystack with its defaults: its document splitter, BM25 in memory, the ten best. A worker."""

from __future__ import annotations

from typing import Any

from evals.rivals.asking import ask_all, source_text
from evals.worker import serve_task


def work(task: dict[str, Any]) -> dict[str, Any]:
    from haystack import Document
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    splitter = DocumentSplitter()
    if hasattr(splitter, "warm_up"):
        splitter.warm_up()
    store = InMemoryDocumentStore()
    store.write_documents(splitter.run([Document(content=source_text(task))])["documents"])
    retriever = InMemoryBM25Retriever(store)
    return ask_all(
        lambda question: [document.content or "" for document in retriever.run(query=question)["documents"]],
        task["questions"],
    )


if __name__ == "__main__":
    serve_task(work)
