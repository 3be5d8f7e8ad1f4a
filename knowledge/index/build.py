"""Builds the index aside, verifies it, and swaps it in. The index is a cache: it can be rebuilt at any time."""

from __future__ import annotations

import atexit
import errno
import hashlib
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.clauses.clause import Clause
from knowledge.errors import DataFolderUnusable, IndexDamaged
from knowledge.index.embedder import Embedder
from knowledge.index.index import (
    CHROMA,
    CLAUSE_WORDS,
    Index,
    open_index,
    write_clauses,
    write_topics,
)
from knowledge.index.manifest import Manifest, verify_folder
from knowledge.index.store import Entry
from knowledge.index.store_chroma import ChromaStore
from knowledge.retrieval.keyword import KeywordIndex
from knowledge.sources.library import Library
from knowledge.topics.catalogue import catalogue_digest, read_catalogue

# Raised whenever the same sources would give other files.
FORMAT = 2
BATCH = 512
LONGEST_WAIT_SECONDS = 600
BUILDING = "building-"

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tells nobody."""


def fingerprint(library: Library, embedder: Embedder) -> str:
    """Names the index over these sources and topics with this encoder: another source or encoder has another name."""
    facts = {
        "format": FORMAT,
        "encoder": embedder.fingerprint,
        "topics": catalogue_digest(),
        "sources": [[rundskriv.number, rundskriv.sha256] for rundskriv in library],
    }
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:20]


def open_or_build(folder: Path, library: Library, embedder: Embedder, progress: Progress = no_progress) -> Index:
    """The index for `library` and `embedder` in `folder`, built where it is missing or damaged.

    Raises DataFolderUnusable where it must be built and `folder` cannot be written.
    """
    place = folder / fingerprint(library, embedder)
    try:
        return _open_verified(place)
    except IndexDamaged:
        with _lock(folder):
            # Another process may have built it while this one waited.
            try:
                return _open_verified(place)
            except IndexDamaged:
                build(place, library, embedder, progress)
    return _open_verified(place)


def build(place: Path, library: Library, embedder: Embedder, progress: Progress = no_progress) -> None:
    """Builds a new index beside `place`, verifies it and moves it there. What was there is replaced.

    A process that is killed leaves only a folder that the next build removes.
    """
    aside = place.parent / f"{BUILDING}{uuid.uuid4().hex}"
    try:
        _remove_left_overs(place.parent)
        aside.mkdir()
        _fill(aside, library, embedder, progress)
        Manifest.of(aside).write(aside)
        verify_folder(aside)
        _swap(aside, place)
    except OSError as failure:
        raise DataFolderUnusable(path=str(place.parent), reason=os.strerror(failure.errno or errno.EIO)) from failure
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _fill(folder: Path, library: Library, embedder: Embedder, progress: Progress) -> None:
    clauses = [clause for rundskriv in library for clause in rundskriv.clauses]
    passages = list(passage_texts(clauses))
    write_clauses(folder, clauses)
    write_topics(folder, read_catalogue(library).topics)
    KeywordIndex.build(passages).save(folder / CLAUSE_WORDS)
    whole = sum(1 for clause in clauses if not clause.repeated_by)
    store = ChromaStore(folder / CHROMA, size=whole)
    try:
        for start in range(0, len(clauses), BATCH):
            batch = range(start, min(start + BATCH, len(clauses)))
            entries = [Entry(i, clauses[i].document) for i in batch if not clauses[i].repeated_by]
            store.add(entries, embedder.embed_passages([passages[entry.position] for entry in entries]))
            progress("clauses", batch.stop, len(clauses))
    finally:
        store.close()


def passage_texts(clauses: Sequence[Clause]) -> Iterator[str]:
    """What is indexed of each clause: its headings and introduction as context, which are never quoted, then itself."""
    texts = {(clause.document, clause.id): clause.text for clause in clauses}
    for clause in clauses:
        introduction = texts[clause.document, clause.introduction] if clause.introduction else ""
        yield " ".join([*clause.section, introduction, clause.text])


def _open_verified(place: Path) -> Index:
    """Raises IndexDamaged."""
    verify_folder(place)
    writable = os.access(place / CHROMA, os.W_OK)
    return open_index(place, ChromaStore(place / CHROMA if writable else _private_copy(place / CHROMA)))


def _private_copy(chroma: Path) -> Path:
    """Chroma writes a line to its database when it opens it, so one on a read-only file system is opened elsewhere.

    The copy goes with the process.
    """
    folder = Path(tempfile.mkdtemp(prefix="tuki-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(chroma, folder / CHROMA)
    return folder / CHROMA


def _swap(aside: Path, place: Path) -> None:
    if place.exists():
        place.rename(aside.parent / f"{BUILDING}{uuid.uuid4().hex}")
    aside.rename(place)
    _remove_left_overs(place.parent)


def _remove_left_overs(folder: Path) -> None:
    for left_over in folder.glob(f"{BUILDING}*"):
        shutil.rmtree(left_over, ignore_errors=True)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One process builds at a time; the others wait for it and use what it built."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "building.lock", timeout=LONGEST_WAIT_SECONDS):
            yield
    except Timeout as waited:
        raise DataFolderUnusable(path=str(folder), reason="another process is building") from waited
    except OSError as failure:
        raise DataFolderUnusable(path=str(folder), reason=os.strerror(failure.errno or errno.EIO)) from failure
