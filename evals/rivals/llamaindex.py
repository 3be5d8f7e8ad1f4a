"""LlamaIndex with its defaults: its sentence splitter, a vector index, the two nearest. A worker."""

from __future__ import annotations

from typing import Any

from evals.rivals.asking import ask_all, source_text
from evals.worker import serve_task


def work(task: dict[str, Any]) -> dict[str, Any]:
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    # Its default encoder is a service of OpenAI's, which cannot be reached offline.
    encoder = HuggingFaceEmbedding(model_name=task["encoder"])
    index = VectorStoreIndex.from_documents([Document(text=source_text(task))], embed_model=encoder)
    retriever = index.as_retriever()
    return ask_all(
        lambda question: [found.node.get_content() for found in retriever.retrieve(question)], task["questions"]
    )


if __name__ == "__main__":
    serve_task(work)
