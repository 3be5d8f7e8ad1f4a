"""An answer as text to keep, and back. Each quote is checked again when it is read: what has changed is not shown."""

from __future__ import annotations

import json
from typing import Any

from assistant.answering.answer import Answer, AnswerStatus, Notice, Sentence
from assistant.citations.citation import Citation
from assistant.citations.verify import is_verbatim
from knowledge.sources.library import Library


def answer_to_json(answer: Answer) -> str:
    """All but the times that the steps took."""
    plain = {
        **answer.to_object(),
        "sentences": [[sentence.text, list(sentence.markers)] for sentence in answer.sentences],
        "sha256": answer.sha256,
        "topic": answer.topic,
    }
    for derived in ("text", "timings_ms", "id"):
        plain.pop(derived, None)
    return json.dumps(plain, ensure_ascii=False)


def answer_from_json(text: str) -> Answer:
    """The answer that `answer_to_json` wrote."""
    plain: dict[str, Any] = json.loads(text)
    return Answer(
        status=AnswerStatus(plain["status"]),
        lang=plain["lang"],
        sentences=tuple(Sentence(words, tuple(markers)) for words, markers in plain["sentences"]),
        citations=tuple(_citation(each) for each in plain["citations"]),
        notices=tuple(Notice(each["kind"], each["text"]) for each in plain["notices"]),
        follow_ups=tuple(plain["follow_ups"]),
        mode=plain["mode"],
        rundskriv=plain["rundskriv"],
        sha256=plain["sha256"],
        topic=plain["topic"],
    )


def still_stands(answer: Answer, library: Library) -> bool:
    """If every quote still stands in its rundskriv, word for word."""
    return all(is_verbatim(citation, library) for citation in answer.citations)


def _citation(plain: dict[str, Any]) -> Citation:
    return Citation(
        plain["document"], plain["clause"], tuple(plain["section"]), plain["quote"], plain["start"], plain["end"]
    )
