"""Words of a text as they are matched: lower case, one form for bokmål, nynorsk and English, stemmed, folded."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from knowledge.data import read_yaml

WORD = re.compile(r"§+|\w+(?:-\w+)*")
_FOLD = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "é": "e", "è": "e", "ò": "o", "ó": "o", "ô": "o", "ä": "ae", "ö": "o"}
)


@dataclass(frozen=True)
class WordTable:
    """`function_words` carry no matter; `variants` lead to the word that the rundskriv use."""

    function_words: frozenset[str]
    variants: dict[str, str]


@cache
def word_table() -> WordTable:
    data = read_yaml(files("knowledge.text") / "words.yaml")
    function_words = frozenset(word for words in data["function_words"].values() for word in words)
    return WordTable(function_words, data["variants"])


def words(text: str) -> list[str]:
    """The words of a text in lower case, hyphens kept, function words too."""
    return WORD.findall(text.lower())


def content_words(text: str) -> list[str]:
    """The words that carry matter; all words where none does."""
    found = words(text)
    return [word for word in found if word not in word_table().function_words] or found


def fold(text: str) -> str:
    """The text without the marks that are left out on a hurried or foreign keyboard: "når" and "nar" are one."""
    return text.translate(_FOLD)


def stems(text: str) -> list[str]:
    """The stems of a text's content words; a word that stands for another gives the other's stem as well."""
    found = []
    for word in content_words(text):
        found.append(stem(word))
        if variant := word_table().variants.get(word):
            found.append(stem(variant))
    return found


def concepts(text: str) -> list[str]:
    """What a text's content words are about, each concept once: "Når stenger luka?" -> deadline. See concepts.yaml."""
    return list(dict.fromkeys(concept for word in content_words(text) for concept in _concepts_of(word)))


@lru_cache(maxsize=50_000)
def _concepts_of(word: str) -> tuple[str, ...]:
    return tuple(concept for concept, pattern in _concept_patterns() if pattern.fullmatch(word))


@cache
def _concept_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data: dict[str, list[str]] = read_yaml(files("knowledge.text") / "concepts.yaml")
    return tuple(
        (concept, re.compile("|".join(re.escape(word).replace(r"\*", ".*") for word in known)))
        for concept, known in data.items()
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded Norwegian stem of one word."""
    return fold(_stemmer().stemWord(word))


def _stemmer() -> Any:
    """A stemmer of this thread's own: one keeps the word that it works on in itself."""
    if not hasattr(_OF_THREAD, "stemmer"):
        import snowballstemmer

        _OF_THREAD.stemmer = snowballstemmer.stemmer("norwegian")
    return _OF_THREAD.stemmer


_OF_THREAD = threading.local()
