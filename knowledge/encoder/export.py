"""Writes the encoder as a sentence-transformers model: `python -m knowledge.encoder.export FOLDER`.

A StaticEmbedding of the table with a tokenizer that knows its words, and vectors of length one. It gives the same
vectors for words of the table; variants, compounds and typing errors are read by `KnownWords` alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from knowledge.encoder.vectors import Table, shipped_table
from knowledge.text.words import WORD

UNKNOWN = "[UNK]"


def export(table: Table, folder: Path) -> None:
    """Needs `tuki[encoders]`."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = {word: row for row, word in enumerate(table.words)}
    tokenizer = Tokenizer(models.WordLevel({**vocabulary, UNKNOWN: len(vocabulary)}, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(WORD.pattern), "removed", invert=True)
    weights = table.codes.astype(np.float32) * table.scales[:, None]
    weights = np.vstack([weights, np.zeros((1, weights.shape[1]), np.float32)])
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()], device="cpu"
    )
    model.save(str(folder))


def main() -> None:
    folder = Path(sys.argv[1])
    export(shipped_table(), folder)
    print(f"{folder}: {len(shipped_table().words)} words")


if __name__ == "__main__":
    main()
