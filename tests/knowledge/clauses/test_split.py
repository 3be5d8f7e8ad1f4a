from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses.clause import Clause, Outline
from knowledge.clauses.split import slugify, split
from knowledge.sources.rundskriv import Rundskriv
from knowledge.text.normalise import join_lines, read_lines

BULLET = "•"
PIECES = st.sampled_from(
    [
        "Målgruppe",
        "Satsingsområde 2: Tiltak",
        "• punkt en",
        "o underpunkt",
        "1. første",
        "Dette er en setning.",
        "som fortsetter",
        "jf. § 38, nr. 4. Ny setning",
        "Disse gjelder:",
        "mailto:post@imdi.no",
        "",
        "",
        " Innrykk",
        "tuki@imdi.no",
        "1. mai 2025 – frist",
        "Hva nå?",
    ]
)
DOCUMENTS = st.lists(PIECES | st.text(max_size=40), max_size=40).map("\n".join)


def parts(outline: Outline) -> list[tuple[int, int]]:
    spans = [(h.start, h.end) for h in outline.headings] + [(c.start, c.end) for c in outline.clauses]
    return sorted([*spans, *outline.markers])


@given(DOCUMENTS)
def test_every_word_of_any_text_is_in_exactly_one_clause_heading_or_marker(source: str) -> None:
    lines = read_lines(source)
    text = join_lines(lines)
    taken = [text[start:end] for start, end in parts(split("x", lines))]
    assert " ".join(taken) == text


@given(DOCUMENTS)
def test_every_clause_of_any_text_stands_at_its_offsets(source: str) -> None:
    lines = read_lines(source)
    text = join_lines(lines)
    assert all(text[c.start : c.end] == c.text for c in split("x", lines).clauses)


@given(DOCUMENTS)
def test_ids_are_never_given_twice_and_point_to_clauses(source: str) -> None:
    clauses = split("x", read_lines(source)).clauses
    ids = [clause.id for clause in clauses]
    assert len(set(ids)) == len(ids)
    assert {c.introduction for c in clauses} | {c.repeated_by for c in clauses} <= {None, *ids}


def test_every_word_of_the_rundskriv_is_in_exactly_one_clause_heading_or_marker(rundskriv: Rundskriv) -> None:
    spans = parts(rundskriv.outline)
    assert " ".join(rundskriv.text[start:end] for start, end in spans) == rundskriv.text
    assert {rundskriv.text[start:end] for start, end in rundskriv.outline.markers} == {BULLET, "o"}


def test_the_headings_are_those_of_the_rundskriv(rundskriv: Rundskriv) -> None:
    assert [(heading.level, heading.text) for heading in rundskriv.outline.headings] == [
        (0, "Rundskriv nr. 08-2025"),
        (0, "Tilskudd til utvikling av kvalifiserings- og integreringstiltak 2025"),
        (1, "Målet for ordningen"),
        (1, "Satsingsområder i ordningen"),
        (1, "Målgruppe for ordningen"),
        (1, "Tilskuddsmottakere"),
        (1, "Vilkår for å få tilskudd"),
        (1, "Kriteriene IMDi vurderer søknadene etter"),
        (
            1,
            "Satsingsområde 1: innovative løsninger i introduksjonsordningen og opplæring i norsk og samfunnskunnskap.",
        ),
        (2, "Målgruppen for satsingsområde 1"),
        (2, "Særlige vilkår"),
        (1, "Satsingsområde 2: Tiltak som gir psykisk støtte"),
        (2, "Målgruppe"),
        (2, "Særskilte vilkår"),
        (1, "Satsingsområde 4: Etablering av kommunale, interkommunale eller regionale velkomsttilbud"),
        (2, "Målgruppe"),
        (2, "Særlige vilkår"),
        (1, "Satsingsområde 5: Arbeid for mangfold og mot rasisme og diskriminering"),
        (2, "Målgruppe"),
        (2, "Særlige vilkår"),
        (1, "Samlet tilskuddsramme for alle satsingsområdene"),
        (1, "Slik søker dere"),
        (1, "Når utbetales pengene?"),
        (1, "Rapportering – dere må levere rapport og regnskap"),
        (1, "Frister for å rapportere"),
        (1, "Klageregler"),
        (1, "Reaksjoner ved brudd på vilkårene"),
        (1, "Klage på vedtak om reaksjon som følge av brudd på vilkårene"),
        (1, "Samarbeidspartnere"),
        (1, "Har dere spørsmål? Ta kontakt!"),
    ]


def clause(rundskriv: Rundskriv, text: str) -> Clause:
    (found,) = [clause for clause in rundskriv.clauses if clause.text == text]
    return found


def test_a_list_item_keeps_the_sentence_that_introduces_it(rundskriv: Rundskriv) -> None:
    by_id = {c.id: c for c in rundskriv.clauses}
    item = clause(rundskriv, "arbeidsrettede modeller som gir psykisk støtte")
    assert item.list_level == 1
    assert by_id[item.introduction or ""].text == "Satsingsområdet skal stimulere til å utvikle og prøve ut"
    deeper = clause(
        rundskriv, "I hvilken grad vil aktivitetene i prosjektet bidra til å nå målene for tilskuddsordningen?"
    )
    assert deeper.list_level == 2
    assert by_id[deeper.introduction or ""].text.startswith("Prosjektsøknadene blir vurdert")


def test_a_condition_stands_in_its_section(rundskriv: Rundskriv) -> None:
    condition = clause(rundskriv, "Prosjektet må ha minimum ti deltakere.")
    assert condition.id == "vilkar-tilskudd-3"
    assert condition.section == ("Vilkår for å få tilskudd",)


def test_the_list_item_that_was_cut_short_points_to_the_whole_one(rundskriv: Rundskriv) -> None:
    repeats = {c.text: c.repeated_by for c in rundskriv.clauses if c.repeated_by}
    assert len(repeats) == 2
    by_id = {c.id: c.text for c in rundskriv.clauses}
    assert by_id[repeats["Denne delen bør gi retning og ha med konkrete."] or ""] == (
        "Denne delen bør gi retning og ha med konkrete tiltak for hvordan kommunen skal ivareta dette arbeidet."
    )


def test_a_short_clause_that_opens_a_longer_one_is_no_repeat() -> None:
    source = "Vilkår\n• Kommuner kan søke.\n• Kommuner kan søke for andre hvis de er enige."
    assert [c.repeated_by for c in split("x", read_lines(source)).clauses] == [None, None]


def test_dates_that_open_a_line_are_clauses_and_no_list_numbers(rundskriv: Rundskriv) -> None:
    assert clause(rundskriv, "1. september 2025 – statusrapport om gjennomføring av prosjektet").list_level == 0
    assert clause(rundskriv, "1. februar 2026 – årsrapport og regnskap").list_level == 0


def test_abbreviations_and_paragraph_signs_do_not_end_a_clause(rundskriv: Rundskriv) -> None:
    assert clause(
        rundskriv, "IMDi fordeler til sammen inntil 51,5 mill. kroner i tilskudd fordelt på satsingsområdene."
    )
    assert clause(rundskriv, "Klagefristen er tre uker fra mottakeren får vedtaket, jf. fvl § 29.")
    assert clause(rundskriv, "Klagen skal sendes til IMDi")


def test_a_heading_is_named_by_its_first_words() -> None:
    assert slugify("Vilkår for å få tilskudd") == "vilkar-tilskudd"
    assert slugify("Satsingsområde 4: Etablering") == "satsingsomrade-4"
    assert slugify("?!") == "del"
