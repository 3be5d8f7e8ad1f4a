"""*Innsikt* in a real Chromium: readable on a phone, by keyboard, without JavaScript, and for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.accounts.account import Role
from assistant.bootstrap import Services
from assistant.helpdesk.counts_sql import CLAUSE, REASON, STATUS, THUMB, TOPIC, UNANSWERED, Count

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
MONTH = date(2017, 3, 1)
NUMBER = "08-2025"
FIGURES = "/innsikt?fra=2017-03-01&til=2017-03-31"


@pytest.fixture(scope="module", autouse=True)
def counted(services: Services) -> None:
    statuses = ("answered", "not_stated", "needs_clarification", "out_of_scope")
    clauses = services.library.show(NUMBER).clauses
    for passed in range(31):
        asked = [Count(STATUS, statuses[turn % 4], NUMBER) for turn in range(passed)]
        cited = [Count(CLAUSE, clause.id, NUMBER) for clause in clauses[: passed * 4]]
        services.records.counts.add(MONTH + timedelta(days=passed), asked + cited)
    said = [Count(THUMB, "up"), Count(THUMB, "down"), Count(REASON, "unclear"), Count(UNANSWERED, "")]
    topics = [Count(TOPIC, topic) for topic in list(services.index.topics)[:12]]
    services.records.counts.add(MONTH, said + topics)


@pytest.fixture(scope="module")
def secret(services: Services, session_of: Callable[[Services, Role], str]) -> str:
    return session_of(services, Role.HELPDESK)


@pytest.fixture
def opened(browser: Browser, address: str, secret: str) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def open_page(path: str, **how: object) -> Page:
        context = browser.new_context(base_url=address, **how)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_cookies([{"name": "tuki_okt", "value": secret, "url": address}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [FIGURES, "/innsikt?fra=2016-01-01&til=2016-01-02", "/innsikt?fra=tull"])
def test_it_is_for_all_and_fits_any_screen(opened: Callable[..., Page], path: str, width: int, scheme: str) -> None:
    page = opened(path, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", STANDARD)
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found["violations"]] == []


def test_the_marks_under_the_chart_do_not_run_into_each_other_on_a_phone(opened: Callable[..., Page]) -> None:
    for period in ("", "&til=2017-12-31", "&til=2019-12-31"):
        page = opened(f"/innsikt?fra=2017-03-01{period or '&til=2017-03-31'}", viewport={"width": 320, "height": 800})
        boxes = [mark.bounding_box() for mark in page.locator("svg.chart > text:not([text-anchor=end])").all()]
        shown = sorted((box for box in boxes if box and box["width"]), key=lambda box: box["x"])
        assert len(shown) >= 2
        assert all(left["x"] + left["width"] < right["x"] for left, right in pairwise(shown))


def test_dates_are_chosen_by_keyboard_without_javascript_and_stay_in_the_address(opened: Callable[..., Page]) -> None:
    page = opened("/innsikt", java_script_enabled=False)
    expect(page.locator("#fra")).to_be_hidden()
    page.locator("#periode").focus()
    page.keyboard.press("End")
    expect(page.locator("#fra")).to_be_visible()
    page.locator("#fra").fill("2017-03-01")
    page.locator("#til").fill("2017-03-31")
    page.locator("#til").press("Enter")
    page.wait_for_url("**/innsikt?periode=valgt&fra=2017-03-01&til=2017-03-31*")
    expect(page.locator(".figures-of")).to_contain_text("1. mars 2017 – 31. mars 2017")
    expect(page.get_by_role("img", name="Spørsmål per dag")).to_be_visible()


def test_a_number_leads_to_its_clause_in_the_rundskriv(opened: Callable[..., Page]) -> None:
    page = opened(FIGURES)
    page.locator("a.times").first.click()
    page.wait_for_url(f"**/kilder/{NUMBER}?sitat=*")
    expect(page.locator("mark")).to_be_in_viewport()


def test_the_figures_are_downloaded(opened: Callable[..., Page]) -> None:
    page = opened(FIGURES)
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned tallene (CSV)").click()
    assert download.value.suggested_filename == "tuki-innsikt_2017-03-01_2017-03-31.csv"
