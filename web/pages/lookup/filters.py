"""What can be kept to: the choices of each filter, in the page's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.errors import UnavailableError
from knowledge.text.words import fold
from knowledge.topics.topic import Topic
from web.limits.unexpected import log_fault
from web.pages.lookup.query import Lookup

if TYPE_CHECKING:
    from assistant.bootstrap import Services


@dataclass(frozen=True)
class Filter:
    """`name` is the field's, `value` what is chosen; `options` are values with what they are called."""

    name: str
    value: str
    options: tuple[tuple[str, str], ...]


def filters(services: Services, lookup: Lookup, lang: str) -> tuple[Filter, ...]:
    """All four. Without an index there are no topics to choose among."""
    newest_first = sorted(services.library, key=lambda each: (each.valid_from, each.number), reverse=True)
    years = dict.fromkeys(str(each.year) for each in newest_first)
    fitting = [each for each in newest_first if lookup.rundskriv in {"", each.number}]
    sections = dict.fromkeys(clause.section[0] for each in fitting for clause in each.clauses if clause.section)
    return (
        Filter("rundskriv", lookup.rundskriv, tuple((each.number, each.number) for each in newest_first)),
        Filter("ar", lookup.year, tuple((year, year) for year in years)),
        Filter("avsnitt", lookup.section, tuple((section, section) for section in sections)),
        Filter("emne", lookup.topic, _topics(services, lang)),
    )


def _topics(services: Services, lang: str) -> tuple[tuple[str, str], ...]:
    """Those that a rundskriv says something on, by name; where two share one, with what tells them apart."""
    try:
        topics = services.index.topics.values()
    except UnavailableError as failure:
        log_fault(failure)
        return ()
    stated = [topic for topic in topics if any(each.stated and each.ties for each in topic.settlements.values())]
    names = [_name(topic, lang) for topic in stated]
    named = [
        (topic.id, name if names.count(name) == 1 else f"{name} ({topic.names[lang][1]})")
        for topic, name in zip(stated, names, strict=True)
    ]
    return tuple(sorted(named, key=lambda each: fold(each[1].lower())))


def _name(topic: Topic, lang: str) -> str:
    return topic.names[lang][0]
