"""The only place that chooses adapters: settings in, services out. Importing it is cheap; opening is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.drafts.store import DraftStore
from assistant.settings import Settings
from assistant.texts import Texts, load_texts
from knowledge.sources.library import Library

if TYPE_CHECKING:
    from assistant.answering.answer import Answer, Question
    from assistant.answering.context import Tools
    from knowledge.index.build import Progress
    from knowledge.index.embedder import Embedder
    from knowledge.index.index import Index
    from knowledge.retrieval.search import ClauseHit

EMBEDDED_ENCODER, NGRAM_ENCODER = "own", "ngram"
INDEX_FOLDER = "index"
DATABASE = "tuki.db"


@dataclass(frozen=True)
class Services:
    """What the outer layer works with. Safe to use from several threads."""

    settings: Settings
    library: Library
    texts: Texts
    index: Index
    tools: Tools
    drafts: DraftStore

    def ask(self, question: Question) -> Answer:
        """The answer to a question. Raises UsageError for one that cannot be asked."""
        from assistant.answering.pipeline import answer

        return answer(question, self.tools)

    def explain(self, question: Question) -> tuple[Answer, dict[str, Any]]:
        """The answer, and why it is what it is (`assistant.answering.explain`). Raises UsageError, as `ask`."""
        from assistant.answering.context import Context
        from assistant.answering.explain import explain
        from assistant.answering.pipeline import answer_in

        context = Context(question, self.tools)
        return answer_in(context), explain(context)

    def search(self, query: str, rundskriv: str | None = None, limit: int = 10) -> list[ClauseHit]:
        """Clauses for a query, best first. Raises UsageError, as `ask`."""
        from assistant.answering.screen import screen_text

        if rundskriv:
            self.library.show(rundskriv)
        return self.tools.search.clauses(screen_text(query, self.settings.longest_question), rundskriv, limit)

    def ready(self) -> bool:
        """If the index answers."""
        return self.index.store.count() > 0

    def close(self) -> None:
        self.index.close()


def open_library(settings: Settings) -> Library:  # noqa: ARG001 - added rundskriv will lie in its data folder
    """The rundskriv, without an index."""
    return Library()


def open_embedder(settings: Settings) -> Embedder:
    """The encoder that the settings name. Raises EncoderUnusable."""
    if settings.encoder == EMBEDDED_ENCODER:
        from knowledge.index.embedder_own import OwnEmbedder

        return OwnEmbedder()
    if settings.encoder == NGRAM_ENCODER:
        from knowledge.index.embedder_ngram import NgramEmbedder

        return NgramEmbedder()
    from knowledge.index.embedder_sentence import SentenceEmbedder

    return SentenceEmbedder(settings.encoder, settings.encoder_query_prefix, settings.encoder_passage_prefix)


def open_services(settings: Settings, progress: Progress | None = None, library: Library | None = None) -> Services:
    """Opens everything, and builds the index first where it is missing or damaged.

    Raises DataFolderUnusable, EncoderUnusable or SourceDamaged.
    """
    from assistant.answering.context import Tools
    from knowledge.index.build import no_progress, open_or_build
    from knowledge.retrieval.search import Search

    library = library or open_library(settings)
    embedder = open_embedder(settings)
    index = open_or_build(settings.data_dir / INDEX_FOLDER, library, embedder, progress or no_progress)
    texts = load_texts()
    tools = Tools(library, Search(index, embedder), texts, settings.longest_question)
    drafts = DraftStore(settings.data_dir / DATABASE, settings.draft_days)
    return Services(settings, library, texts, index, tools, drafts)
