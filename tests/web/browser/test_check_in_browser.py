"""*Sjekk søknaden* in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def path() -> str:
    return "/sjekk"


def test_only_what_the_area_needs_is_asked(page: Page, faults: list[str]) -> None:
    expect(page.get_by_text("Er en helseaktør med i samarbeidet?")).to_be_hidden()
    page.locator("#f-focus_area-2").check()
    expect(page.get_by_text("Er en helseaktør med i samarbeidet?")).to_be_visible()
    expect(page.get_by_label("Innbyggere")).to_be_hidden()
    assert not faults


def test_results_follow_what_is_typed_and_a_reload_loses_nothing(page: Page, faults: list[str]) -> None:
    page.locator("#f-participants").fill("8")
    expect(page.locator("#resultat")).to_contain_text("8 deltakere er færre enn minstekravet på ti.")
    page.locator("#f-participants").fill("12")
    expect(page.locator("#resultat")).not_to_contain_text("færre enn minstekravet")
    expect(page.locator("#kunngjoring")).not_to_be_empty()
    page.get_by_role("button", name="Legg til post").click()
    page.locator("#f-budget-items-1-amount").fill("500 000")
    page.locator("#f-budget-items-1-amount").blur()
    page.wait_for_url("**/sjekk/u/*")
    page.reload()
    expect(page.locator("#f-participants")).to_have_value("12")
    expect(page.locator("#f-budget-items-1-amount")).to_have_value("500 000")
    assert not faults


def test_a_fault_shows_at_its_field_and_the_link_leads_there(page: Page) -> None:
    page.locator("#f-budget-applied_amount").fill("mye")
    expect(page.locator("#f-budget-applied_amount")).to_have_attribute("aria-invalid", "true")
    page.locator("#resultat .faults a").click()
    expect(page.locator("#f-budget-applied_amount")).to_be_focused()
    page.locator("#f-budget-applied_amount").fill("100 000")
    expect(page.locator("#f-budget-applied_amount")).not_to_have_attribute("aria-invalid", "true")


def test_what_the_server_never_got_is_there_after_a_reload(page: Page) -> None:
    page.locator("#f-title").fill("Veien inn")
    page.wait_for_url("**/sjekk/u/*")
    page.route("**/sjekk/resultat", lambda route: route.abort())
    page.locator("#f-title").fill("Veien ut")
    expect(page.locator("#ulagret")).to_be_visible()
    page.unroute("**/sjekk/resultat")
    page.reload()
    expect(page.locator("#f-title")).to_have_value("Veien ut")
    expect(page.locator("#ulagret")).to_be_hidden()


def test_a_document_is_read_confirmed_and_checked(page: Page, tmp_path: Path, faults: list[str]) -> None:
    document = tmp_path / "soknad.txt"
    document.write_text("Søker: Ås kommune\nAntall deltakere: 8\nVarighet: ca. 2 år", "utf-8")
    page.set_input_files("#fil", document)
    page.get_by_role("button", name="Les filen").click()
    expect(page.locator("#f-participants")).to_have_value("8")
    page.get_by_label("Bruk 2 år").check()
    page.get_by_role("button", name="Bekreft og sjekk").first.click()
    expect(page.locator("#resultat")).to_contain_text("8 deltakere er færre enn minstekravet på ti.")
    expect(page.locator("#f-duration_years")).to_have_value("2")
    assert not faults


def test_another_area_is_compared_in_place(page: Page) -> None:
    page.locator("#f-focus_area-2").check()
    page.wait_for_url("**/sjekk/u/*")
    page.locator("#omrade").select_option("4")
    page.get_by_role("button", name="Sammenlign").click()
    expect(page.locator("#hva-om li")).not_to_have_count(0)


def test_nothing_is_missing_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sjekk")
    page.locator("#f-participants").fill("8")
    page.locator("#f-focus_area-2").check()
    page.get_by_role("button", name="Legg til partner").click()
    assert page.locator("#f-partners-1-name").count() == 1
    page.get_by_role("button", name="Lagre og sjekk").click()
    assert "8 deltakere er færre enn minstekravet på ti." in page.content()
    assert page.locator("#f-participants").input_value() == "8"
    page.get_by_role("button", name="Sammenlign").click()
    assert page.locator(".differences li").count() > 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_does_not_scroll_sideways_on_a_small_phone(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/sjekk")
    page.locator("#f-participants").fill("8")
    page.wait_for_url("**/sjekk/u/*")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(page.url + "/rapport")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
