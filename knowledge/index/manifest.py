"""What an index folder holds, file by file, so that a damaged one is noticed before it is used."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import IndexDamaged

MANIFEST = "manifest.json"
# Chroma notes each opening in this table; all else in its database stays as it was built.
CHROMA_LOG = "acquire_write"


@dataclass(frozen=True)
class Manifest:
    """Digests by the file's path in the folder, and a digest of the manifest's own content."""

    files: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and _counts(path))
        return cls({path.relative_to(folder).as_posix(): _digest(path) for path in paths})

    def write(self, folder: Path) -> None:
        body = json.dumps(self.files, sort_keys=True, indent=1)
        seal = hashlib.sha256(body.encode()).hexdigest()
        (folder / MANIFEST).write_text(
            json.dumps({"seal": seal, "files": self.files}, sort_keys=True, indent=1), "utf-8"
        )


def verify_folder(folder: Path) -> None:
    """Raises IndexDamaged where a file is missing, added, cut short or changed in a single bit."""
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
        expected, seal = dict(content["files"]), str(content["seal"])
    except (OSError, ValueError, KeyError, TypeError) as unreadable:
        raise IndexDamaged(path=str(folder), reason=f"manifest: {type(unreadable).__name__}") from unreadable
    if hashlib.sha256(json.dumps(expected, sort_keys=True, indent=1).encode()).hexdigest() != seal:
        raise IndexDamaged(path=str(folder), reason="manifest: altered")
    try:
        found = Manifest.of(folder).files
    except (OSError, sqlite3.Error) as unreadable:
        raise IndexDamaged(path=str(folder), reason=str(unreadable)[:200]) from unreadable
    changed = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if changed:
        raise IndexDamaged(path=str(folder), reason=f"changed: {changed[0]}")


def _counts(path: Path) -> bool:
    return path.name != MANIFEST and not path.name.endswith(("-wal", "-shm", "-journal"))


def _digest(path: Path) -> str:
    if path.suffix == ".sqlite3":
        return _database_digest(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _database_digest(path: Path) -> str:
    """A digest of the rows, since Chroma changes the file's bytes each time that it opens it."""
    digest = hashlib.sha256()
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if damage != "ok":
            raise sqlite3.DatabaseError(damage)
        names = [
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        for name in names:
            if name == CHROMA_LOG or name.startswith("sqlite_"):
                continue
            digest.update(name.encode())
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - names from the database itself
                digest.update(repr(row).encode())
    finally:
        connection.close()
    return digest.hexdigest()
