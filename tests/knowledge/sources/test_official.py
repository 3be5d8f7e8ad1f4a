from __future__ import annotations

import pytest

from knowledge.sources.fetch.address import parse
from knowledge.sources.fetch.policy import shipped_policy
from knowledge.sources.official import OfficialKind, Seen, official_documents, pointed_to
from knowledge.sources.rundskriv import Rundskriv


def test_an_address_is_missing_only_where_none_was_found() -> None:
    assert {document.seen for document in official_documents() if document.address is None} == {Seen.NOT_FOUND}
    assert all(document.address is None for document in official_documents() if document.seen is Seen.NOT_FOUND)


def test_no_address_is_named_twice_and_all_can_be_read() -> None:
    addresses = [document.address for document in official_documents() if document.address]
    assert len({*addresses}) == len(addresses)
    assert [parse(address).text for address in addresses] == addresses


def test_all_but_another_directorates_page_are_at_allowed_hosts() -> None:
    policy = shipped_policy()
    addresses = [parse(document.address) for document in official_documents() if document.address]
    assert {address.host for address in addresses if not policy.allows_host(address.host)} == {"www.bufdir.no"}


def test_every_name_stands_in_the_catalogue_once() -> None:
    names = [name.casefold() for document in official_documents() for name in document.names]
    assert len({*names}) == len(names)


@pytest.mark.parametrize(
    ("pointer", "titles"),
    [
        ("eget rundskriv (rundskriv nummer 17/2025)", ["Forsøk for å utvikle"]),
        (
            "jf. integreringsloven § 38, jf. integreringsforskriften § 66",
            ["Integreringsloven", "Integreringsforskriften"],
        ),
        ("Ut over dette gjelder forvaltningslovens\nsaksbehandlingsregler", ["Forvaltningsloven"]),
        ("kapittel 6 i bestemmelser om økonomistyring i staten", ["Reglement for økonomistyring"]),
        ("rundskriv nummer 17/20251", []),
        ("integreringslover", []),
    ],
)
def test_a_pointer_in_a_text_finds_its_document(pointer: str, titles: list[str]) -> None:
    found = [document.title for document in pointed_to(pointer)]
    assert len(found) == len(titles)
    assert all(title.startswith(start) for title, start in zip(found, titles, strict=True))


def test_what_08_2025_names_is_in_the_catalogue(rundskriv: Rundskriv) -> None:
    found = pointed_to(rundskriv.text)
    assert [document.number for document in found if document.kind is OfficialKind.RUNDSKRIV] == ["17-2025"]
    assert {document.title for document in found if document.kind is OfficialKind.LAW} == {
        "Integreringsloven",
        "Integreringsforskriften",
        "Introduksjonsloven",
        "Forvaltningsloven",
        "Likestillings- og diskrimineringsloven",
        "Reglement for økonomistyring i staten og bestemmelser om økonomistyring i staten",
    }
    assert len([document for document in found if document.kind is OfficialKind.PAGE]) == 3
