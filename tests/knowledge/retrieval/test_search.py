from __future__ import annotations

import pytest

from assistant.bootstrap import Services
from knowledge.retrieval.fusion import fuse
from knowledge.retrieval.keyword import KeywordIndex


def test_a_look_up_finds_its_clause_first(services: Services) -> None:
    hits = services.search("1G", "08-2025", 3)
    assert "deltakerstønad på opptil 1G" in hits[0].clause.text


def test_no_more_than_the_limit_is_given_and_the_best_comes_first(services: Services) -> None:
    hits = services.search("klage på avslag", limit=4)
    assert len(hits) == 4
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_clause_that_stands_again_in_full_is_never_found(services: Services) -> None:
    hits = services.search("Denne delen bør gi retning og ha med konkrete", limit=50)
    assert not [hit for hit in hits if hit.clause.repeated_by]


def test_signals_are_weighed_and_equal_ones_keep_their_order() -> None:
    fused = fuse({"a": {2: 1.0, 1: 1.0}, "b": {3: 1.0}}, {"a": 0.4, "b": 0.5})
    assert fused == [(3, 0.5), (1, 0.4), (2, 0.4)]


def test_keyword_scores_lie_between_nothing_and_all() -> None:
    index = KeywordIndex.build(["egenandel i prosjektet", "klagefrist tre uker"])
    assert index.scores("egenandel i prosjektet")[0] == pytest.approx(1.0, abs=1e-5)
    assert index.scores("egenandel i prosjektet")[1] == 0
    assert index.scores("helikopter").tolist() == [0, 0]
