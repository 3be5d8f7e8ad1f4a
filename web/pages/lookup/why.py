"""Why an answer is what it is, in words and shares that need no programmer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.checklist.draft import known_rulesets
from assistant.checklist.reading import draft_from_object
from assistant.checklist.wording import wording_in
from assistant.form.entries import entries_of
from assistant.form.form import NO, YES, load_form
from knowledge.data import read_yaml
from web.pages.check.form_view import field_label
from web.pages.lookup.query import Lookup
from web.wording import all_texts

# In the order of a search's signals: how near in meaning, by the words, by the topics.
SIGNALS = ("dense", "lexical", "topic")
SHARES = ("stated", "silent", "outside", "untied")
A_HUNDRED = 100


@dataclass(frozen=True)
class Share:
    """Something and how much speaks for it, in per cent."""

    name: str
    percent: int

    @property
    def tenths(self) -> int:
        """For a bar in ten steps."""
        return round(self.percent / 10)


@dataclass(frozen=True)
class Candidate:
    """A clause that was weighed: `signals` in the order of SIGNALS, and `weight` from its topics, in per cent."""

    clause: str
    quote: str
    address: str
    signals: tuple[int, ...]
    weight: int
    is_cited: bool


@dataclass(frozen=True)
class AskingPart:
    """One part of a question that asks for several things, and the topic that it was taken for."""

    words: str
    topic: str


@dataclass(frozen=True)
class Why:
    """`facts` are what was told of a project, field and value; `deciding` how much speaks for each status."""

    lang: str
    rundskriv: str
    parts: tuple[AskingPart, ...]
    facts: tuple[tuple[str, str], ...]
    topics: tuple[Share, ...]
    deciding: tuple[Share, ...]
    candidates: tuple[Candidate, ...]
    broken_rules: tuple[str, ...]
    status: str


def view_why(explained: Mapping[str, Any], topic_names: Mapping[str, str], lookup: Lookup, lang: str) -> Why:
    """`explained` as `assistant.answering.explain` has it; `topic_names` by id, in the page's language."""
    understood = explained["understood"]
    number = understood["rundskriv"]
    return Why(
        lang=understood["lang"],
        rundskriv=number,
        parts=tuple(AskingPart(each["part"], topic_names[each["topic"]]) for each in explained["parts"]),
        facts=tuple(_facts(understood["facts"], lang)),
        topics=tuple(
            Share(topic_names[each["topic"]], _percent(each["share"]))
            for each in explained["topics"]
            if _percent(each["share"])
        ),
        deciding=tuple(Share(each, _percent(explained["shares"].get(each, 0.0))) for each in SHARES),
        candidates=tuple(_candidate(each, number, lookup) for each in explained["clauses"]),
        broken_rules=tuple(_rule_title(number, rule, lang) for rule in explained["broken_rules"]),
        status=explained["status"],
    )


def _candidate(explained: Mapping[str, Any], number: str, lookup: Lookup) -> Candidate:
    clause = explained["clause"]
    return Candidate(
        clause,
        explained["quote"],
        lookup.address(f"/ledd/{number}/{clause}"),
        tuple(_percent(explained["signals"].get(signal, 0.0)) for signal in SIGNALS),
        _percent(explained["weight"]),
        explained["cited"],
    )


def _percent(share: float) -> int:
    return round(A_HUNDRED * min(max(share, 0.0), 1.0))


def _facts(facts: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    """What was told, each field with its question and the answer in words."""
    if not facts:
        return []
    entries = entries_of(load_form(), draft_from_object(dict(facts)))
    return [
        (field_label(lang, name), ", ".join(_written(name, text, lang) for text in texts))
        for name, texts in entries.items()
    ]


def _written(name: str, text: str, lang: str) -> str:
    answers: Mapping[str, str] = all_texts().value(lang, "form.answers")
    if text in {YES, NO}:
        return answers[text]
    if name == "focus_area":
        return str(all_texts().value(lang, f"form.focus_areas.area_{text}"))
    return wording_in(lang).write(text)


@cache
def _rule_titles(number: str, lang: str) -> dict[str, str]:
    entries = read_yaml(files("assistant.checklist") / "rulesets" / number / f"texts.{lang}.yaml")
    return {rule: str(entry["title"]) for rule, entry in entries.items()}


def _rule_title(number: str, rule: str, lang: str) -> str:
    return _rule_titles(number, lang).get(rule, rule) if number in known_rulesets() else rule
