"""The chat in a real Chromium: streaming, citations, keyboard, no JavaScript, small and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_an_answer_streams_in_and_its_citation_leads_to_the_marked_clause(page: Page, faults: list[str]) -> None:
    page.get_by_role("textbox").fill("Når er søknadsfristen?")
    page.get_by_role("button", name="Spør", exact=True).click()
    expect(page.locator("#svar-1")).to_contain_text("Søknadsfristen er 19. februar 2025.")
    expect(page.locator("#kunngjoring")).not_to_be_empty()
    page.locator("#kilde-1-1 a").click()
    page.wait_for_url("**#slik-soker-3")
    expect(page.locator("mark")).to_have_text("Søknadsfristen er 19. februar 2025.")
    expect(page.locator("mark")).to_be_in_viewport()
    assert not faults


def test_a_follow_up_is_understood_and_the_conversation_survives_a_reload(page: Page, faults: list[str]) -> None:
    page.get_by_role("textbox").fill("Hvilke områder kan kommuner søke på?")
    page.get_by_role("button", name="Spør", exact=True).click()
    expect(page.locator("#kunngjoring")).not_to_be_empty()
    page.get_by_role("textbox").fill("Og for fylkeskommuner?")
    page.get_by_role("button", name="Spør", exact=True).click()
    expect(page.locator("#svar-2")).to_contain_text("bare fylkeskommuner")
    expect(page.locator("#svar-2-vurdering")).to_be_visible()
    page.reload()
    expect(page.locator("#svar-2")).to_contain_text("bare fylkeskommuner")
    assert not faults


def test_a_starter_question_is_one_press(page: Page) -> None:
    page.get_by_role("button", name="Hvem kan søke?").click()
    expect(page.locator("#svar-1")).to_contain_text("Alle kommuner kan søke")


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#innhold")
    for _ in range(12):
        if page.locator("textarea:focus").count():
            break
        page.keyboard.press("Tab")
    page.keyboard.type("egenandel")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#svar-1")).to_contain_text("egenandel")


def test_nothing_but_the_streaming_is_missing_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("textbox").fill("Hvem må godkjenne regnskapet?")
    page.get_by_role("button", name="Spør", exact=True).click()
    assert "overordnet leder" in page.content()
    page.locator("#kilde-1-1 a").click()
    assert "<mark>" in page.content()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/kilder", "/kilder/08-2025", "/api"])
def test_no_page_scrolls_sideways_on_a_small_phone(browser: Browser, address: str, path: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_the_chat_page_weighs_little(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    weights: list[int] = []
    page.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page.goto(address, wait_until="networkidle")
    assert 0 < sum(weights) < 250_000
    context.close()
