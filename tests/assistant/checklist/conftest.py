"""What the checklist's tests share."""

from __future__ import annotations

import pytest

from assistant.checklist.ruleset import Ruleset, load_ruleset
from knowledge.sources.library import Library


@pytest.fixture(scope="session")
def ruleset(library: Library) -> Ruleset:
    return load_ruleset("08-2025", library)
