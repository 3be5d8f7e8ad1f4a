"""The file that a backup is: a zip with a manifest and one file a table, one JSON object a line for each row.

It is the same whatever database it was taken from. Nothing in it is ever unpacked to disk: its parts are read by the
names that the manifest may give them, and no further than they say they go.
"""

from __future__ import annotations

import errno
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from secrets import token_hex
from typing import IO, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.database.errors import BackupDamaged, BackupNewer, BackupUnreadable, BackupUnwritable

Value = str | int | bool | None
Row = Mapping[str, Value]

VERSION = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1_000_000  # bytes; one of today's has 3 000
# Bytes of one row: far more than a draft read from the largest document makes.
LONGEST_LINE = 64_000_000
# How much larger than the file its content may be: rows of text shrink to a tenth or a thirtieth, a bomb to a
# thousandth.
MOST_SHRUNK = 300
ALWAYS_TAKEN = 100_000_000  # bytes that no machine is brought down by
_OWNER_ALONE = 0o600
_PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
# What reading a file that somebody has tampered with can raise.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    RuntimeError,
    ValueError,
)


class Part(BaseModel):
    """The rows of one table. `size` is in bytes, `sha256` of the lines as they stand in the file."""

    model_config = ConfigDict(frozen=True)

    table: Annotated[str, Field(pattern=r"^[a-z_]{1,60}$")]
    rows: Annotated[int, Field(ge=0)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @property
    def name(self) -> str:
        return f"tables/{self.table}.jsonl"


class Manifest(BaseModel):
    """What a backup holds. `revision` is that of the tables, `database` the kind that it was taken from."""

    model_config = ConfigDict(frozen=True)

    format: Literal["tuki-backup"]
    version: Annotated[int, Field(ge=1)]
    revision: Annotated[str, Field(min_length=1, max_length=40)]
    database: str
    made: datetime
    parts: tuple[Part, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {part.table: part.rows for part in self.parts}


@contextmanager
def written_aside(path: Path) -> Iterator[IO[bytes]]:
    """A file beside `path` that its owner alone may read, and that takes its place when all is on the disk.

    Raises BackupUnwritable, and then `path` is what it was.
    """
    aside = path.with_name(f".{path.name[:100]}.{token_hex(8)}.part")
    try:
        with os.fdopen(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ALONE), "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        aside.replace(path)
        _sync_folder(path.parent)
    except OSError as failure:
        raise BackupUnwritable(path=path, reason=failure.strerror or failure) from failure
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


class BackupWriter:
    """Takes table after table, and last the manifest."""

    def __init__(self, out: IO[bytes]) -> None:
        self._archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self._parts: list[Part] = []

    def add(self, table: str, rows: Iterable[Row]) -> None:
        digest, count, size = sha256(), 0, 0
        with self._archive.open(_entry(f"tables/{table}.jsonl"), "w", force_zip64=True) as part:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                part.write(line)
                digest.update(line)
                count, size = count + 1, size + len(line)
        self._parts.append(Part(table=table, rows=count, size=size, sha256=digest.hexdigest()))

    def finish(self, revision: str, database: str, made: datetime) -> Manifest:
        manifest = Manifest(
            format="tuki-backup",
            version=VERSION,
            revision=revision,
            database=database,
            made=made,
            parts=tuple(self._parts),
        )
        self._archive.writestr(_entry(MANIFEST), manifest.model_dump_json(indent=1))
        self._archive.close()
        return manifest


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _OWNER_ALONE << 16
    return entry


class BackupReader:
    """An open backup, of which nothing is believed before it is checked."""

    def __init__(self, path: Path) -> None:
        """Reads the manifest. Raises BackupUnreadable, BackupDamaged or BackupNewer."""
        self._path = path
        try:
            self._file = path.open("rb")
        except OSError as failure:
            raise BackupUnreadable(path=path, reason=failure.strerror or failure) from failure
        try:
            with self._blamed_on(MANIFEST):
                self._archive = zipfile.ZipFile(self._file)
                self.manifest = self._read_manifest()
                self._check_entries()
        except Exception:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()
        self._file.close()

    def verify(self) -> None:
        """Reads every part to its end. Raises BackupDamaged."""
        for part in self.manifest.parts:
            for _ in self.rows(part):
                pass

    def rows(self, part: Part) -> Iterator[Row]:
        """The rows of one part. Raises BackupDamaged, at the latest after the last row."""
        digest, count, size = sha256(), 0, 0
        with self._blamed_on(part.name), self._archive.open(part.name) as stored:
            lines = BufferedReader(stored)  # type: ignore[type-var]  # it is a raw stream in all but its type
            while line := lines.readline(LONGEST_LINE):
                digest.update(line)
                count, size = count + 1, size + len(line)
                yield _row(line)
        if (count, size, digest.hexdigest()) != (part.rows, part.size, part.sha256):
            raise self.damaged(part.name)

    def damaged(self, part: str) -> BackupDamaged:
        return BackupDamaged(path=self._path, part=part)

    def newer(self, found: object) -> BackupNewer:
        return BackupNewer(path=self._path, found=found)

    def _read_manifest(self) -> Manifest:
        if self._archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise self.damaged(MANIFEST)
        raw = self._archive.read(MANIFEST)
        version = json.loads(raw)["version"]
        if isinstance(version, int) and version > VERSION:
            raise self.newer(version)
        return Manifest.model_validate_json(raw)

    def _check_entries(self) -> None:
        """What is there is what the manifest names, once, plainly stored, and of a size that can be taken."""
        entries = self._archive.infolist()
        if sorted(entry.filename for entry in entries) != sorted([MANIFEST, *(p.name for p in self.manifest.parts)]):
            raise self.damaged(MANIFEST)
        for entry in entries:
            if entry.compress_type not in _PLAIN_METHODS or entry.flag_bits & _ENCRYPTED:
                raise self.damaged(entry.filename)
        largest = max(ALWAYS_TAKEN, MOST_SHRUNK * os.fstat(self._file.fileno()).st_size)
        if sum(entry.file_size for entry in entries) > largest:
            raise self.damaged(MANIFEST)

    @contextmanager
    def _blamed_on(self, part: str) -> Iterator[None]:
        try:
            yield
        except OSError as failure:
            # Told to read from before its beginning: the file says wrongly where its parts are.
            if failure.errno == errno.EINVAL:
                raise self.damaged(part) from failure
            raise BackupUnreadable(path=self._path, reason=failure.strerror or failure) from failure
        except (*_DAMAGE, TypeError) as damage:
            raise self.damaged(part) from damage


def _row(line: bytes) -> Row:
    """Raises ValueError for what is not one flat JSON object on a line of its own."""
    row = json.loads(line) if line.endswith(b"\n") else None
    if not isinstance(row, dict) or not all(type(value) in {str, int, bool, type(None)} for value in row.values()):
        raise ValueError(MANIFEST)
    return row
