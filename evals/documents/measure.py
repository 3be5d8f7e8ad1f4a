"""How much of each document is read right: `python -m evals.documents.measure [--verbose]`.

A field is right where its value is the one that the document states, whether certain or not. Wrong and certain is what
must never be; a layout's `uncertain` fields count as wrong where they are taken for certain.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.reading.extract.document import read_blocks
from assistant.reading.find.fields import find_fields
from assistant.reading.limits import load_limits
from evals.documents.layout import Layout, layouts
from evals.documents.write import write_document

RIGHT, UNCERTAIN, WRONG, MISSING, EXTRA = "right", "wrong, uncertain", "wrong, certain", "missing", "extra, uncertain"
COLUMNS = (RIGHT, UNCERTAIN, WRONG, MISSING, EXTRA)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each field of a draft with its path; lists are whole."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif value != {}:
        yield path, value


def measure(layout: Layout) -> tuple[Counter[str], list[str]]:
    """How many fields came out in each way, and a line for each that is not right."""
    blocks = read_blocks(write_document(layout), f"{layout.id}.{layout.format}", load_limits())
    found = {field.path: field for field in find_fields(blocks).fields if field.value != {}}
    counted: Counter[str] = Counter()
    told: list[str] = []
    gold = dict(leaves(layout.gold))
    for path, value in gold.items():
        field = found.get(path)
        if field is None:
            counted[MISSING] += 1
            told.append(f"{path}: missing, {value!r}")
        elif _alike(field.value, value):
            counted[RIGHT] += 1
        else:
            counted[WRONG if field.certain else UNCERTAIN] += 1
            told.append(f"{path}: {field.value!r} for {value!r}{' CERTAIN' if field.certain else ''}")
    for path in found.keys() - gold.keys():
        certain = found[path].certain
        if certain or path not in layout.uncertain:
            counted[WRONG if certain else EXTRA] += 1
            told.append(f"{path}: {found[path].value!r} is not stated{' CERTAIN' if certain else ''}")
    return counted, told


def _alike(found: Any, value: Any) -> bool:
    if isinstance(found, str) and not isinstance(value, str):
        return found == str(value)
    if isinstance(found, list) and all(isinstance(each, str) for each in found):
        return sorted(found) == sorted(value)
    return bool(found == value)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.documents.measure", description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="print each field that is not right")
    verbose = parser.parse_args().verbose
    everything: Counter[str] = Counter()
    print(f"{'':24}" + "".join(f"{column:>18}" for column in COLUMNS))
    for layout in layouts():
        counted, told = measure(layout)
        everything += counted
        print(f"{layout.id:24}" + "".join(f"{counted[column]:18}" for column in COLUMNS))
        for line in told if verbose else ():
            print(f"    {line}")
    print(f"{'all':24}" + "".join(f"{everything[column]:18}" for column in COLUMNS))
    stated = everything.total() - everything[EXTRA]
    print(f"right: {everything[RIGHT] / stated:.0%} of {stated}; wrong and certain: {everything[WRONG]}")


if __name__ == "__main__":
    main()
