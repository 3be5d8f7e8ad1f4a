from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from assistant.checklist import draft, errors
from assistant.checklist.errors import DraftFieldError, Expected, Problem
from assistant.checklist.outcome import Amount, Limit
from assistant.checklist.results import Kind, Result, Verdict
from assistant.checklist.wording import checklist_texts, wording_in
from knowledge.errors import TukiError

LANGUAGES = ("nb", "nn", "en")
CHOICES = (
    draft.ApplicantType,
    draft.PartnerType,
    draft.ApprovalRole,
    draft.TargetGroup,
    draft.ItemKind,
    draft.FinancedBy,
    draft.DialoguePartner,
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "written"),
    [("0", "0 kr"), ("999", "999 kr"), ("1234500", "1 234 500 kr"), ("10.5", "10,50 kr"), ("1E+3", "1 000 kr")],
)
def test_kroner_are_written_the_norwegian_way(amount: str, written: str) -> None:
    assert plain(wording_in("nb").write(Amount(Decimal(amount)))) == written


@pytest.mark.parametrize(
    ("lang", "path", "value", "written"),
    [
        ("nb", "participants", 1, "1 deltaker"),
        ("nb", "participants", 12_000, "12 000 deltakere"),
        ("nn", "participants", 7, "7 deltakarar"),
        ("en", "participants", 1, "1 participant"),
        ("nb", "duration_years", Decimal("1.50"), "1,5 år"),
        ("en", "duration_years", Decimal("1.5"), "1.5 years"),
        ("nb", "budget.applied_amount", Decimal(100), "100 kr"),
        ("nb", "submission_date", date(2025, 2, 19), "19. februar 2025"),
        ("nb", "applicant.type", "county", "fylkeskommune"),
        ("nn", "participants", None, "ikkje svart på"),
    ],
)
def test_an_answer_is_written_in_its_unit(lang: str, path: str, value: Any, written: str) -> None:
    assert plain(wording_in(lang).field(path, value)) == written


def test_a_small_limit_is_written_as_a_word_and_a_large_one_in_digits() -> None:
    assert wording_in("nb").write(Limit("participants", Decimal(10))) == "ti"
    assert wording_in("nb").write(Limit("participants", Decimal(25))) == "25"
    assert plain(wording_in("nb").write(Limit("budget.applied_amount", Decimal(10)))) == "10 kr"


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a og b"),
        (list("abc"), "a, b og c"),
        (list("abcdefg"), "a, b, c, d, e og 2 til"),
    ],
)
def test_an_enumeration_is_a_sentences_and_not_a_file_long(parts: list[str], written: str) -> None:
    assert wording_in("nb").enumerate(parts) == written


def test_a_field_at_fault_is_told_in_a_sentence() -> None:
    problem = Problem("participants", "12 deltakere", Expected("count"))
    choice = Problem("{path}", "{0}", Expected("one_of", {"choices": "a, b"}))
    told = wording_in("nb").problems(DraftFieldError([problem, choice]))
    assert told[0] == "participants: 12 deltakere passer ikke her. Ventet et helt tall, 0 eller mer."
    assert told[1] == "{path}: {0} passer ikke her. Ventet en av disse: a, b."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_choice_and_error_has_words(lang: str) -> None:
    texts = checklist_texts()
    keys = [f"checklist.wording.labels.{choice}" for choices in CHOICES for choice in get_args(choices)]
    keys += [f"checklist.results.{result}" for result in Result]
    keys += [f"checklist.kinds.{kind}" for kind in Kind]
    keys += [f"checklist.verdicts.{verdict}" for verdict in Verdict]
    classes = [thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, TukiError)]
    keys += [f"errors.{found.code}" for found in classes if found.__module__ == errors.__name__]
    assert all(texts.get(lang, key) for key in keys)


def test_the_languages_have_the_same_keys() -> None:
    texts = checklist_texts()
    nb, nn, en = (_keys(texts.value(lang, "checklist")) for lang in LANGUAGES)
    assert nb == nn == en


def _keys(part: Any, path: str = "") -> set[str]:
    if not isinstance(part, dict):
        return {path}
    return set().union(*(_keys(value, f"{path}.{key}") for key, value in part.items()))


def test_an_unreadable_draft_is_told_in_a_sentence() -> None:
    texts = checklist_texts()
    told = texts.error("nb", errors.DraftTooLarge(name="a.yaml", size=10_000_000, largest=1_000_000))
    assert told == "Utkastet a.yaml er for stort: 10000000 byte. Det kan ha høyst 1000000."
