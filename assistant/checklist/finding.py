"""A finding: what one rule says of a draft."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.checklist.results import Kind, Result
from assistant.checklist.rule_texts import RuleText
from assistant.citations.citation import Citation


@dataclass(frozen=True)
class Finding:
    """One rule's result, in one language. `fields` are those that the rule reads, whatever its result.

    `says` is what was found, with the draft's own numbers; `do` what to do about it, empty where there is nothing.
    """

    rule: str
    kind: Kind
    result: Result
    fields: tuple[str, ...]
    says: str
    do: str
    citations: tuple[Citation, ...]
    text: RuleText

    @property
    def message(self) -> str:
        return f"{self.says} {self.do}" if self.do else self.says

    def to_object(self) -> dict[str, Any]:
        """The contract's shape. What is inside is shared with other calls, and is not to be changed."""
        return {**self._object}

    @cached_property
    def json(self) -> str:
        """`to_object` as JSON. A finding that no answer stands in is kept by its writer, and so written once."""
        return json.dumps(self._object, ensure_ascii=False)

    @cached_property
    def _object(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "kind": str(self.kind),
            "result": str(self.result),
            "fields": list(self.fields),
            "message": self.message,
            "citations": [citation.to_object() for citation in self.citations],
        }
