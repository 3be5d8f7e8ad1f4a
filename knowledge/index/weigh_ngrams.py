"""Writes the weights of the embedded encoder: `python -m knowledge.index.weigh_ngrams`. Same data, same bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.index.build import passage_texts
from knowledge.index.embedder import Vectors
from knowledge.index.embedder_ngram import WEIGHTS_FILE, weights_of
from knowledge.sources.library import Library
from knowledge.topics.catalogue import read_catalogue


def shipped_weights() -> Vectors:
    """The weights over the clauses and ways to ask that ship with the package."""
    library = Library()
    asks = [ask for topic in read_catalogue(library).topics for ask in topic.ways_to_ask]
    passages = [text for rundskriv in library for text in passage_texts(rundskriv.clauses)]
    return weights_of([*asks, *passages]).astype(np.float16)


def main() -> None:
    place = Path(__file__).parent / WEIGHTS_FILE
    np.save(place, shipped_weights(), allow_pickle=False)
    print(f"{place.name}: {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
