"""The only place that chooses adapters: settings in, services out. Importing it is cheap; opening is not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from assistant.texts import Texts, load_texts
from knowledge.sources.library import Library

if TYPE_CHECKING:
    from assistant.answering.answer import Answer, Question
    from assistant.answering.context import Tools
    from assistant.database.database_sql import Database
    from assistant.records import Records
    from knowledge.index.build import Progress
    from knowledge.index.embedder import Embedder
    from knowledge.index.index import Index
    from knowledge.retrieval.search import ClauseHit

EMBEDDED_ENCODER, NGRAM_ENCODER = "own", "ngram"
INDEX_FOLDER = "index"
DATABASE = "tuki.db"


class LateRecords:
    """The database's stores, opened by who needs them first: a command that only answers loads no database library."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def records(self) -> Records:
        """Raises DatabaseAddressUnfit."""
        from assistant.records import open_records

        return open_records(open_database(self._settings), self._settings)

    def any(self) -> Records | None:
        """The same, None where nothing can have been kept yet."""
        kept_nothing = self._settings.database is None and not (self._settings.data_dir / DATABASE).exists()
        return None if kept_nothing else self.records

    def close(self) -> None:
        if "records" in self.__dict__:
            self.records.database.close()


@dataclass(frozen=True)
class Services:
    """What the outer layer works with. Safe to use from several threads."""

    settings: Settings
    library: Library
    texts: Texts
    tools: Tools
    kept: LateRecords

    @property
    def index(self) -> Index:
        """What is searched. Raises SearchUnavailable."""
        return self.tools.search.index

    @property
    def records(self) -> Records:
        """What is kept in the database, which is opened when it is first used. Raises DatabaseAddressUnfit."""
        return self.kept.records

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
        """If the index answers. Raises SearchUnavailable."""
        return self.tools.search.ready()

    def close(self) -> None:
        self.kept.close()
        self.tools.search.close()


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


def open_database(settings: Settings) -> Database:
    """The database that the settings name. Raises DatabaseAddressUnfit."""
    from assistant.database.database_sql import Database

    return Database(settings.database or f"sqlite:///{settings.data_dir / DATABASE}")


def open_services(settings: Settings, progress: Progress | None = None, library: Library | None = None) -> Services:
    """Opens everything, and builds the index first where it is missing or damaged.

    Raises DataFolderUnusable, EncoderUnusable or SourceDamaged.
    """
    services = open_late_services(settings, progress, library)
    services.tools.search.open()
    return services


def open_late_services(
    settings: Settings, progress: Progress | None = None, library: Library | None = None
) -> Services:
    """The same, but that the index is opened when it is first searched: where it cannot be, all else works.

    Raises EncoderUnusable or SourceDamaged.
    """
    from assistant.answering.context import Tools
    from assistant.helpdesk.likeness import Likeness
    from assistant.helpdesk.matching import ApprovedAnswers
    from knowledge.index.build import no_progress, open_or_build
    from knowledge.retrieval.late import LateSearch

    library = library or open_library(settings)
    embedder = open_embedder(settings)
    folder = settings.data_dir / INDEX_FOLDER
    search = LateSearch(lambda: open_or_build(folder, library, embedder, progress or no_progress), embedder)
    texts = load_texts()
    kept = LateRecords(settings)
    approved = ApprovedAnswers(kept.any, Likeness(search), library)
    tools = Tools(library, search, texts, settings.longest_question, approved)
    return Services(settings, library, texts, tools, kept)
