"""Two questions are the same only where one answer is right for both; a group is what one answer is written for."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from assistant.bootstrap import Services
from assistant.helpdesk.likeness import LONGEST, Likeness
from assistant.helpdesk.wording import wording
from evals.likeness import PARTS, Pair, groups_found, pairs_found, questions_of, read_pairs, true_groups

Same = Callable[[str, str], bool]


@pytest.fixture(scope="module")
def likeness(services: Services) -> Likeness:
    return Likeness(services.tools.search)


@pytest.fixture(scope="module")
def same(likeness: Likeness) -> Same:
    return lambda one, other: likeness.same_question(likeness.profile(one), likeness.profile(other))


@pytest.mark.parametrize(
    "other",
    [
        "NÅR ER SØKNADSFRISTEN",
        "Når  er søknadsfristen ??",
        "Hei! Når er søknadsfristen? På forhånd takk!",
        "God dag, når er søknadsfristen? Mvh Kari",
        "Når er søknadsfrisetn?",
    ],
)
def test_case_punctuation_politeness_and_typing_errors_change_nothing(likeness: Likeness, other: str) -> None:
    one, asked = likeness.profile("Når er søknadsfristen?"), likeness.profile(other)
    assert likeness.same(one, asked) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Når er søknadsfristen?", "Kva er fristen for å søkje?"),
        ("Når er søknadsfristen?", "When is the application deadline?"),
        ("Må vi ha egenandel?", "Er det krav om egenandel?"),
        ("Hvor stor må egenandelen være?", "Kor stor må eigendelen vere?"),
        ("Kan vi klage på avslag?", "Er det mulig å klage på et avslag?"),
        ("Kan vi søke om 2 millioner kroner?", "Kan vi søke om 2 000 000 kroner?"),
        ("Er det nok med ti deltakere?", "Holder det med 10 deltakere?"),
        ("Jeg er ny i jobben og lurer på hvem som kan søke.", "Hvem kan søke?"),
    ],
)
def test_another_wording_or_language_is_the_same_question(same: Same, one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hvem er målgruppen for område 2?", "Hvem er målgruppen for område 3?"),
        ("Er det nok med 10 prosent egenandel?", "Er det nok med 25 prosent egenandel?"),
        ("Kan vi søke om 2 millioner kroner?", "Kan vi søke om 2 kroner?"),
        ("Kan vi søke etter 19. februar?", "Kan vi søke etter 19. mars?"),
        ("Kan vi søke etter 19. februar?", "Kan vi søke før 19. februar?"),
        ("Hvem kan søke?", "Hvem kan ikke søke?"),
        ("Kan vi søke med egenandel?", "Kan vi søke uten egenandel?"),
        ("Kan kommuner søke på område 4?", "Kan fylkeskommuner søke på område 4?"),
        ("Kan kommuner søke?", "Kan frivillige organisasjoner søke?"),
        ("Får kommunen dekket mva?", "Får fylkeskommunen dekket mva?"),
        ("Hvor stor må egenandelen være?", "Hva regnes som egenandel?"),
        ("Må vi ha egenandel det første året?", "Må vi ha egenandel det andre året?"),
        ("Når er søknadsfristen?", "Når er søknadsfristen, og hvor søker vi?"),
        ("Kan vi søke?", "Kan vi søke hvis vi har 8 deltakere?"),
        ("Kan vi søke?", "Vi er en fylkeskommune. Kan vi søke?"),
        ("Når er søknadsfristen?", "Når er søknadsfristen? Hilsen Per, Troms fylkeskommune"),
        ("Må regnskapet revideres?", "Kan regnskapet revideres?"),
        ("Når leveres rapporten?", "Hvor leveres rapporten?"),
        ("Kan vi klage på avslag?", "Kan vi klage på avvisning?"),
        ("Når er fristen for statusrapporten?", "Når er fristen for årsrapporten?"),
        ("Kan jeg søke?", "Kan vi søke?"),
        ("egenandel", "egenandel prosent"),
    ],
)
def test_what_turns_a_question_makes_it_another(same: Same, one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_a_question_without_a_word_that_tells_is_like_none_but_itself(same: Same) -> None:
    assert not same("Hva gjør vi da?", "Hvem er det?")
    assert same("Hva gjør vi da?", "hva gjør vi da")


def test_a_text_too_long_to_weigh_is_the_same_only_word_for_word(same: Same) -> None:
    long = "Når er søknadsfristen? " + "Vi venter på vedtak. " * (LONGEST // 20)
    assert same(long, long.upper())
    assert not same(long, long + "Vi er en fylkeskommune.")
    assert not same(long, "Når er søknadsfristen?")


@pytest.mark.parametrize("text", ["", "?", "🙂", "§ 38", "____", "1", "hvem " * 120, "_can_ _when_ | _who_"])
def test_any_text_has_a_profile(likeness: Likeness, text: str) -> None:
    profile = likeness.profile(text)
    assert 0.0 <= likeness.same(profile, likeness.profile("Når er søknadsfristen?")) < wording().least["same"]


@pytest.mark.parametrize("part", PARTS)
def test_hardly_any_written_pair_is_wrongly_taken_for_the_same(same: Same, part: str) -> None:
    pairs = read_pairs(part)
    found = pairs_found(pairs, [same(pair.one, pair.other) for pair in pairs])
    assert found.precision >= 0.99
    assert found.recall >= 0.5


def test_likeness_is_the_same_both_ways(likeness: Likeness) -> None:
    for pair in read_pairs("calibrate")[:200]:
        one, other = likeness.profile(pair.one), likeness.profile(pair.other)
        assert likeness.same(one, other) == pytest.approx(likeness.same(other, one), abs=1e-6)


def test_groups_are_largest_first_and_hold_each_question_once(likeness: Likeness) -> None:
    asked = [
        "Hvem kan søke?",
        "Når er søknadsfristen?",
        "Må vi ha egenandel?",
        "Hei! Når er søknadsfristen?",
        "When is the application deadline?",
        "Er det krav om egenandel?",
    ]
    groups = likeness.groups([likeness.profile(text) for text in asked])
    assert [sorted(group) for group in groups] == [[1, 3, 4], [2, 5], [0]]


def test_the_order_in_which_questions_came_does_not_change_their_groups(likeness: Likeness) -> None:
    asked = questions_of(read_pairs("calibrate"))
    mixed = random.Random(1).sample(asked, len(asked))  # noqa: S311 - nothing secret
    grouped = [
        [[texts[i] for i in group] for group in likeness.groups([likeness.profile(text) for text in texts])]
        for texts in (asked, mixed)
    ]
    assert grouped[0] == grouped[1]


def test_written_questions_are_grouped_mostly_right(likeness: Likeness) -> None:
    pairs = read_pairs("held_out")
    truth = true_groups(pairs)
    groups = likeness.groups([likeness.profile(text) for text in truth])
    found = groups_found(list(truth.values()), groups)
    assert found.precision >= 0.9
    assert found.recall >= 0.5


def test_no_questions_make_no_groups(likeness: Likeness) -> None:
    assert likeness.groups([]) == []


def test_the_parts_share_no_question_and_no_pair_contradicts_another() -> None:
    calibrate, held_out = (set(questions_of(read_pairs(part))) for part in PARTS)
    assert not calibrate & held_out
    for part in PARTS:
        group = true_groups(read_pairs(part))
        assert all(pair.same or group[pair.one] != group[pair.other] for pair in read_pairs(part))


def test_pairs_are_counted_as_found_wrong_and_missed() -> None:
    pairs = [Pair("a", "b", same, "", "calibrate") for same in (True, True, False, False)]
    found = pairs_found(pairs, [True, False, True, False])
    assert (found.right, found.wrong, found.missed) == (1, 1, 1)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


def test_groups_are_counted_by_their_pairs() -> None:
    found = groups_found(["x", "x", "y", "y"], [[0, 1, 2], [3]])
    assert (found.right, found.wrong, found.missed) == (1, 2, 1)
