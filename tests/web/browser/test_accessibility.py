"""axe-core finds nothing (WCAG 2.2 A and AA) on any page and state: light and dark, three widths, three languages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.accounts.account import Role
from assistant.bootstrap import Services
from assistant.texts import LANGUAGES

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDTHS = (320, 768, 1280)
Scheme = Literal["light", "dark"]
EVERY: list[tuple[Scheme, int]] = [(scheme, width) for scheme in ("light", "dark") for width in WIDTHS]
# What other languages change is the length of words: looked at where there is least room, and where there is most.
# With TUKI_EVERY_COMBINATION set, all are looked at in all languages, which takes some minutes more.
CORNERS: list[tuple[Scheme, int]] = [("light", 1280), ("dark", 320)]
QUESTION = "Vi er en kommune med 8 deltakere, kan vi søke på område 2?"
NOT_STATED = "Hvor mange sider kan søknaden ha?"


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.locator("#sporsmal").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#svar-1-vurdering")).to_be_visible()


def answered(page: Page) -> None:
    ask(page, QUESTION)


def not_stated(page: Page) -> None:
    ask(page, NOT_STATED)


def reason_asked(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("button[name=tommel][value=down]").click()
    expect(page.locator(".reason")).to_be_visible()


def shared(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("form[action$='/del'] button").click()
    expect(page.locator(".shared input")).to_be_visible()
    page.goto(page.locator(".shared input").input_value())


def number_hidden(page: Page) -> None:
    ask(page, "Kan 01010012356 delta?")


def my_conversations(page: Page) -> None:
    ask(page, QUESTION)
    page.goto("/samtaler")


def checked(page: Page) -> None:
    page.goto("/sjekk")
    page.locator("#f-focus_area-2").check()
    page.locator("#f-participants").fill("8")
    page.locator("#f-budget-applied_amount").fill("mye")
    page.locator("#f-budget-applied_amount").blur()
    page.wait_for_url("**/sjekk/u/*")
    page.locator("#f-budget-applied_amount").fill("100 000")
    page.locator("#f-budget-applied_amount").blur()
    expect(page.locator("#dom")).to_be_visible()
    for group in page.locator("details.group").all():
        group.evaluate("each => { each.open = true }")


def unreadable(page: Page) -> None:
    page.goto("/sjekk")
    page.locator("#f-budget-applied_amount").fill("mye")
    page.locator("#f-budget-applied_amount").blur()
    expect(page.locator("#f-budget-applied_amount")).to_have_attribute("aria-invalid", "true")


def report(page: Page) -> None:
    checked(page)
    page.goto(page.url + "/rapport")


def refused(page: Page) -> None:
    page.goto("/logg-inn")
    page.locator("#navn").fill("nobody")
    page.locator("#passord").fill("wrong")
    page.locator("form[action='/logg-inn'] button").click()
    expect(page.locator("#feil")).to_be_visible()


def at(path: str) -> Callable[[Page], None]:
    def state(page: Page) -> None:
        page.goto(path)

    state.__name__ = path
    return state


OPEN_STATES = [
    at("/"), answered, not_stated, reason_asked, shared, number_hidden, my_conversations, at("/samtaler"),
    at("/sjekk"), checked, unreadable, report,
    at("/kilder"), at("/kilder/08-2025"), at("/kilder/08-2025?sitat=slik-soker-3#slik-soker-3"),
    at("/kilder/08-2025?sok=kommune"), at("/kilder/08-2025?lenker=1"),
    at("/api"), at("/logg-inn"), refused, at("/nothing"),
]  # fmt: skip


def looked_up(page: Page) -> None:
    page.goto("/oppslag?q=1g")
    page.locator("#oppslag-sok, [type=search]").first.focus()


def written(page: Page) -> None:
    page.goto("/ko/nytt")
    page.locator("button[name=gjor][value=lagre], button[name=gjor][value=godkjenn]").first.click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


HELPDESK_STATES = [
    at("/konto"), at("/konto/passord"),
    at("/oppslag"), looked_up, at("/oppslag?q=zzzz"), at("/oppslag/ledd/08-2025/slik-soker-3"),
    at("/oppslag/svar?q=egenandel"),
    at("/ko"), at("/ko?vis=godkjent"), at("/ko/nytt"), written,
    at("/innsikt"), at("/innsikt?periode=7"),
    at("/drift"), at("/drift/kontoer"), at("/drift/logg"),
]  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def context(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    context.add_cookies([{"name": "lang", "value": request.param, "url": address}])
    others: list[str] = []
    context.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else others.append(asked.url))
    yield context
    context.close()
    assert not others, "a page asked another host"


def findings(page: Page) -> dict[str, Any]:
    """By scheme and width, the rules that axe finds broken, each with the elements."""
    page.evaluate(AXE)
    found: dict[str, Any] = {}
    in_bokmal = page.evaluate("document.documentElement.lang") == "nb"
    for scheme, width in EVERY if in_bokmal or os.environ.get("TUKI_EVERY_COMBINATION") else CORNERS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        # Drawn once, so that no colour of the other scheme is looked at.
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        broken = page.evaluate(
            "standard => axe.run(document, {runOnly: standard, resultTypes: ['violations']}).then("
            "found => found.violations.map(each => [each.id, each.nodes.map(node => node.html.slice(0, 200))]))",
            STANDARD,
        )
        if broken:
            found[f"{scheme} {width}"] = broken
    return found


@pytest.mark.parametrize("state", OPEN_STATES, ids=lambda state: state.__name__)
def test_an_open_page_is_accessible(context: BrowserContext, state: Callable[[Page], None]) -> None:
    page = context.new_page()
    state(page)
    assert not findings(page)


@pytest.mark.parametrize("state", HELPDESK_STATES, ids=lambda state: state.__name__)
def test_a_helpdesk_page_is_accessible(
    context: BrowserContext,
    services: Services,
    address: str,
    session_of: Callable[[Services, Role], str],
    state: Callable[[Page], None],
) -> None:
    context.add_cookies([{"name": "tuki_okt", "value": session_of(services, Role.ADMIN), "url": address}])
    page = context.new_page()
    state(page)
    assert not findings(page)
