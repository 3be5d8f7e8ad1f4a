"""A rundskriv that no topic is tied to yet is answered from its clauses alone, and never from another one."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from assistant.answering.answer import AnswerStatus, Question
from assistant.bootstrap import Services, open_services
from assistant.settings import Settings
from knowledge.sources.library import Library


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("sources")
    with as_file(files("knowledge.sources") / "data") as shipped:
        shutil.copytree(shipped, folder, dirs_exist_ok=True)
        shutil.copytree(shipped / "08-2025", folder / "09-2026")
    place = folder / "09-2026"
    text = (
        (place / "source.txt")
        .read_text("utf-8")
        .replace("19. februar 2025", "3. mars 2026")
        .replace("19.02.2025", "03.03.2026")
    )
    (place / "source.txt").write_text(text, "utf-8")
    about = (place / "about.yaml").read_text("utf-8").replace("08-2025", "09-2026").replace("2025-02-19", "2026-03-03")
    about = about.replace("19. februar 2025", "3. mars 2026")
    about = about.replace(Library().show("08-2025").sha256, hashlib.sha256(text.encode()).hexdigest())
    about = about.replace("valid_from: 2025-01-01", "valid_from: 2026-01-01").replace(
        "2026-02-01\n  superseded", "2027-02-01\n  superseded"
    )
    (place / "about.yaml").write_text(about, "utf-8")
    opened = open_services(Settings(data_dir=tmp_path_factory.mktemp("data")), library=Library([Path(folder)]))
    yield opened
    opened.close()


def test_the_newest_one_in_force_answers_and_says_so(services: Services) -> None:
    answer = services.ask(Question("Når er søknadsfristen?", date(2026, 2, 1)))
    assert answer.rundskriv == "09-2026"
    assert answer.status is AnswerStatus.ANSWERED
    assert {citation.document for citation in answer.citations} == {"09-2026"}
    assert answer.citations[0].quote == "Søknadsfristen er 3. mars 2026."


def test_the_chosen_one_answers(services: Services) -> None:
    answer = services.ask(Question("Når er søknadsfristen?", date(2026, 2, 1), rundskriv="08-2025"))
    assert {citation.document for citation in answer.citations} == {"08-2025"}


def test_what_is_outside_is_declined_there_too(services: Services) -> None:
    assert services.ask(Question("Hvordan blir været i helga?", date(2026, 2, 1))).status is AnswerStatus.OUT_OF_SCOPE
