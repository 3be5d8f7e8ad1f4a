"""Fields that are found in plain words, and those that must not be taken for certain."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.checklist.reading import draft_from_object
from assistant.reading.extract.document import read_blocks
from assistant.reading.find.fields import ReadDraft, find_fields
from assistant.reading.limits import load_limits


def read(text: str) -> ReadDraft:
    return find_fields(read_blocks(text.encode(), "d.txt", load_limits()))


def certain(text: str) -> dict[str, Any]:
    return {field.path: field.value for field in read(text).fields if field.certain}


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("Antall deltakere: 14", "participants", 14),
        ("Deltakarar: tolv", "participants", 12),
        ("Vi planlegger for 28 deltakere.", "participants", 28),
        ("Søknadssum: 1,5 mill. kroner", "budget.applied_amount", 1_500_000),
        ("Vi søker om kr 750 000,- fra IMDi.", "budget.applied_amount", 750_000),
        ("Egenandelen er 80 000 kroner.", "budget.own_contribution", 80_000),
        ("Varighet: 18 måneder", "duration_years", 1.5),
        ("Prosjektet varer i tre år.", "duration_years", 3),
        ("Innsendingsdato: 3. februar 2025", "submission_date", "2025-02-03"),
        ("Satsingsområde: 4", "focus_area", 4),
        ("Målgruppe: innbyggere", "target_groups", ["residents"]),
        ("Søkertype: fylkeskommune", "applicant.type", "county"),
        ("Er en helseaktør med i samarbeidet? Nei", "mental_health.health_actor", False),
        ("Godkjennes av: rådmann", "approval.role", "municipal_director"),
        ("Nå søker vi om 1 850 000 kroner.", "budget.applied_amount", 1_850_000),
        ("Vi søker IMDi om to millioner kroner.", "budget.applied_amount", 2_000_000),
        ("Eigendelen til kommunen er 300.000 kroner.", "budget.own_contribution", 300_000),
        ("Andre tilskudd: NOK 0,00", "budget.other_financing", 0),
        ("Egenandel: ingen", "budget.own_contribution", 0),
        ("Varighet: 2 år og 6 måneder", "duration_years", 2.5),
        ("Prosjektet heter «Ny vei».", "title", "Ny vei"),
        ("Egenandel: 500 TNOK", "budget.own_contribution", 500_000),
        ("2. Hvem er søker?\nSør kommune", "applicant.name", "Sør kommune"),
        ("21. Når sendes søknaden?\n18. februar 2025", "submission_date", "2025-02-18"),
        ("17. Når skal søknaden sendes?\n10. februar 2025", "submission_date", "2025-02-10"),
        ("Leveres: 17. februar 2025", "submission_date", "2025-02-17"),
        ("Sendes: 17.2.2025", "submission_date", "2025-02-17"),
        ("Søknaden sendes onsdag 12. februar 2025.", "submission_date", "2025-02-12"),
        ("Deltakere (minimum ti): 16", "participants", 16),
        ("Prosjektet skal til sammen ha 24 deltakere.", "participants", 24),
        ("Hva vil vi oppnå?\nFlere i jobb.", "purpose", "Flere i jobb."),
        ("Kva vil vi oppnå?\nFleire i jobb.", "purpose", "Fleire i jobb."),
        ("Slik skal vi gjøre det: To kull i året.", "implementation_plan", "To kull i året."),
        ("Spredning: Alle får se det.", "transfer_value", "Alle får se det."),
        ("Spreiing: Alle får sjå det.", "transfer_value", "Alle får sjå det."),
        ("Erfaringer: Vei inn ga mye.", "earlier_projects", "Vei inn ga mye."),
        ("Lokalt særpreg: Reindrift.", "mental_health.local_distinctiveness", "Reindrift."),
        ("Tiltaket ligger ikke utenfor introduksjonsloven.", "exemption.outside_law", False),
        ("Kommunedirektøren har ikke godkjent søknaden ennå.", "approval.approved", False),
        ("Har kommunedirektøren godkjent søknaden? Nei", "approval.approved", False),
        ("Andre kommuner får alt materiell kostnadsfritt.", "outputs_free_for_others", True),
        ("Tiltaket retter seg mot innbyggere.", "target_groups", ["residents"]),
    ],
)
def test_a_stated_field_is_found(text: str, path: str, value: object) -> None:
    assert certain(text)[path] == value


def test_partners_are_read_after_their_label() -> None:
    assert certain("Samarbeidspartnere: Nav Hovden, Hovden Røde Kors og Lundvik kommune")["partners"] == [
        {"name": "Nav Hovden", "type": "nav"},
        {"name": "Hovden Røde Kors", "type": "voluntary"},
        {"name": "Lundvik kommune", "type": "municipality"},
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Antall deltakere: ca. 14", "participants"),
        ("Antall deltakere: 10–15", "participants"),
        ("Deltakere: 12\nVi planlegger for 8 deltakere.", "participants"),
        ("Egenandel: inntil 200 000 kr", "budget.own_contribution"),
        ("Satsingsområde: 1 eller 5", "focus_area"),
        ("Varighet: 2–3 år", "duration_years"),
        ("Søkertype: kommune og fylkeskommune", "applicant.type"),
    ],
)
def test_what_could_mean_more_than_one_thing_is_never_certain(text: str, path: str) -> None:
    assert path not in certain(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rundskrivet krever minimum ti deltakere.",
        "I 2022 hadde vi et prosjekt med 45 deltakere.",
        "Egenandel: ikke avklart",
        "Antall deltakere: –",
        "Søknadsfristen er 19. februar 2025.",
        "Ring 415 22 930 for mer.",
    ],
)
def test_what_tells_of_something_else_is_not_read(text: str) -> None:
    assert not read(text).fields


def test_what_was_read_is_shown_in_the_words_of_the_document() -> None:
    (field,) = read("Om prosjektet:  Vi   planlegger for 28 deltakere i alt.").fields
    assert field.snippet.text == "Om prosjektet: Vi planlegger for 28 deltakere i alt."
    assert field.snippet.text[field.snippet.start : field.snippet.end] == "28"


def test_an_invalid_organisation_number_is_left_out() -> None:
    assert not read("Organisasjonsnummer: 123 456 789").fields


def test_what_is_certain_makes_a_draft_that_can_be_checked() -> None:
    found = read("Søker: Fjordvik kommune\nAntall deltakere: ca. 14\nEr en sosial entreprenør med? Ja")
    assert draft_from_object(found.draft) == draft_from_object(
        {"applicant": {"name": "Fjordvik kommune", "type": "municipality"}, "social_entrepreneur": {}}
    )
