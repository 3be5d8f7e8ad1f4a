from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date

import pytest

from assistant.checklist.check import check
from assistant.checklist.draft import Draft
from assistant.checklist.reading import draft_from_object
from assistant.checklist.results import Result
from assistant.checklist.ruleset import Ruleset
from knowledge.sources.rundskriv import Rundskriv

from .judge import Example, examples, table

AS_OF = date(2025, 2, 1)


def finding(ruleset: Ruleset, rule: str, draft: dict[str, object], lang: str = "nb") -> dict[str, object]:
    report = check(draft_from_object(draft), ruleset, AS_OF, lang).to_object()
    found: dict[str, object] = next(entry for entry in report["findings"] if entry["rule"] == rule)
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_of_the_contract_gives_its_results_and_verdict(example: Example, ruleset: Ruleset) -> None:
    report = check(example.draft, ruleset, example.as_of)
    assert report.results == example.results
    assert report.verdict == example.verdict


def test_a_report_has_the_shape_of_the_contract(ruleset: Ruleset) -> None:
    report = check(Draft(participants=7), ruleset, AS_OF).to_object()
    assert list(report) == ["rundskriv", "as_of", "verdict", "counts", "findings"]
    assert (report["rundskriv"], report["as_of"], report["verdict"]) == ("08-2025", "2025-02-01", "not_ready")
    assert list(report["counts"]) == [str(result) for result in Result]
    assert sum(report["counts"].values()) == len(report["findings"]) == 51
    keys = ["rule", "kind", "result", "fields", "message", "citations"]
    assert all(list(entry) == keys for entry in report["findings"])


def test_findings_stand_in_the_tables_order_those_that_do_not_apply_included(ruleset: Ruleset) -> None:
    report = check(Draft(), ruleset, AS_OF)
    assert [found.rule for found in report.findings] == [row.id for row in table()]
    assert report.counts[Result.NOT_APPLICABLE] > 0


def test_counts_have_every_result_zeros_too(ruleset: Ruleset) -> None:
    counts = check(Draft(), ruleset, AS_OF).to_object()["counts"]
    assert counts["violated"] == 0


def test_a_broken_rule_says_so_with_the_drafts_own_numbers(ruleset: Ruleset) -> None:
    message = finding(ruleset, "minimum-participants", {"participants": 7})["message"]
    assert str(message).startswith("7 deltakere er færre enn minstekravet på ti.")


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("nb", "20. februar 2025 er etter fristen 19. februar 2025. Søknaden må sendes inn senest 19. februar 2025."),
        ("nn", "20. februar 2025 er etter fristen 19. februar 2025. Søknaden må sendast inn seinast 19. februar 2025."),
        ("en", "20 February 2025 is after the deadline of 19 February 2025. "
               "The application must be submitted by 19 February 2025."),
    ],
)  # fmt: skip
def test_messages_come_in_three_languages(lang: str, message: str, ruleset: Ruleset) -> None:
    assert finding(ruleset, "deadline", {"submission_date": "2025-02-20"}, lang)["message"] == message


def test_amounts_are_written_as_in_norway(ruleset: Ruleset) -> None:
    budget = {"applied_amount": 1_000_000, "own_contribution": 234_500.5, "items": [{"amount": 1_000_000}]}
    message = str(finding(ruleset, "budget-adds-up", {"budget": budget})["message"]).replace("\u00a0", " ")
    assert "1 000 000 kr, men finansieringen er 1 234 500,50 kr. Forskjellen er 234 500,50 kr." in message


def test_an_item_at_fault_is_named_by_number_and_description(ruleset: Ruleset) -> None:
    items = [
        {"kind": "salary"},
        {"kind": "ordinary_operations", "description": "Leie"},
        {"kind": "ordinary_operations"},
    ]
    message = str(finding(ruleset, "no-ordinary-operations", {"budget": {"items": items}})["message"])
    assert "budsjettpost 2 (Leie) og 3." in message


def test_a_long_description_is_cut_and_cannot_break_the_line(ruleset: Ruleset) -> None:
    items = [{"kind": "ordinary_operations", "description": "Leie\n" + "x" * 900_000}] * 20
    message = str(finding(ruleset, "no-ordinary-operations", {"budget": {"items": items}})["message"])
    assert len(message) < 800
    assert "\n" not in message
    assert "15 til" in message


def test_every_quote_is_verbatim_at_its_offsets(ruleset: Ruleset, rundskriv: Rundskriv) -> None:
    for area in (None, 1, 2, 3, 4, 5):
        for found in check(Draft(focus_area=area), ruleset, AS_OF).findings:
            for citation in found.citations:
                assert rundskriv.text[citation.start : citation.end] == citation.quote
                assert citation.document == "08-2025"


@pytest.mark.parametrize("area", [1, 2, 4, 5])
def test_the_target_group_cites_its_own_areas_quote_alone(area: int, ruleset: Ruleset) -> None:
    quotes = next(row.quotes for row in table() if row.id == "target-group")
    citations = finding(ruleset, "target-group", {"focus_area": area})["citations"]
    assert [citation["quote"] for citation in citations] == [quotes[area]]  # type: ignore[attr-defined]


def test_the_target_group_cites_nothing_where_no_area_is_chosen(ruleset: Ruleset) -> None:
    assert finding(ruleset, "target-group", {})["citations"] == []


def test_diversity_plans_cites_the_second_whole_place(ruleset: Ruleset, rundskriv: Rundskriv) -> None:
    [citation] = next(
        found for found in check(Draft(), ruleset, AS_OF).findings if found.rule == "diversity-plans"
    ).citations
    assert rundskriv.text.count(citation.quote) == 2
    assert citation.start == rundskriv.text.rindex(citation.quote)


def test_the_same_draft_and_date_give_the_same_bytes(ruleset: Ruleset) -> None:
    for example in examples():
        first, second = (check(example.draft, ruleset, example.as_of).to_json() for _ in range(2))
        assert first == second
        assert json.loads(first) == check(example.draft, ruleset, example.as_of).to_object()


def test_a_draft_under_another_rundskriv_is_not_judged_by_these_rules(ruleset: Ruleset) -> None:
    other = Draft().model_copy(update={"rundskriv": "17-2025"})
    with pytest.raises(ValueError, match="17-2025"):
        check(other, ruleset, AS_OF)


def test_at_least_five_thousand_drafts_are_judged_a_second(ruleset: Ruleset) -> None:
    drafts = [example.draft for example in examples()] * 25
    best = min(_seconds(drafts, ruleset) for _ in range(5))
    assert len(drafts) / best > 5_000


def _seconds(drafts: list[Draft], ruleset: Ruleset) -> float:
    begun = time.perf_counter()
    for draft in drafts:
        assert check(draft, ruleset, AS_OF).verdict
    return time.perf_counter() - begun


def test_a_check_imports_no_retrieval_stack_and_no_web_framework() -> None:
    code = (
        "import sys; from datetime import date; from assistant.checklist.check import check;"
        "from assistant.checklist.draft import Draft; from assistant.checklist.ruleset import load_ruleset;"
        "check(Draft(), load_ruleset(), date(2025, 2, 1)).to_json(); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"chromadb", "langchain_core", "fastapi", "numpy", "torch", "bm25s", "sentence_transformers", "jinja2"}
    assert not heavy & set(run.stdout.split())
