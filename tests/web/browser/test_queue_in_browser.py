"""Journey 4 in a real Chromium: what could not be answered is answered by the helpdesk, and then by the chat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.accounts.account import Role
from assistant.answering.answer import Question
from assistant.bootstrap import Services
from assistant.dates import today
from assistant.helpdesk.approved import State
from assistant.secrets import new_secret

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
STEPS_AT_MOST = 8
SAID = "Ja, når lunsjen er en del av opplegget."
ASKED = [
    "Kan vi få dekket lunsj til deltakerne?",
    "Dekker tilskuddet lunsj til deltakerne?",
    "kan vi få dekka lunsj til deltakarane?",
    "Kan vi få dekket lunsj for deltakerne",
    "Får vi dekket lunsj til deltakerne?",
    "Er lunsj til deltakerne dekket av tilskuddet?",
    "Kan tilskuddet dekke lunsj til deltakerne?",
    "Kan vi få dekket lunsj til deltakerne?",
    "Kan midlene brukes til lunsj for deltakerne?",
]


class Steps:
    """What a person does, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taken = 0

    def press(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.taken += 1

    def write(self, place: str, text: str) -> None:
        self.page.locator(place).fill(text)
        self.taken += 1

    def tick(self, number: int) -> None:
        self.page.locator("input[name=ledd]").nth(number).check()
        self.taken += 1


@pytest.fixture
def session(services: Services, session_of: Callable[[Services, Role], str]) -> Iterator[str]:
    """Of the helpdesk; what is approved in it, or was left in the queue, is gone afterwards."""
    before = {answer.id for answer in services.records.approved.all()}
    yield session_of(services, Role.HELPDESK)
    for answer in services.records.approved.all(State.AWAITING, State.APPROVED, State.REVIEW):
        if answer.id not in before:
            services.records.approved.withdraw(answer.id)
    services.records.conversations.handled([turn.id for turn in services.records.conversations.open_questions(500)])


def signed_in(page: Page, address: str, session: str) -> None:
    page.context.add_cookies([{"name": "tuki_okt", "value": session, "url": address}])


def test_nine_askings_get_one_answer_and_the_chat_gives_it(
    page: Page, address: str, session: str, faults: list[str]
) -> None:
    for question in ASKED:
        page.goto(f"{address}/")
        page.locator("#sporsmal").fill(question)
        page.get_by_role("button", name="Spør", exact=True).click()
        expect(page.locator("#svar-1 .status")).to_have_attribute("data-status", "not_stated")
        expect(page.locator("#svar-1-vurdering")).to_be_visible()
    signed_in(page, address, session)
    page.goto(f"{address}/")
    steps = Steps(page)
    steps.press("link", "Kø")
    group = page.locator(".group").first
    expect(group).to_contain_text("9 ganger")
    expect(group).to_contain_text("lunsj")
    steps.press("link", "Skriv svar")
    assert {*page.locator("#stilt").input_value().split("\n")} == {*ASKED}
    steps.write("#tekst", SAID)
    steps.tick(0)
    steps.tick(1)
    steps.press("button", "Lagre og godkjenn")
    expect(page.get_by_role("status")).to_contain_text("9 spørsmål er tatt ut av køen.")
    steps.press("link", "Prøv i chatten")
    steps.press("button", "Spør")
    answer = page.locator("#svar-1")
    expect(answer).to_contain_text(SAID)
    expect(answer.locator(".notices")).to_contain_text("Svaret er skrevet av tuki og godkjent av Helpdesk-")
    expect(answer.locator(".citation-list li")).to_have_count(2)
    assert steps.taken <= STEPS_AT_MOST
    assert not faults


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached by Tab")


def test_an_answer_is_written_and_approved_by_keyboard_alone(page: Page, address: str, session: str) -> None:
    signed_in(page, address, session)
    page.goto(f"{address}/ko/nytt")
    tab_to(page, "#sporsmal")
    page.keyboard.type("Kan vi leie kanoer?")
    tab_to(page, "#tekst")
    page.keyboard.type(SAID)
    tab_to(page, "#sok")
    page.keyboard.type("deltakerstønad")
    page.keyboard.press("Enter")
    page.wait_for_url("**#funnet")
    expect(page.locator("#tekst")).to_have_value(SAID)
    tab_to(page, "#funnet input[name=ledd]")
    page.keyboard.press("Space")
    tab_to(page, "button[value=godkjenn]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Svaret blir gitt i chatten fra nå av.")
    tab_to(page, "form[action$=trekk] button")
    page.keyboard.press("Enter")
    expect(page.locator(".kicker")).to_have_text("Trukket tilbake")


def test_a_fault_leads_to_its_field(page: Page, address: str, session: str) -> None:
    signed_in(page, address, session)
    page.goto(f"{address}/ko/nytt")
    page.locator("#sporsmal").fill("Kan vi leie kanoer?")
    page.get_by_role("button", name="Lagre og godkjenn").click()
    page.get_by_role("alert").get_by_role("link", name="Skriv svaret.").click()
    expect(page.locator("#tekst")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Kryss av minst ett ledd.").click()
    expect(page.locator("#ledd")).to_be_focused()


@pytest.mark.parametrize("look", [(320, "dark"), (1280, "light")])
def test_every_state_is_accessible_and_fits(
    browser: Browser, services: Services, address: str, session: str, look: tuple[int, str]
) -> None:
    device = new_secret()
    turns = [
        services.records.conversations.add(device, None, text, text, services.ask(Question(text, today())))
        for text in (*ASKED[:3], "Hvor mange prosent må egenandelen være?" * 3)
    ]
    width, scheme = look
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    context.add_cookies([{"name": "tuki_okt", "value": session, "url": address}])
    found = {name: findings for name, findings in _walk(context, address, turns[0].id) if findings}
    context.close()
    assert not found


def _walk(context: BrowserContext, address: str, turn: int) -> Iterator[tuple[str, list[str]]]:
    page = context.new_page()

    def seen(name: str) -> tuple[str, list[str]]:
        return name, _findings(page)

    page.goto(f"{address}/ko")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    yield seen("queue")
    page.goto(f"{address}/ko/nytt?tur={turn}")
    yield seen("editor")
    page.locator("#sok").fill("deltakerstønad")
    page.locator("button[value=finn]").click()
    yield seen("found")
    page.locator("button[value=lagre]").click()
    yield seen("faults")
    page.locator("#tekst").fill(SAID)
    page.locator("input[name=ledd]").nth(0).check()
    page.locator("button[value=vis]").click()
    yield seen("preview")
    page.locator("button[value=lagre]").click()
    yield seen("awaiting")
    answer = page.url.split("?")[0]
    page.get_by_role("button", name="Godkjenn").click()
    yield seen("approved")
    for state in ("venter", "gjennomgang", "godkjente", "trukket"):
        page.goto(f"{address}/ko?vis={state}")
        yield seen(state)
    page.goto(f"{answer}/rediger")
    yield seen("change")
    page.goto(answer)
    page.get_by_role("button", name="Trekk tilbake").click()
    yield seen("withdrawn")


def _findings(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", STANDARD)
    broken = [f"{each['id']}: {each['nodes'][0]['target']}" for each in found["violations"]]
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*broken, *(["scrolls sideways"] if sideways else [])]
