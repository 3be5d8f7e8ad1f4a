"""Drafts in and out: what is read, and what is refused with which words."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from assistant.checklist.draft import BudgetItem, Draft, SocialEntrepreneur
from assistant.checklist.errors import (
    DraftEmpty,
    DraftFieldError,
    DraftNotObject,
    DraftNotUtf8,
    DraftSeveral,
    DraftSyntax,
    DraftTooDeep,
    DraftTooLarge,
    DraftUnreadable,
)
from assistant.checklist.reading import draft_from_object, draft_to_object, read_draft, write_draft
from knowledge.errors import UsageError


def read(content: str, name: str = "draft.yaml") -> Draft:
    return read_draft(content.encode(), name)


def problems(content: str, name: str = "draft.yaml") -> list[tuple[str, str, str]]:
    with pytest.raises(DraftFieldError) as caught:
        read(content, name)
    return [(problem.path, problem.value, problem.expected.code) for problem in caught.value.problems]


ORGANISATION = "applicant.organisation_number"
BAD_FIELDS = [
    ("participants: 12 deltakere", "participants", "12 deltakere", "count"),
    ('participants: "12"', "participants", "12", "count"),
    ("participants: true", "participants", "true", "count"),
    ("participants: 10.5", "participants", "10.5", "count"),
    ("participants: -1", "participants", "-1", "count"),
    ("participants: 1_000", "participants", "1_000", "count"),
    ("participants: 010", "participants", "010", "count"),
    ("participants: 0x10", "participants", "0x10", "count"),
    ("participants: 1:30", "participants", "1:30", "count"),
    ("participants: 1e999999999", "participants", "1E+999999999", "count"),
    ("participants: [10]", "participants", "[10]", "count"),
    ("focus_area: 6", "focus_area", "6", "focus_area"),
    ("focus_area: 0", "focus_area", "0", "focus_area"),
    ("focus_area: true", "focus_area", "true", "focus_area"),
    ('focus_area: "1"', "focus_area", "1", "focus_area"),
    ("duration_years: 0", "duration_years", "0", "years"),
    ("duration_years: .nan", "duration_years", "nan", "years"),
    ("duration_years: to", "duration_years", "to", "years"),
    ("budget: {applied_amount: .inf}", "budget.applied_amount", "inf", "kroner"),
    ("budget: {applied_amount: -0.01}", "budget.applied_amount", "-0.01", "kroner"),
    ("budget: {applied_amount: 10.001}", "budget.applied_amount", "10.001", "kroner"),
    ("budget: {applied_amount: 1 000 kr}", "budget.applied_amount", "1 000 kr", "kroner"),
    ("budget: {applied_amount: 1e-999999999}", "budget.applied_amount", "1E-999999999", "kroner"),
    ("budget: {items: [{amount: 1}, {amount: x}]}", "budget.items[1].amount", "x", "kroner"),
    ("budget: {items: [null]}", "budget.items[0]", "null", "object"),
    ("budget: {items: {}}", "budget.items", "{}", "list"),
    ("budget: 10", "budget", "10", "object"),
    ("budget: [1, 1.5]", "budget", "[1, 1.5]", "object"),
    ("lead_signs_and_submits: ja", "lead_signs_and_submits", "ja", "true_or_false"),
    ("lead_signs_and_submits: yes", "lead_signs_and_submits", "yes", "true_or_false"),
    ("lead_signs_and_submits: on", "lead_signs_and_submits", "on", "true_or_false"),
    ("lead_signs_and_submits: 1", "lead_signs_and_submits", "1", "true_or_false"),
    ('lead_signs_and_submits: "true"', "lead_signs_and_submits", "true", "true_or_false"),
    ("submission_date: 19.02.2025", "submission_date", "19.02.2025", "date"),
    ("submission_date: 2025-02-30", "submission_date", "2025-02-30", "date"),
    ("submission_date: 2025-2-19", "submission_date", "2025-2-19", "date"),
    ("submission_date: 20250219", "submission_date", "20250219", "date"),
    ("submission_date: 2025-02-19T12:00:00Z", "submission_date", "2025-02-19T12:00:00Z", "date"),
    ("title: 2025", "title", "2025", "text"),
    ("title: true", "title", "true", "text"),
    ("title: [a]", "title", '["a"]', "text"),
    ("priority_themes: korte bransjekurs", "priority_themes", "korte bransjekurs", "list"),
    ('priority_themes: [a, " \u00a0"]', "priority_themes[1]", " \\xa0", "given_text"),
    ("priority_themes: [null]", "priority_themes[0]", "null", "given_text"),
    ("target_groups: [immigrants, flyktninger]", "target_groups[1]", "flyktninger", "one_of"),
    ("target_groups: [[]]", "target_groups[0]", "[]", "one_of"),
    ("applicant: {type: kommune}", "applicant.type", "kommune", "one_of"),
    ("applicant: {organisation_number: 313562302}", ORGANISATION, "313562302", "organisation_number"),
    ("applicant: {organisation_number: 12}", ORGANISATION, "12", "organisation_number"),
    ('applicant: {organisation_number: "31356230a"}', ORGANISATION, "31356230a", "organisation_number"),
    ("rundskriv: 17-2025", "rundskriv", "17-2025", "one_of"),
    ("rundskriv: 8", "rundskriv", "8", "one_of"),
    ("budget: {item: []}", "budget.item", "[]", "known_field"),
    ("Title: x", "Title", "x", "known_field"),
    ("1: x", "1", "x", "known_field"),
    ("<<: {title: x}", "<<", '{"title": "x"}', "known_field"),
    ("? [a]\n: x", "?", "[]", "known_field"),
    ("title: a\ntitle: b", "title", "a", "once"),
    ("budget: {items: [{amount: 1, amount: 2}]}", "budget.items[0].amount", "1", "once"),
    ("title: &a x", "title", "&a", "plain_value"),
    ("a: &a [x]\n", "a", "&a", "plain_value"),
    ("purpose: *a", "purpose", "*a", "plain_value"),
    ("title: !!python/name:os.system x", "title", "tag:yaml.org,2002:python/name:os.system", "plain_value"),
    ("participants: !!int 12", "participants", "tag:yaml.org,2002:int", "plain_value"),
    ("title: ! x", "title", "!", "plain_value"),
    ("!!map {title: x}", ".", "tag:yaml.org,2002:map", "plain_value"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "path", "value", "code"), BAD_FIELDS, ids=lambda part: str(part)[:40])
def test_a_field_at_fault_is_named_with_its_value_and_what_was_expected(
    content: str, path: str, value: str, code: str
) -> None:
    found = problems(content)
    assert (path, code) in [(p, c) for p, _, c in found]
    assert value in [v for p, v, _ in found if p == path]


BAD_JSON = [
    ('{"participants": NaN}', "participants", "nan", "count"),
    ('{"budget": {"applied_amount": Infinity}}', "budget.applied_amount", "inf", "kroner"),
    ('{"budget": {"applied_amount": -Infinity}}', "budget.applied_amount", "-inf", "kroner"),
    ('{"budget": {"applied_amount": 1e400}}', "budget.applied_amount", "1E+400", "kroner"),
    ('{"participants": "12 deltakere"}', "participants", "12 deltakere", "count"),
    ('{"participants": true}', "participants", "true", "count"),
    ('{"title": "a", "title": "b"}', "title", "b", "once"),
    ('{"budget": {"items": [{}, {"kind": "salary", "kind": "travel"}]}}', "budget.items[1].kind", "travel", "once"),
    ('{"title": "\\ud800"}', "title", "\\ud800", "text"),
    ('{"a.b": 1}', "a.b", "1", "known_field"),
]


@pytest.mark.parametrize(("content", "path", "value", "code"), BAD_JSON, ids=lambda part: str(part)[:40])
def test_json_is_refused_in_the_same_words(content: str, path: str, value: str, code: str) -> None:
    assert problems(content, "draft.json") == [(path, value, code)]


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"", "draft.yaml", DraftEmpty),
        (b" \n\n", "draft.json", DraftEmpty),
        (b"\xef\xbb\xbf", "draft.yaml", DraftEmpty),
        (b"# only a comment\n", "draft.yaml", DraftEmpty),
        (b"---\n", "draft.yaml", DraftEmpty),
        (b"[1, 2]", "draft.yaml", DraftNotObject),
        (b"[1, 2]", "draft.json", DraftNotObject),
        (b"null", "draft.json", DraftNotObject),
        (b"a sentence", "-", DraftNotObject),
        (b"title: [", "draft.yaml", DraftSyntax),
        (b"title: \x07", "draft.yaml", DraftSyntax),
        (b'{"title": }', "draft.json", DraftSyntax),
        (b"{title: x}", "draft.json", DraftSyntax),
        (b"title: a\n---\ntitle: b\n", "draft.yaml", DraftSeveral),
        ("title: blåbær".encode("latin-1"), "draft.yaml", DraftNotUtf8),
        ("title: x".encode("utf-16"), "draft.yaml", DraftNotUtf8),
        (b"[" * 5_000, "draft.yaml", DraftTooDeep),
        (b"[" * 5_000 + b"]" * 5_000, "draft.json", DraftTooDeep),
        (b'{"title":' * 5_000 + b"1" + b"}" * 5_000, "draft.json", DraftTooDeep),
        (b'{"title":' * 500 + b"1" + b"}" * 500, "draft.json", DraftTooDeep),
        (b"a: " + b"{b: " * 5_000 + b"}" * 5_000, "draft.yaml", DraftTooDeep),
        (b"".join(b" " * depth + b"a:\n" for depth in range(1_000)), "draft.yaml", DraftTooDeep),
        (b"title: " + b"x" * 1_000_000, "draft.yaml", DraftTooLarge),
        (b"x" * 10_000_000, "draft.json", DraftTooLarge),
    ],
    ids=lambda part: str(part)[:40],
)
def test_a_file_that_is_no_draft_is_refused_as_a_whole(content: bytes, name: str, error: type[DraftUnreadable]) -> None:
    begun = time.perf_counter()
    with pytest.raises(error) as caught:
        read_draft(content, name)
    assert caught.value.facts["name"] == name
    assert time.perf_counter() - begun < 2


def test_errors_end_with_64_and_say_if_the_file_or_a_field_is_at_fault() -> None:
    assert issubclass(DraftUnreadable, UsageError)
    assert (DraftFieldError.exit_status, DraftFieldError.http_status) == (64, 422)
    assert (DraftSyntax.exit_status, DraftSyntax.http_status, DraftTooLarge.http_status) == (64, 400, 413)


def test_all_fields_at_fault_are_told_at_once() -> None:
    found = problems("participants: ti\nfocus_area: 9\nbudget: {items: [{amount: x}, {kind: y}]}\nfoo: 1\nfoo: 2")
    paths = {path for path, _, _ in found}
    assert paths == {"participants", "focus_area", "budget.items[0].amount", "budget.items[1].kind", "foo"}


def test_a_yaml_bomb_is_refused_by_its_anchors_without_being_unfolded() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    begun = time.perf_counter()
    assert {code for _, _, code in problems("\n".join(lines))} <= {"plain_value", "known_field"}
    assert time.perf_counter() - begun < 1


def test_a_file_full_of_faults_names_a_hundred_at_most_of_each_sort() -> None:
    assert len(problems("title: x\n" * 100_000)) <= 200
    assert len(problems("budget: {items: [" + "1," * 100_000 + "]}")) <= 200


def test_a_value_is_cut_at_eighty_characters_and_holds_no_control_characters() -> None:
    [(_, value, _)] = problems('{"participants": "\\u001b[31m' + "x" * 500 + '"}', "draft.json")
    assert len(value) == 80
    assert value.startswith("\\x1b[31mxxx")


def test_an_unknown_rundskriv_lists_those_there_are() -> None:
    with pytest.raises(DraftFieldError) as caught:
        read("rundskriv: 17-2025")
    assert caught.value.problems[0].expected.facts == {"choices": "08-2025"}


def test_an_empty_object_is_an_empty_draft() -> None:
    assert read("{}") == read("{}", "draft.json") == read("{}", "-") == Draft()


def test_a_byte_order_mark_is_allowed() -> None:
    assert read_draft(b"\xef\xbb\xbf{}", "draft.json") == Draft()


def test_null_is_not_answered() -> None:
    assert read(
        "rundskriv:\nparticipants:\nbudget: ~\npartners: null\napproval: {approved: null}\n"
    ) == draft_from_object({"approval": {}})


def test_not_answered_is_neither_false_nor_zero() -> None:
    assert Draft().participants is None
    assert read("participants: 0\nlead_signs_and_submits: false") == Draft(participants=0, lead_signs_and_submits=False)


@pytest.mark.parametrize("written", ["2025-02-19", '"2025-02-19"', "'2025-02-19'"])
def test_a_date_may_be_quoted_or_not(written: str) -> None:
    assert read(f"submission_date: {written}").submission_date == date(2025, 2, 19)


@pytest.mark.parametrize("written", ["10", "10.0", "1e1", "+10"])
def test_a_whole_number_may_be_written_so(written: str) -> None:
    assert read(f"participants: {written}").participants == 10


@pytest.mark.parametrize(
    "written", ["313562301", "313562301.0", '"313 562 301"', "313 562 301", '"313\u00a0562\u00a0301"']
)
def test_an_organisation_number_may_be_a_number_or_have_spaces(written: str) -> None:
    draft = read(f"applicant: {{organisation_number: {written}}}")
    assert draft.applicant is not None
    assert draft.applicant.organisation_number == "313562301"


@pytest.mark.parametrize(
    "written", ["no", "yes", "on", "off", "y", "n", "1:30", "0o17", "017", "1_000", "0x1F", "2025-02-19"]
)
def test_what_older_yaml_takes_for_something_else_is_text_in_a_text_field(written: str) -> None:
    assert read(f"title: {written}").title == written


@pytest.mark.parametrize("written", ["true", "True", "TRUE"])
def test_only_true_and_false_are_yes_and_no(written: str) -> None:
    assert read(f"outputs_free_for_others: {written}").outputs_free_for_others is True


def test_kroner_keep_their_decimals_exactly() -> None:
    draft = read("budget: {applied_amount: 10.10, own_contribution: 1234567890123456.01, other_financing: 5.500}")
    assert draft.budget is not None
    assert draft.budget.applied_amount == Decimal("10.10")
    assert draft.budget.own_contribution == Decimal("1234567890123456.01")
    assert read(write_draft(draft)) == draft


def test_a_float_of_parsed_json_is_the_number_that_was_written() -> None:
    draft = draft_from_object({"budget": {"applied_amount": 0.1, "own_contribution": 10.0}})
    assert draft.budget is not None
    assert draft.budget.applied_amount == Decimal("0.1")
    assert draft_to_object(draft)["budget"] == {"applied_amount": 0.1, "own_contribution": 10}


def test_an_object_counts_as_given_even_when_it_is_empty_and_stays_so() -> None:
    draft = read("social_entrepreneur: {}\npartners: []")
    assert draft.social_entrepreneur == SocialEntrepreneur()
    assert read(write_draft(draft)) == draft


def test_a_parsed_object_that_is_too_deep_is_refused() -> None:
    deep: dict[str, object] = {}
    for _ in range(5_000):
        deep = {"budget": deep}
    with pytest.raises(DraftTooDeep):
        draft_from_object(deep)


def test_a_parsed_object_must_be_an_object() -> None:
    with pytest.raises(DraftNotObject):
        draft_from_object([1])


def test_a_draft_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Draft().participants = 3
    with pytest.raises(ValueError, match="frozen"):
        BudgetItem().amount = Decimal(1)


def test_a_saved_draft_is_yaml_that_people_can_read() -> None:
    draft = read("title: 'no'\npurpose: Blåbær & bær\nparticipants: 12\nsubmission_date: 2025-02-17")
    written = write_draft(draft)
    assert "title: 'no'" in written
    assert "purpose: Blåbær & bær" in written
    assert "participants: 12" in written


def test_the_name_tells_the_format_and_a_dash_is_either() -> None:
    assert read('{"title": "\\ud83d\\ude00"}', "-").title == "😀"
    assert read("{title: x}", "-").title == "x"
    assert read("title: x", "draft.YML").title == "x"
