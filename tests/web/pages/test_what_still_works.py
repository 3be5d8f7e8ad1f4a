"""Without its index or its database, the service says what works and what does not, and works again when it can."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import Services, open_late_services
from assistant.settings import Settings
from knowledge.retrieval.late import LateSearch
from web.app import create_app


@pytest.fixture
def without_index(tmp_path: Path) -> Iterator[Services]:
    """Where the index's folder should be there is a file, so that none can be built."""
    (tmp_path / "index").write_text("in the way")
    services = open_late_services(Settings(data_dir=tmp_path))
    yield services
    services.close()


def client_of(services: Services) -> TestClient:
    return TestClient(create_app(services), base_url="http://localhost", raise_server_exceptions=False)


def test_without_an_index_a_question_is_told_so_and_stays_where_it_was_typed(without_index: Services) -> None:
    page = client_of(without_index).post("/spor", data={"sporsmal": "Når er søknadsfristen?"})
    assert page.status_code == 422
    assert "Søket er ikke klart akkurat nå" in page.text
    assert "Når er søknadsfristen?</textarea>" in page.text


def test_without_an_index_all_else_works(without_index: Services) -> None:
    client = client_of(without_index)
    assert "19. februar 2025" in client.get("/kilder/08-2025", params={"sok": "søknadsfristen"}).text
    checked = client.post("/sjekk", data={"utkast": "x" * 32, "participants": "8"})
    assert "8 deltakere er færre enn minstekravet på ti." in checked.text
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 503
    assert client.post("/api/v1/ask", json={"question": "Når er søknadsfristen?"}).status_code == 503


def test_questions_are_answered_again_when_the_index_can_be_had(
    without_index: Services, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(without_index)
    assert client.post("/spor", data={"sporsmal": "Når er søknadsfristen?"}).status_code == 422
    place = without_index.settings.data_dir / "index"
    place.unlink()
    place.symlink_to(data_dir / "index")
    search = without_index.tools.search
    assert isinstance(search, LateSearch)
    monkeypatch.setattr(search, "_not_before", 0.0)
    assert "Søknadsfristen er 19. februar 2025." in client.post("/spor", data={"sporsmal": "Når er fristen?"}).text


def test_while_the_database_is_locked_questions_and_rundskriv_work_and_a_draft_says_it_is_not_kept(
    services: Services, data_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "index").symlink_to(data_dir / "index")
    settings = Settings(data_dir=tmp_path, database=f"sqlite:///{tmp_path / 'tuki.db'}?timeout=0.1")
    own = open_late_services(settings)
    client = client_of(own)
    assert own.records.database.ready()
    other = sqlite3.connect(tmp_path / "tuki.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    page = client.post("/spor", data={"sporsmal": "Når er søknadsfristen?"})
    assert "Søknadsfristen er 19. februar 2025." in page.text
    assert "Samtalen kan ikke lagres akkurat nå" in page.text
    assert client.get("/kilder/08-2025").status_code == 200
    draft = {"utkast": "x" * 32, "participants": "8"}
    refused = client.post("/sjekk", data=draft)
    assert refused.status_code == 503
    assert "Det dere skrev, er ikke lagret" in refused.text
    other.execute("ROLLBACK")
    other.close()
    assert "8 deltakere er færre enn minstekravet på ti." in client.post("/sjekk", data=draft).text
    own.close()
