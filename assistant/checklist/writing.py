"""Writes findings in a language, with the draft's own numbers in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from assistant.checklist.finding import Finding
from assistant.checklist.outcome import Situation
from assistant.checklist.results import Result
from assistant.checklist.rule_texts import RuleText, read_rule_texts
from assistant.checklist.ruleset import Case, Rule, Ruleset
from assistant.checklist.wording import Wording, wording_in
from knowledge.data import read_yaml


class Writer:
    """Findings of one ruleset in one language. Those that no answer stands in are written once and kept."""

    def __init__(self, texts: Mapping[str, RuleText], wording: Wording) -> None:
        self._texts = texts
        self._wording = wording
        self._kept: dict[tuple[Rule, Result, Case | None], Finding] = {}

    def finding(self, rule: Rule, result: Result, case: Case | None, situation: Situation) -> Finding:
        """The finding for what `Rule.judge` gave."""
        if kept := self._kept.get((rule, result, case)):
            return kept
        text = self._texts[rule.id]
        message = text.messages[result]
        facts = case.check.facts(situation) if case and message.names else {}

        def written(name: str) -> str:
            if name in facts:
                return self._wording.write(facts[name])
            return self._wording.field(name, situation.answers[name])

        says, do = message.says.fill(written), message.do.fill(written)
        finding = Finding(rule.id, rule.kind, result, rule.fields, says, do, rule.citations(case), text)
        if not message.names:
            self._kept[rule, result, case] = finding
        return finding


@lru_cache(maxsize=32)
def writer(ruleset: Ruleset, lang: str) -> Writer:
    """The writer for nb, nn or en. Raises RulesetError where the ruleset's texts do not fit its rules."""
    entries = read_yaml(ruleset.folder / f"texts.{lang}.yaml")
    return Writer(read_rule_texts(entries, ruleset.rules), wording_in(lang))
