"""The texts of every rule, in every language, filled for every result that it can give."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.checklist.errors import RulesetError
from assistant.checklist.finding import Finding
from assistant.checklist.outcome import Situation
from assistant.checklist.rule_texts import read_rule_texts
from assistant.checklist.ruleset import Ruleset
from assistant.checklist.writing import writer
from knowledge.data import read_yaml

from .boundaries import points

PLACEHOLDER = re.compile(r"\{([a-z_.]+)\}")
LANGUAGES = ("nb", "nn", "en")
# Words that bokmål has and nynorsk has not, and the other way; none of them is in a placeholder or a name.
ONLY_BOKMAL = (
    r"ikke|hva|hvem|hvor|hvordan|hvilke[nt]?|noe|noen|fra|være|dere|deres|gjelder|bare|kommuner|søker|mer|også"
    r"|av[a-z]*gjørelse"
)
ONLY_NYNORSK = r"ikkje|kva|kven|kor|korleis|noko|nokon|frå|vere|dykk|gjeld|berre|kommunar|søkjar|meir|òg|eit|ein|ei"


def entries(ruleset: Ruleset, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(ruleset.folder / f"texts.{lang}.yaml")
    return found


def findings(ruleset: Ruleset, lang: str) -> list[Finding]:
    """One for each result of each rule, at the first point that gives it."""
    write = writer(ruleset, lang).finding
    found: dict[tuple[str, str], Finding] = {}
    for rule in ruleset.rules:
        for point in points(rule.id):
            if (rule.id, point.expected) not in found:
                situation = Situation(point.answers, point.as_of, ruleset.base_amounts)
                found[rule.id, point.expected] = write(rule, *rule.judge(situation), situation)
    return list(found.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_result_of_every_rule_has_a_message_in_calm_whole_sentences(lang: str, ruleset: Ruleset) -> None:
    found = findings(ruleset, lang)
    assert {(finding.rule, finding.result) for finding in found} == {
        (rule.id, result) for rule in ruleset.rules for result in rule.results
    }
    for finding in found:
        assert re.fullmatch(r"[A-ZÆØÅ0-9][^!{}]+\.", finding.message), finding
        assert finding.text.title == finding.text.title.strip(".!")
        assert finding.text.asks.endswith("?")
        assert finding.text.why.endswith(".")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_broken_or_open_says_what_to_do(lang: str, ruleset: Ruleset) -> None:
    for finding in findings(ruleset, lang):
        assert bool(finding.do) is (finding.result not in ("met", "not_applicable")), finding


def test_the_languages_say_the_same_with_the_same_numbers(ruleset: Ruleset) -> None:
    nb, nn, en = (entries(ruleset, lang) for lang in LANGUAGES)
    for rule in nb:
        for key in nb[rule]:
            used = [sorted(PLACEHOLDER.findall(str(texts[rule][key]))) for texts in (nb, nn, en)]
            assert used[0] == used[1] == used[2], (rule, key)
            assert len({type(texts[rule][key]) for texts in (nb, nn, en)}) == 1, (rule, key)


def test_bokmal_and_nynorsk_are_not_mixed(ruleset: Ruleset) -> None:
    for finding in findings(ruleset, "nn"):
        text = f"{finding.message} {finding.text}"
        assert not re.findall(rf"\b(?:{ONLY_BOKMAL})\b", text, re.IGNORECASE), text
    for finding in findings(ruleset, "nb"):
        text = f"{finding.message} {finding.text}"
        assert not re.findall(rf"\b(?:{ONLY_NYNORSK})\b", text, re.IGNORECASE), text


def test_a_ready_draft_is_never_promised_money(ruleset: Ruleset) -> None:
    for lang in LANGUAGES:
        text = " ".join(finding.message for finding in findings(ruleset, lang)).lower()
        assert not re.search(r"vil få tilskudd|får tilskudd|vil få tilskot|får tilskot|will receive the grant", text)


def _without_title(texts: dict[str, Any]) -> None:
    del texts["deadline"]["title"]


def _without_result(texts: dict[str, Any]) -> None:
    del texts["deadline"]["violated"]


def _with_result(texts: dict[str, Any]) -> None:
    texts["deadline"]["missing"] = "x."


def _without_rule(texts: dict[str, Any]) -> None:
    del texts["deadline"]


def _with_unknown_placeholder(texts: dict[str, Any]) -> None:
    texts["deadline"]["met"] = "{participants}"


def _with_placeholder_in_title(texts: dict[str, Any]) -> None:
    texts["deadline"]["title"] = "{limit}"


def _with_third_part(texts: dict[str, Any]) -> None:
    texts["deadline"]["violated"] = {"says": "x.", "do": "y.", "and": "z."}


@pytest.mark.parametrize(
    "change",
    [
        _without_title,
        _without_result,
        _with_result,
        _without_rule,
        _with_unknown_placeholder,
        _with_placeholder_in_title,
        _with_third_part,
    ],
)
def test_texts_that_do_not_fit_the_rules_are_refused(change: Any, ruleset: Ruleset) -> None:
    texts = entries(ruleset, "nb")
    change(texts)
    with pytest.raises(RulesetError, match="deadline"):
        read_rule_texts(texts, ruleset.rules)
