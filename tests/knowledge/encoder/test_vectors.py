from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder.export import export
from knowledge.encoder.vectors import Table, WordVectors, shipped_table, shipped_vectors
from knowledge.topics.catalogue import catalogue_digest

LARGEST_MB = 12


def test_a_text_has_length_one_and_one_with_no_known_word_has_length_zero() -> None:
    assert np.linalg.norm(shipped_vectors().embed("Hvor mange deltakere?")) == pytest.approx(1.0, abs=1e-5)
    assert not shipped_vectors().embed("qqqqzzzz xxxxyyyy").any()


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("hotell", "reise", "klage"), ("rådmann", "kommunedirektør", "kurs"), ("sykepleier", "helse", "frist")],
)
def test_words_that_no_topic_says_together_lie_near_where_their_meaning_does(word: str, near: str, far: str) -> None:
    vectors = shipped_vectors()
    assert vectors.embed(word) @ vectors.embed(near) > vectors.embed(word) @ vectors.embed(far)


def test_the_model_in_the_package_is_small_and_was_made_from_this_catalogue() -> None:
    """Run `python -m knowledge.encoder.train` after a change to the topics."""
    folder = Path(str(files("knowledge.encoder") / "model"))
    assert sum(file.stat().st_size for file in folder.iterdir()) < LARGEST_MB * 1e6
    facts = json.loads((folder / "facts.json").read_text("utf-8"))
    assert facts["topics"] == catalogue_digest()


def test_another_table_has_another_fingerprint() -> None:
    table = shipped_table()
    other = Table(table.words, table.domain, table.codes, table.scales * 2)
    assert WordVectors(other).fingerprint != shipped_vectors().fingerprint


def test_sentence_transformers_gives_the_same_vectors(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["Når er søknadsfristen?", "egenandel i prosjektet"]
    export(shipped_table(), tmp_path / "model")
    theirs = SentenceTransformer(str(tmp_path / "model"), device="cpu").encode(texts)
    assert np.allclose(theirs, shipped_vectors().embed_all(texts), atol=1e-4)
