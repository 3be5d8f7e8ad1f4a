"""What the steps share while one question is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.answering.answer import Answer, AnswerStatus, Notice, Question, Sentence
from assistant.answering.belief import Belief
from assistant.answering.evidence import Evidence
from assistant.answering.understand import Reading
from assistant.citations.citation import Citation
from assistant.texts import Texts
from knowledge.retrieval.search import ClauseHit, Search
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv
from knowledge.topics.classifier import TopicMatch
from knowledge.topics.topic import Topic

if TYPE_CHECKING:
    from assistant.checklist.finding import Finding
    from assistant.helpdesk.matching import ApprovedAnswers


@dataclass(frozen=True)
class Tools:
    """What the steps work with; the same for all questions."""

    library: Library
    search: Search
    texts: Texts
    longest_question: int
    approved: ApprovedAnswers | None = None


@dataclass
class Context:
    """Filled step by step. `belief` is about the question as a whole, `part_beliefs` about each part that asks
    something of its own; `evidence` are the topics that the answer is built on, the weightiest first, each with the
    clauses cited for it, and `unanswered` what is asked beside them and not stated; `facts` are the fields of a draft
    that the question tells of, and `findings` the rules that they break; `area_terms` what the area told of demands
    beside what all areas do."""

    question: Question
    tools: Tools
    reading: Reading | None = None
    rundskriv: Rundskriv | None = None
    belief: Belief | None = None
    part_beliefs: list[Belief] = field(default_factory=list)
    hits: list[ClauseHit] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    unanswered: list[Topic] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    area_terms: list[Finding] = field(default_factory=list)
    status: AnswerStatus = AnswerStatus.ANSWERED
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        return self.reading.lang if self.reading else self.question.lang or "nb"

    @property
    def read(self) -> Reading:
        assert self.reading is not None, "the question is read first"
        return self.reading

    @property
    def believed(self) -> Belief:
        assert self.belief is not None, "topics are found before anything is decided"
        return self.belief

    @property
    def matches(self) -> tuple[TopicMatch, ...]:
        """The topics of the question as a whole, likeliest first."""
        return self.believed.matches

    @property
    def chosen(self) -> list[Topic]:
        return [each.topic for each in self.evidence]

    @property
    def source(self) -> Rundskriv:
        assert self.rundskriv is not None, "the rundskriv is chosen before anything is retrieved"
        return self.rundskriv

    def text(self, key: str, **facts: object) -> str:
        """A text in the answer's language."""
        return self.tools.texts.get(self.lang, key, **facts)

    def answer(self) -> Answer:
        return Answer(
            status=self.status,
            lang=self.lang,
            sentences=tuple(self.sentences),
            citations=tuple(self.citations),
            notices=tuple(self.notices),
            follow_ups=tuple(self.follow_ups),
            rundskriv=self.rundskriv.number if self.rundskriv else None,
            sha256=self.rundskriv.sha256 if self.rundskriv else None,
            topic=self.matches[0].topic if self.belief and self.matches else None,
            id=self.question.id,
            timings_ms=self.timings_ms,
        )
