from __future__ import annotations

import shutil
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from knowledge.errors import SourceDamaged, UnknownRundskriv
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv, Validity


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("knowledge.sources") / "data") as shipped:
        return Path(shutil.copytree(shipped, tmp_path / "sources"))


def test_the_shipped_rundskriv_says_what_it_is(rundskriv: Rundskriv) -> None:
    assert rundskriv.title == "Tilskudd til utvikling av kvalifiserings- og integreringstiltak 2025"
    assert rundskriv.deadline is not None
    assert rundskriv.deadline.date == date(2025, 2, 19)
    assert [entry.date for entry in rundskriv.reporting] == [date(2025, 9, 1), date(2026, 2, 1)]
    assert rundskriv.contact == "tuki@imdi.no"


def test_every_date_of_the_metadata_can_be_read_in_the_text(rundskriv: Rundskriv) -> None:
    assert rundskriv.deadline is not None
    assert all(entry.quote in rundskriv.text for entry in [rundskriv.deadline, *rundskriv.reporting])


def test_the_text_is_one_line_of_words_without_page_furniture(rundskriv: Rundskriv) -> None:
    assert rundskriv.text == " ".join(rundskriv.text.split())
    assert "mailto:" not in rundskriv.text


def test_an_unknown_number_names_those_there_are(library: Library) -> None:
    with pytest.raises(UnknownRundskriv) as raised:
        library.show("99-1999")
    assert raised.value.facts == {"number": "99-1999", "known": "08-2025"}


def test_one_flipped_bit_in_a_source_is_noticed(folder: Path) -> None:
    source = folder / "08-2025" / "source.txt"
    content = bytearray(source.read_bytes())
    content[5000] ^= 1
    source.write_bytes(content)
    library = Library([folder])
    with pytest.raises(SourceDamaged):
        library.show("08-2025")
    (check,) = library.verify()
    assert check.problem is not None


def test_a_whole_library_verifies(library: Library) -> None:
    assert [(check.number, check.problem) for check in library.verify()] == [("08-2025", None)]


def test_a_rundskriv_expires_after_the_last_date_that_it_sets(rundskriv: Rundskriv) -> None:
    assert rundskriv.validity(date(2026, 2, 1)) is Validity.CURRENT
    assert rundskriv.validity(date(2026, 2, 2)) is Validity.EXPIRED


def test_the_newest_begun_rundskriv_answers(library: Library) -> None:
    assert library.newest(date(2026, 11, 24)).number == "08-2025"
    assert library.newest(date(2020, 1, 1)).number == "08-2025"
