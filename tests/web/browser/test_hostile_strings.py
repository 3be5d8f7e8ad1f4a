"""Nothing that a user writes runs as a script or is anything but text, wherever it is shown.

The page's own policy is switched off here, so that escaping alone must hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient
from hostile import hostile_strings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.accounts.account import Role
from assistant.answering.answer import Question
from assistant.bootstrap import Services
from assistant.conversations.conversations_sql import MOST_TURNS
from assistant.helpdesk.approved import ClauseTie
from assistant.secrets import new_secret
from web.app import create_app

pytestmark = pytest.mark.browser

STRINGS = hostile_strings(10_000)
HISTORY, STREAMED, DOCUMENTS, NAMES, APPROVED = STRINGS[:8_500], STRINGS[8_500:8_700], STRINGS[8_700:9_200], (
    STRINGS[9_200:9_250]
), STRINGS[9_250:]  # fmt: skip


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture
def device() -> str:
    return new_secret()


@pytest.fixture
def context(browser: Browser, address: str, device: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, bypass_csp=True)
    context.add_cookies([{"name": "tuki_enhet", "value": device, "url": address}])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    page = context.new_page()
    dialogs: list[str] = []
    others: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: others.append(request.url) if not request.url.startswith(address) else None)
    yield page
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    assert not dialogs
    assert not [other for other in others if not other.startswith("data:")]


def shown(page: Page, selector: str) -> list[str]:
    return [plain(text) for text in page.locator(selector).all_text_contents()]


@pytest.mark.parametrize("start", range(0, len(HISTORY), MOST_TURNS))
def test_questions_of_a_conversation_are_text(services: Services, page: Page, device: str, start: int) -> None:
    answer = services.ask(Question("Hvordan blir været i morgen?", date(2025, 2, 1)))
    asked = HISTORY[start : start + MOST_TURNS]
    conversation = None
    for question in asked:
        kept = services.records.conversations.add(device, conversation, question, question, answer)
        conversation = kept.conversation
    page.goto(f"/samtale/{conversation}")
    assert shown(page, ".question") == [plain(question) for question in asked]


def test_a_streamed_question_is_text(page: Page) -> None:
    for start in range(0, len(STREAMED), 10):
        asked = "\n".join(STREAMED[start : start + 10])
        page.goto("/")
        page.locator("#sporsmal").fill(asked)
        page.locator("#spor button[type=submit]").click()
        expect(page.locator("#svar-1-vurdering, .fault")).to_be_visible()
        assert shown(page, ".question") == [plain(asked)]


def test_what_was_typed_is_there_again_as_text_when_it_cannot_be_asked(page: Page, context: BrowserContext) -> None:
    asked = "\n".join(STREAMED) * 2
    answer = context.request.post("/spor", form={"sporsmal": asked})
    assert answer.status == 422
    page.set_content(answer.text())
    assert plain(page.locator("#sporsmal").input_value()) == plain(asked)


def test_what_stands_in_a_document_is_text(page: Page, tmp_path: Path) -> None:
    document = Document()
    for text in DOCUMENTS:
        document.add_paragraph(f"Tittel: {text}")
        document.add_paragraph(f"Deltakere: 12 {text}")
    document.save(str(tmp_path / "soknad.docx"))
    page.goto("/sjekk")
    page.set_input_files("#fil", tmp_path / "soknad.docx")
    page.locator("[formaction='/sjekk/apne']").click()
    page.wait_for_url("**/sjekk/u/*")
    page.locator("button[name=bekreft]").first.click()
    page.wait_for_timeout(300)
    page.goto(re.sub(r"[#?].*", "", page.url) + "/rapport")


def test_a_documents_name_is_text(page: Page, context: BrowserContext) -> None:
    for text in NAMES:
        name = text.replace("/", "-").replace("\\", "-").replace("\n", " ").replace("\r", " ") + ".txt"
        file = {"name": name, "mimeType": "text/plain", "buffer": b"Antall deltakere: 8"}
        answer = context.request.post("/sjekk/apne", multipart={"fil": file})
        page.set_content(answer.text())
        assert page.evaluate("window.hit") is None
        assert page.locator(".read-summary h2").count() == 1


def test_an_approved_answer_is_text_in_the_chat_and_for_the_helpdesk(
    services: Services, page: Page, context: BrowserContext, address: str, session_of: Callable[[Services, Role], str]
) -> None:
    clause = services.library.show("08-2025").clauses[0]
    ties = [ClauseTie(clause.document, clause.id, clause.text)]
    question = f"Er dette en prøve på tekst, {STRINGS[0]}?"
    body = "\n".join(plain(text) for text in APPROVED)
    approved = services.records.approved
    answer = approved.write(question, "nb", body, "08-2025", ties, APPROVED, by=STRINGS[1])
    approved.approve(answer, STRINGS[2])
    try:
        context.add_cookies([{"name": "tuki_okt", "value": session_of(services, Role.ADMIN), "url": address}])
        client = TestClient(create_app(services), base_url="http://localhost")
        page.set_content(client.post("/spor", data={"sporsmal": question}).text)
        said = shown(page, ".said")
        assert all(plain(text) in said for text in APPROVED[:-1])
        for path in (f"/ko/svar/{answer}", "/ko", f"/ko/svar/{answer}/rediger", "/oppslag?q=tekst"):
            page.goto(path)
            assert page.evaluate("window.hit") is None
    finally:
        approved.withdraw(answer)
