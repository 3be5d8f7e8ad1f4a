"""The catalogue of rundskriv: those that ship with the package. Later issues add folders of added documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from typing import Any

from knowledge.data import read_yaml
from knowledge.errors import SourceDamaged, UnknownRundskriv
from knowledge.sources.readers import READERS
from knowledge.sources.rundskriv import QuotedDate, Rundskriv
from knowledge.text.normalise import read_lines

ABOUT = "about.yaml"


@dataclass(frozen=True)
class Check:
    """What `verify` found of one rundskriv: `problem` is None where all is as its metadata say."""

    number: str
    problem: str | None


class Library:
    """Rundskriv by number. Each folder in `folders` holds one folder a rundskriv, with `about.yaml` and its source.

    Reading a damaged source raises SourceDamaged; an unknown number, UnknownRundskriv.
    """

    def __init__(self, folders: Sequence[Path | Traversable] | None = None) -> None:
        self._folders = list(folders) if folders is not None else [files("knowledge.sources") / "data"]

    @cached_property
    def _places(self) -> dict[str, Path | Traversable]:
        places = {
            place.name: place for folder in self._folders for place in folder.iterdir() if (place / ABOUT).is_file()
        }
        return dict(sorted(places.items()))

    @cached_property
    def _open(self) -> dict[str, Rundskriv]:
        return {}

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(self._places)

    def __iter__(self) -> Iterator[Rundskriv]:
        return (self.show(number) for number in self._places)

    def show(self, number: str) -> Rundskriv:
        """The rundskriv with this number."""
        if number not in self._places:
            raise UnknownRundskriv(number=number[:80], known=", ".join(self._places))
        if number not in self._open:
            self._open[number] = read_rundskriv(self._places[number])
        return self._open[number]

    def newest(self, as_of: date) -> Rundskriv:
        """The newest rundskriv that had begun on `as_of`, else the oldest there is."""
        begun = [rundskriv for rundskriv in self if rundskriv.valid_from <= as_of]
        return max(begun or list(self), key=lambda rundskriv: (rundskriv.valid_from, rundskriv.number))

    def verify(self) -> list[Check]:
        """Reads each source anew and compares it with its metadata."""
        return [Check(number, _problem(place)) for number, place in self._places.items()]


def _problem(place: Path | Traversable) -> str | None:
    try:
        rundskriv = read_rundskriv(place)
    except SourceDamaged as damaged:
        return str(damaged.facts["reason"])
    quoted = [*rundskriv.reporting, *([rundskriv.deadline] if rundskriv.deadline else [])]
    lost = [entry.quote for entry in quoted if rundskriv.text.count(entry.quote) == 0]
    return f"not in the text: {lost[0]}" if lost else None


def read_rundskriv(place: Path | Traversable) -> Rundskriv:
    """The rundskriv in the folder `place`. Raises SourceDamaged where the bytes are not those of the metadata."""
    about = read_yaml(place / ABOUT)
    content = (place / about["source"]).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != about["sha256"]:
        raise SourceDamaged(number=about["number"], reason=f"SHA-256 is {found}, not {about['sha256']}")
    source = READERS[PurePath(about["source"]).suffix](content)
    return Rundskriv(
        number=about["number"],
        title=about["title"],
        scheme=about["scheme"],
        abbreviation=about["abbreviation"],
        year=about["year"],
        issuer=about["issuer"],
        language=about["language"],
        source_address=about["source_address"],
        sha256=about["sha256"],
        deadline=_quoted_date(about["deadline"]) if about["deadline"] else None,
        reporting=tuple(_quoted_date(entry) for entry in about["reporting"]),
        contact=about["contact"]["address"],
        valid_from=about["validity"]["valid_from"],
        valid_until=about["validity"]["valid_until"],
        superseded_by=about["validity"]["superseded_by"],
        lines=read_lines(source, frozenset(about["furniture"])),
    )


def _quoted_date(entry: dict[str, Any]) -> QuotedDate:
    return QuotedDate(entry["date"], entry["quote"])
