from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import DataFolderUnusable, IndexDamaged
from knowledge.index import build as building
from knowledge.index.build import BUILDING, fingerprint, open_or_build, passage_texts
from knowledge.index.embedder_ngram import NgramEmbedder
from knowledge.index.index import Index
from knowledge.index.manifest import MANIFEST, verify_folder
from knowledge.index.weigh_ngrams import shipped_weights
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Path:
    folder = tmp_path_factory.mktemp("index")
    open_or_build(folder, library, NgramEmbedder()).close()
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "index"))


def place(folder: Path) -> Path:
    return folder / fingerprint(Library(), NgramEmbedder())


def opened(folder: Path) -> tuple[Index, list[str]]:
    stages: list[str] = []
    index = open_or_build(folder, Library(), NgramEmbedder(), lambda stage, _done, _total: stages.append(stage))
    return index, stages


def index_files(folder: Path) -> list[str]:
    return sorted(
        p.relative_to(place(folder)).as_posix() for p in place(folder).rglob("*") if p.is_file() and p.stat().st_size
    )


def test_a_whole_index_is_opened_again_and_again_without_building(folder: Path) -> None:
    for _ in range(3):
        index, stages = opened(folder)
        index.close()
        assert stages == []


def test_every_file_that_is_missing_truncated_or_bit_flipped_is_noticed(folder: Path) -> None:
    names = index_files(folder)
    assert len(names) > 10
    for name in names:
        whole = (place(folder) / name).read_bytes()
        flipped = bytearray(whole)
        flipped[len(flipped) // 2] ^= 1
        for damaged in (None, whole[: len(whole) // 2], bytes(flipped)):
            if damaged is None:
                (place(folder) / name).unlink()
            else:
                (place(folder) / name).write_bytes(damaged)
            # A bit in a part of the database that holds no row changes nothing that is served.
            if name.endswith(".sqlite3") and damaged and len(damaged) == len(whole):
                (place(folder) / name).write_bytes(whole)
                continue
            with pytest.raises(IndexDamaged):
                verify_folder(place(folder))
            (place(folder) / name).write_bytes(whole)
    verify_folder(place(folder))


def test_a_damaged_index_is_rebuilt_and_then_whole(folder: Path) -> None:
    (place(folder) / "clauses.jsonl").write_text("{}", "utf-8")
    index, stages = opened(folder)
    assert "clauses" in stages
    assert len(index.clauses) == 152
    index.close()
    verify_folder(place(folder))


def test_a_changed_row_in_chromas_database_is_noticed(folder: Path) -> None:
    import sqlite3

    (database,) = place(folder).rglob("*.sqlite3")
    connection = sqlite3.connect(database)
    connection.execute("UPDATE embedding_metadata SET string_value = '99' WHERE id = 1")
    connection.commit()
    connection.close()
    with pytest.raises(IndexDamaged):
        verify_folder(place(folder))


def test_an_altered_manifest_is_noticed(folder: Path) -> None:
    manifest = place(folder) / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace('"clauses.jsonl": "', '"clauses.jsonl": "0'), "utf-8")
    with pytest.raises(IndexDamaged):
        verify_folder(place(folder))


def test_another_encoder_or_source_has_another_index(library: Library, tmp_path: Path) -> None:
    class OtherEmbedder(NgramEmbedder):
        @property
        def fingerprint(self) -> str:
            return "other"

    ours = fingerprint(library, NgramEmbedder())
    assert fingerprint(library, OtherEmbedder()) != ours
    assert fingerprint(Library([tmp_path]), NgramEmbedder()) != ours


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from knowledge.index.build import open_or_build\n"
        "from knowledge.index.embedder_ngram import NgramEmbedder\n"
        "from knowledge.sources.library import Library\n"
        "open_or_build(Path(sys.argv[1]), Library(), NgramEmbedder(), lambda *_: os.kill(os.getpid(), 9))\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert killed.returncode == -9
    assert list(tmp_path.glob(f"{BUILDING}*"))
    assert not place(tmp_path).exists()
    index, _ = opened(tmp_path)
    assert len(index.clauses) == 152
    index.close()
    assert not list(tmp_path.glob(f"{BUILDING}*"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("not a folder", "utf-8")
    with pytest.raises(DataFolderUnusable) as raised:
        open_or_build(occupied / "index", Library(), NgramEmbedder())
    assert raised.value.facts["path"] == str(occupied / "index")


def test_a_full_disk_leaves_the_old_index_and_a_clear_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(building, "write_clauses", full)
    (place(folder) / "clauses.jsonl").write_text("{}", "utf-8")
    with pytest.raises(DataFolderUnusable) as raised:
        opened(folder)
    assert raised.value.facts["reason"] == os.strerror(28)
    assert place(folder).exists()


def test_context_is_indexed_with_a_clause_but_is_no_part_of_it(rundskriv: Rundskriv) -> None:
    texts = dict(zip(rundskriv.clauses, passage_texts(rundskriv.clauses), strict=True))
    (item,) = [c for c in rundskriv.clauses if c.text == "arbeidsrettede modeller som gir psykisk støtte"]
    assert texts[item].startswith("Satsingsområde 2: Tiltak som gir psykisk støtte Satsingsområdet skal stimulere")
    assert texts[item].endswith(item.text)


def test_the_encoders_weights_are_those_that_the_shipped_data_give() -> None:
    """Run `python -m knowledge.index.weigh_ngrams` after a change to the topics or the words."""
    shipped = NgramEmbedder()._weights
    assert (shipped == shipped_weights().astype("float32")).all()
