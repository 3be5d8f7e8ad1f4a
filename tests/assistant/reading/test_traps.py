"""What must never be taken for certain: words that tell of something else, of a part, of a condition, or of nothing."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.reading.blocks import Block, BlockKind, row_block
from assistant.reading.extract.document import read_blocks
from assistant.reading.find.candidate import Candidate
from assistant.reading.find.fields import find_fields
from assistant.reading.limits import load_limits

EARLIER = (("Prosjektnavn", "Vei inn"), ("Antall deltakere", "34"), ("Egenandel", "100 000"), ("Varighet", "2 år"))

YEARS = ("Kilde (i tusen kr)", "2025", "2026", "Sum")


def fields(*blocks: Block) -> dict[str, Candidate]:
    return {field.path: field for field in find_fields(blocks).fields}


def read(text: str) -> dict[str, Candidate]:
    return fields(*read_blocks(text.encode(), "d.txt", load_limits()))


def certain(found: dict[str, Candidate]) -> dict[str, Any]:
    return {path: field.value for path, field in found.items() if field.certain}


def heading(text: str, level: int = 2) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def line(text: str) -> Block:
    return Block(BlockKind.TEXT, text)


def table(*rows: tuple[str, ...], number: int = 0) -> list[Block]:
    return [row_block(list(row), number) for row in rows]


@pytest.mark.parametrize(
    "above",
    [
        heading("Tidligere prosjekter"),
        heading("Erfaringer"),
        heading("Referanser"),
        heading("Tidlegare prosjekt"),
        heading("Regnskap for Vei inn"),
        line("Resultater fra prosjektet i 2022:"),
    ],
    ids=lambda block: block.text,
)
def test_a_table_of_another_project_says_nothing_of_this_one(above: Block) -> None:
    assert fields(heading("Søknad", 1), above, *table(*EARLIER)).keys() <= {"earlier_projects"}


def test_a_narrower_heading_still_tells_of_the_earlier_project() -> None:
    found = fields(heading("Søknad", 1), heading("Referanser"), heading("Vei inn", 3), *table(*EARLIER))
    assert found.keys() <= {"earlier_projects"}


def test_a_heading_within_a_table_tells_of_the_rows_below_it() -> None:
    rows = [("Antall deltakere", "16"), ("Tidligere prosjekt",), *EARLIER, ("Dette prosjektet",), ("Varighet", "3 år")]
    assert certain(fields(*table(*rows))) == {"participants": 16, "duration_years": 3}


@pytest.mark.parametrize(
    "text",
    [
        "Forrige prosjekt: Vei inn\nAntall deltakere: 34",
        "Tidligere prosjekter:\nProsjektnavn: Vei inn\nAntall deltakere: 34",
        "Antall deltakere i forrige prosjekt: 34",
        "Antall deltakere i 2022: 34",
        "I forrige prosjekt deltok 34 deltakere, mens dette prosjektet er rettet mot bedrifter.",
        "Kommunen har tidligere drevet «Vei inn» med 34 deltakere i tre år.",
        "Vei inn, 2021–2023: 34 deltakere",
    ],
)
def test_the_numbers_of_an_earlier_project_are_not_certain(text: str) -> None:
    assert certain(read(text)).keys() <= {"earlier_projects"}


@pytest.mark.parametrize(
    "blocks",
    [
        [heading("Budsjett (alle tall i 1000 kr)"), *table(("Søknadssum", "850"), ("Egenandel", "200"))],
        [heading("Økonomi (i hele tusen)"), line("Søknadssum: 850"), line("Egenandel: 200")],
        [line("Søknadsbeløp (NOK 1000): 850"), line("Egenandel i hele 1000 kr: 200")],
        table(("Post", "Beløp (1000 kr)"), ("Søknadsbeløp", "850"), ("Egenandel", "200")),
        table(YEARS, ("Søkes IMDi", "400", "450", "850"), ("Egenandel", "100", "100", "200")),
        [line("Alle tall i 1000 kr"), line("Søknadsbeløp: 850"), line("Egenandel: 200")],
    ],
    ids=["heading", "heading of lines", "label", "head", "years", "line"],
)  # fmt: skip
def test_amounts_in_thousands_are_made_kroner(blocks: list[Block]) -> None:
    assert certain(fields(*blocks)) == {"budget.applied_amount": 850_000, "budget.own_contribution": 200_000}


@pytest.mark.parametrize(
    "blocks",
    [
        [line("Søknadsbeløp: 850"), line("Alle tall i 1000 kr")],
        [line("Søknadsbeløp: 1 250")],
        [line("Søknadsbeløp i 1000 kr: 1 250 000")],
        [heading("Budsjett (i hele tusen)"), line("Søknadsbeløp: kr 850 000")],
    ],
    ids=["said later", "too small", "too large", "with a unit"],
)
def test_an_amount_whose_scale_cannot_be_told_is_not_certain(blocks: list[Block]) -> None:
    assert "budget.applied_amount" not in certain(fields(*blocks))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kommunens egenandel er 25 prosent, det vil si 462 500 kroner.", 462_500),
        ("Egenandel: 17 %, dvs. 500 000", 500_000),
        ("Egenandel: 20 %", None),
        ("Egenandel: 25 prosent av 1 000 000", None),
        ("Egenandelen er 25 prosent av 1 850 000 kroner.", None),
    ],
)
def test_a_percentage_is_no_amount(text: str, value: int | None) -> None:
    found = read(text).get("budget.own_contribution")
    assert (found.value if found else None) == value


def test_the_title_in_the_heading_wins_and_an_earlier_project_never_does() -> None:
    found = fields(
        heading("Prosjekt «Ny vei» – søknad fra Storelva kommune", 1),
        heading("Erfaringer"),
        line("Prosjektet «Vei inn» ga gode resultater."),
        *table(*EARLIER),
    )
    assert (found["title"].value, found["title"].certain) == ("Ny vei", True)
    assert "title" not in certain(read("Prosjektet «Vei inn» ga gode resultater."))
    assert "title" not in certain(read("Vi søker om en videreføring av prosjektet «Vei inn»."))


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("Søker: ☐ Kommune ☒ Bydel ☐ Fylkeskommune", "applicant.type", "city_district"),
        ("Satsingsområde: ( ) 1 (x) 2 ( ) 4 ( ) 5", "focus_area", 2),
        ("Satsingsområde: 1 ☐ 2 ☒ 4 ☐ 5 ☐", "focus_area", 2),
        ("Målgruppe: [ ] Innvandrere [x] Innbyggere [ ] Ansatte i kommunen", "target_groups", ["residents"]),
        ("Godkjennes av: ☐ Kommunedirektør ☑ Ansatt med fullmakt", "approval.role", "authorised_employee"),
        ("Er søknaden godkjent? ☐ Ja ☒ Nei", "approval.approved", False),
        ("Søknaden er godkjent: Ja [x] Nei [ ]", "approval.approved", True),
    ],
)
def test_only_what_is_ticked_counts(text: str, path: str, value: object) -> None:
    assert certain(read(text))[path] == value


@pytest.mark.parametrize(
    "text",
    [
        "Godkjent av kommunedirektør: ☐",
        "Er søknaden godkjent? ☐ Ja ☐ Nei",
        "Er søknaden godkjent? ☒ Ja ☒ Nei",
        "Søknaden er godkjent  Ja ☐  Nei ☒",
        "Søknaden er godkjent: Ja/Nei",
        "☐ Søknaden er godkjent",
        "Type søker: Kommune / fylkeskommune / bydel",
        "Hva er ikke gratis?\n☒ Resultatene er gratis for andre",
    ],
)
def test_what_is_not_ticked_or_can_be_read_two_ways_is_not_certain(text: str) -> None:
    assert not certain(read(text))


def test_crosses_below_yes_and_no_are_read() -> None:
    head = ("Krav", "Ja", "Nei", "Kommentar")
    rows = [("Søknaden er godkjend", "", "X", "Skal handsamast"), ("Sivilsamfunnet er med", "x", "", "")]
    rows += [("Tilsette er med", "", "", "Kjem")]
    assert certain(fields(*table(head, *rows))) == {
        "approval.approved": False,
        "diversity.involves_civil_society": True,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Resultatene blir ikke fritt tilgjengelige for andre.",
        "Resultatene blir gratis for deltakerkommunene, men andre må betale.",
        "Resultatene er fritt tilgjengelige for andre kommuner mot en avgift.",
        "Kurset er gratis for deltakerne, og andre kommuner betaler.",
        "Søknaden skal godkjennes av kommunedirektøren 18. februar.",
        "Søknaden er godkjent av kommunedirektøren dersom ikke annet meldes.",
        "Når søknaden er godkjent av kommunedirektøren, sendes den.",
        "Søknaden er godkjent når formannskapet har møttes",
        "Opplæringen følger læreplanen",
        "Søknaden er godkjent av kommunedirektøren hvis formannskapet er enig.",
        "Søknaden er godkjent av kommunedirektøren, men ikke i portalen.",
        "Er søknaden godkjent? Ja, når formannskapet har vedtatt den",
        "Opplæringen gis ikke av kvalifisert lærer.",
        "Opplæring gis uten kvalifisert lærer: Ja",
        "Har deltakerne ikke rett til norskopplæring? Ja",
        "Noen deltakere har rett til opplæring i norsk etter integreringsloven.",
        "Tar virksomheten ut utbytte? Nei",
        "Smak AS har ikke vedtektsfestet at det ikke tas ut utbytte.",
        "Fylkeskommunen koordinerer velkomsttilbudet dersom vi får midler.",
        "Fylkeskommunen koordinerer ikke, det gjør Nav.",
        "Dialog med: Nav (ikke politiet)",
        "Målgruppe: alle unntatt ansatte i kommunen",
        "Målgruppe: innvandrere, unntake tilsette",
        "Samarbeidspartnere: Røde Kors (ikke bekreftet)",
        "Dersom vi får støtte fra Bufdir, søker vi om 500 000 kroner.",
    ],
)
def test_nothing_is_certain_where_it_is_denied_or_hangs_on_something(text: str) -> None:
    assert not certain(read(text))


def test_a_denied_option_is_not_chosen() -> None:
    assert read("Vi er i dialog med Nav, men ikke med politiet.")["welcome.dialogue_with"].value == ["nav"]


@pytest.mark.parametrize(
    "text",
    [
        "Hvert kurs har 12 deltakere.",
        "Det er 12 deltakere på hvert av fire kurs.",
        "Deltakere per kull: 12",
        "Antall deltakere: 5 per kull",
        "Ved oppstart har prosjektet 8 deltakere, etter hvert 25.",
        "Antall deltakere: 12 familier",
        "I introduksjonsprogrammet er det 62 deltakere.",
        "Varighet: 2025",
        "Varighet: 36",
        "Kommunen har arbeidet med dette i ti år.",
        "Egenandel: 100,000",
        "Egenandel per år: 100 000",
        "Søknadsbeløp 2025: 400 000",
        "Vi søker om 500 000 kroner hvert år.",
        "Røde Kors søker om 200 000 kroner fra Bufdir.",
        "Totalt søknadsbeløp og egenandel: 2 000 000",
    ],
)
def test_a_number_that_is_no_total_is_not_certain(text: str) -> None:
    assert not certain(read(text))


@pytest.mark.parametrize("text", ["Varighet: 2025", "Varighet: 0", "Varighet: 36", "Varighet: 130 måneder"])
def test_no_project_lasts_as_long_as_that(text: str) -> None:
    assert "duration_years" not in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Samarbeidspartner: Røde Kors (org.nr. 938 132 267)",
        "Samarbeidspartner: Røde Kors\nOrg.nr.: 938 132 267",
        "Vi samarbeider med Røde Kors, organisasjonsnummer 938 132 267.",
        "Prosjektet gjennomføres med den sosiale entreprenøren Smak AS (org.nr. 938 132 267).",
    ],
)
def test_a_partners_organisation_number_is_not_the_applicants(text: str) -> None:
    assert "applicant.organisation_number" not in read(text)


def test_a_table_of_partners_says_nothing_of_the_applicant() -> None:
    rows = table(("Samarbeidspartner", "Røde Kors"), ("Org.nr.", "938 132 267"), ("Søker", "Sør kommune"))
    found = certain(fields(*rows))
    assert (found.get("applicant.organisation_number"), found["applicant.name"]) == (None, "Sør kommune")


@pytest.mark.parametrize(
    "text",
    [
        "Formål: Se vedlegg",
        "Formål: ...",
        "Formål: …",
        "Formål: [fyll inn]",
        "Formål: (Beskriv hvordan dere vil bidra)",
        "Formål: kommer senere",
        "Formål: Klikk eller trykk her for å skrive inn tekst.",
        "Prosjekttittel: (skriv inn)",
        "Prosjektnavn: TBA",
        "Prosjektnavn: XX",
        "Søknadsbeløp: kr ______",
        "Egenandel: XX kr",
        "Innsendingsdato: dd.mm.åååå",
    ],
)
def test_what_the_form_had_in_it_is_no_answer(text: str) -> None:
    assert not read(text)


def test_an_instruction_below_a_heading_is_not_the_applicants_words() -> None:
    found = fields(heading("Formål"), line("Beskriv hva dere vil oppnå."), line("Flere i jobb."))
    assert found["purpose"].value == "Flere i jobb."


@pytest.mark.parametrize(
    "text",
    [
        "Søker: Ola Nordmann, Sør kommune",
        "Søker: Oslo kommune, Bydel Alna",
        "Søker: Sør kommune v/ voksenopplæringen",
        "Søker: Nord fylkeskommune i samarbeid med Sør kommune",
    ],
)
def test_a_name_with_more_beside_it_is_not_certain_and_neither_is_its_type(text: str) -> None:
    assert not certain(read(text))


@pytest.mark.parametrize(
    ("text", "value", "is_certain"),
    [
        ("Prosjektperiode: 1.5.2025–30.4.2028", 3, False),
        ("Varighet: 1. august 2025 – 31. januar 2027", 1.5, False),
        ("Prosjektperiode: 1.5.2025–30.4.2028 (tre år)", 3, True),
        ("Prosjektperiode: 1.5.2025–30.4.2028 (to år)", 2, False),
        ("Varighet: halvannet år", 1.5, True),
    ],
)
def test_dates_are_no_number_of_years_but_two_of_them_make_one(text: str, value: float, is_certain: bool) -> None:
    found = read(text)["duration_years"]
    assert (found.value, found.certain) == (value, is_certain)


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("Egenandel: 17 %, dvs. 500 000 kroner", "budget.own_contribution", "500 000"),
        ("Antall deltakere: 12 familier", "participants", "12"),
        ("Deltakere: 6 kvinner og 6 menn", "participants", "6"),
        ("Søker: Sør kommune v/ Ola", "applicant.name", "Sør kommune"),
        ("Er søknaden godkjent? ☐ Ja ☒ Nei", "approval.approved", "Nei"),
    ],
)
def test_only_the_words_that_a_value_came_from_are_marked(text: str, path: str, words: str) -> None:
    snippet = read(text)[path].snippet
    assert snippet.text[snippet.start : snippet.end] == words
