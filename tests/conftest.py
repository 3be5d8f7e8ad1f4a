"""What all tests share. No test reaches another machine (pytest-socket), and none writes outside its own folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from assistant.bootstrap import Services, open_services
from assistant.settings import Settings
from knowledge.sources.library import Library
from knowledge.sources.rundskriv import Rundskriv

os.environ["HF_HUB_OFFLINE"] = "1"

# No deadlines: time on a shared machine tells nothing. Same examples each run, so that a red run can be repeated.
settings.register_profile("tuki", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tuki")


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture(scope="session")
def rundskriv(library: Library) -> Rundskriv:
    return library.show("08-2025")


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder with a built index for the whole run."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def services(data_dir: Path) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=data_dir))
    yield opened
    opened.close()
