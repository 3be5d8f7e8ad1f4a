"""The journeys of those who chat and apply, walked in a real Chromium, with their steps counted.

A step is what a person does at one go: type and press Enter, press a button, choose a file. Those of the helpdesk are
in test_lookup_in_browser and test_queue_in_browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

QUESTION = "Vi er en kommune med 8 deltakere, kan vi søke på område 2?"
FOLLOW_UP = "og hvis nabokommunen blir med?"


class Walk:
    """A person at a page, and how many steps were taken."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def ask(self, question: str) -> None:
        self.page.locator("#sporsmal").fill(question)
        self.page.keyboard.press("Enter")
        self.steps += 1

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.steps += 1

    def fill(self, field: str, text: str) -> None:
        self.page.locator(field).fill(text)
        self.steps += 1


@pytest.fixture(params=[(1280, 900), (360, 740)], ids=["laptop", "phone"])
def walk(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Walk]:
    width, height = request.param
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto("/")
    yield Walk(page)
    context.close()


@pytest.fixture
def without_script(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def application(tmp_path: Path) -> Path:
    """A finished document, with too few participants and without a word on the first year."""
    document = Document()
    for line in (
        "Søker: Ås kommune",
        "Prosjekttittel: Veien inn",
        "Satsingsområde: 2",
        "Antall deltakere: 8",
        "Prosjektperiode: 2 år",
        "Søknadsbeløp: 900 000 kroner",
    ):
        document.add_paragraph(line)
    path = tmp_path / "søknad.docx"
    document.save(str(path))
    return path


def test_journey_1_from_an_empty_page_to_the_form_filled_in_three_steps(walk: Walk) -> None:
    page = walk.page
    walk.ask(QUESTION)
    first = page.locator("#svar-1")
    expect(first).to_contain_text("Nei: 8 deltakere er færre enn minstekravet på ti.")
    expect(first).to_contain_text("«Prosjektet må ha minimum ti deltakere.»")
    expect(first).to_contain_text("samarbeide med en nabokommune")
    expect(first).to_contain_text("tverrfaglig samarbeid mellom helse- og kvalifiseringsaktører")
    expect(first.locator(".notices")).to_contain_text("Søknadsfristen")
    walk.ask(FOLLOW_UP)
    expect(page.locator("#svar-2")).to_contain_text("sammen med andre kommuner")
    page.locator("#svar-2 .carry button").click()
    walk.steps += 1
    page.wait_for_url("**/sjekk/u/*")
    filled = [page.locator("#f-participants").input_value() == "8", page.locator("#f-focus_area-2").is_checked()]
    filled += [page.locator("input[type=radio]:checked").count() >= 2]
    assert all(filled)
    assert walk.steps <= 3


def test_journey_2_a_finished_document_read_mended_and_taken_along_in_six_steps(walk: Walk, application: Path) -> None:
    page = walk.page
    page.goto("/sjekk")
    page.set_input_files("#fil", application)
    walk.steps += 1
    walk.press("Les filen")
    expect(page.locator("#f-participants")).to_have_value("8")
    expect(page.locator("#f-participants-lest")).to_contain_text("Antall deltakere: 8")
    walk.fill("#f-participants", "12")
    walk.press("Bekreft og sjekk")
    expect(page.locator("#dom")).to_be_visible()
    expect(page.locator("#resultat")).not_to_contain_text("færre enn minstekravet")
    walk.fill("#f-title", "Veien videre")
    page.locator("#f-title").blur()
    page.wait_for_url("**/sjekk/u/*")
    page.reload()
    expect(page.locator("#f-title")).to_have_value("Veien videre")
    page.get_by_role("link", name="Rapport for utskrift").click()
    walk.steps += 1
    expect(page.locator(".signing")).to_be_visible()
    page.go_back()
    with page.expect_download() as download:
        page.get_by_role("link", name="Frister til kalenderen").click()
    assert download.value.suggested_filename.endswith(".ics")
    assert walk.steps <= 6


def test_journey_6_an_answer_is_announced_once_and_only_when_it_is_complete(walk: Walk) -> None:
    page = walk.page
    page.evaluate(
        """() => {
          window.said = [];
          const region = document.getElementById('kunngjoring');
          new MutationObserver(() => { if (region.textContent.trim()) window.said.push(
            [region.textContent.trim(), !!document.querySelector('#svar-1-vurdering')]); })
            .observe(region, {childList: true, characterData: true, subtree: true});
        }"""
    )
    walk.ask(QUESTION)
    expect(page.locator("#kunngjoring")).not_to_be_empty()
    page.wait_for_timeout(300)
    assert page.evaluate("window.said.length") == 1
    assert page.evaluate("window.said[0][1]")
    # Nothing else in the conversation is announced as it comes.
    assert page.locator("#samtale [aria-live], #samtale [role=status], #samtale [role=alert]").count() == 0


def test_journey_6_headings_and_landmarks_lead_through_the_page(walk: Walk) -> None:
    page = walk.page
    walk.ask(QUESTION)
    expect(page.locator("#svar-1-vurdering")).to_be_visible()
    for landmark in ("banner", "main", "contentinfo", "navigation"):
        assert page.get_by_role(landmark).count() >= 1  # type: ignore[arg-type]
    assert page.get_by_role("heading", level=1).count() == 1
    expect(page.get_by_role("heading", level=2, name=QUESTION)).to_be_visible()
    expect(page.get_by_role("article", name=QUESTION)).to_be_visible()


def test_journey_6_the_first_journey_without_a_script(without_script: Page) -> None:
    page = without_script
    page.goto("/")
    page.locator("#sporsmal").fill(QUESTION)
    page.locator("#spor button[type=submit]").first.click()
    assert "Nei: 8 deltakere er færre enn minstekravet på ti." in page.locator("#svar-1").inner_text()
    page.locator("#sporsmal").fill(FOLLOW_UP)
    page.locator("#spor button[type=submit]").first.click()
    assert "sammen med andre kommuner" in page.locator("#svar-2").inner_text()
    page.locator("#svar-2 button[name=tommel][value=down]").click()
    page.locator("#svar-2-vurdering input[value=unclear]").check()
    page.locator("#svar-2-vurdering .reason button").click()
    assert "Tilbakemeldingen er lagret" in page.locator("#svar-2-vurdering").inner_text()
    page.locator("#svar-2 form[action$='/del'] button").click()
    assert "/svar/" in page.url
    page.go_back()
    page.locator("#svar-2 .carry button").click()
    assert page.locator("#f-participants").input_value() == "8"


def test_journey_6_the_second_journey_without_a_script(without_script: Page, application: Path) -> None:
    page = without_script
    page.goto("/sjekk")
    page.set_input_files("#fil", application)
    page.locator("[formaction='/sjekk/apne']").click()
    page.locator("#f-participants").fill("12")
    page.locator("button[name=bekreft]").first.click()
    assert page.locator("#dom").count() == 1
    page.get_by_role("link", name="Rapport for utskrift").click()
    assert page.locator(".signing").count() == 1


def test_journey_6_by_keyboard_alone(walk: Walk) -> None:
    page = walk.page
    page.locator("body").press("/")
    expect(page.locator("#sporsmal")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#svar-1-vurdering")).to_be_visible()
    for wanted in ("a.marker", ".carry button", "[data-copy]", "button[name=tommel]"):
        page.locator("body").focus()
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.locator(f"{wanted}:focus").count():
                break
        expect(page.locator(f"{wanted}:focus")).to_have_count(1)
        outline = page.locator(f"{wanted}:focus").evaluate("each => getComputedStyle(each).outlineStyle")
        assert outline != "none"
