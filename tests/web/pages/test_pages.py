"""The pages as a browser without JavaScript gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.texts import LANGUAGES
from knowledge.sources.rundskriv import Rundskriv
from web.wording import all_texts

PAGES = ["/", "/kilder", "/kilder/08-2025", "/api", "/nothing"]


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_loads_nothing_from_another_host_and_keeps_to_itself(
    client: TestClient, path: str, lang: str
) -> None:
    page = client.get(path, params={"lang": lang})
    loaded = re.findall(r'(?:src|href|action)="([^"]+)"', page.text)
    assert not [address for address in loaded if re.match(r"(https?:)?//", address)]
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<style|\sstyle=|\son\w+=", page.text)


def test_a_question_is_answered_on_a_whole_page_with_a_way_to_its_clause(client: TestClient) -> None:
    page = client.post("/spor", data={"sporsmal": "Når er søknadsfristen?"})
    assert page.status_code == 200
    assert "Søknadsfristen er 19. februar 2025." in text_of(page.text)
    assert 'href="/kilder/08-2025?sitat=slik-soker-3#slik-soker-3"' in page.text


def test_a_question_that_cannot_be_asked_is_kept_with_the_reason_beside_it(client: TestClient) -> None:
    page = client.post("/spor", data={"sporsmal": "?!"})
    assert page.status_code == 422
    assert ">?!</textarea>" in page.text
    assert 'role="alert"' in page.text


def test_what_a_user_writes_is_escaped(client: TestClient) -> None:
    page = client.post("/spor", data={"sporsmal": "egenandel <script>alert(1)</script>"})
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_a_silent_answer_offers_a_ready_mail(client: TestClient) -> None:
    page = client.post("/spor", data={"sporsmal": "Hvor mange prosent må egenandelen være?"})
    assert re.search(r'href="mailto:tuki@imdi\.no\?[^"]*prosent', page.text)


def test_the_stream_tells_the_status_first_and_then_whole_sentences(client: TestClient) -> None:
    with client.stream(
        "POST", "/spor/strom", data={"sporsmal": "Hvem kan søke?"}, headers={"hx-request": "true"}
    ) as answer:
        events = [event for event in "".join(answer.iter_text()).split("\n\n") if event.strip()]
    assert answer.headers["content-type"].startswith("text/event-stream")
    status = next(i for i, event in enumerate(events) if "data-status" in event)
    sentences = [i for i, event in enumerate(events) if "-setninger" in event and "hx-partial" in event]
    assert sentences
    assert status < sentences[0]
    assert "event: done" in events[-1] or "done" in events[-1]


def test_the_whole_rundskriv_can_be_read_and_each_clause_linked_to(client: TestClient, rundskriv: Rundskriv) -> None:
    page = client.get("/kilder/08-2025").text
    said = text_of(page)
    assert all(f'id="{clause.id}"' in page for clause in rundskriv.clauses)
    assert all(heading.text in said for heading in rundskriv.outline.headings)


def test_the_cited_clause_is_marked_in_its_context(client: TestClient) -> None:
    page = client.get("/kilder/08-2025", params={"sitat": "vilkar-tilskudd-3"}).text
    assert re.findall(r"<mark>(.*?)</mark>", page) == ["Prosjektet må ha minimum ti deltakere."]


def test_an_unknown_rundskriv_is_a_plain_page(client: TestClient) -> None:
    page = client.get("/kilder/99-1999")
    assert page.status_code == 404
    assert "08-2025" in page.text


def test_the_chosen_language_is_remembered(client: TestClient) -> None:
    assert 'lang="nn"' in client.get("/", params={"lang": "nn"}).text
    client.cookies.clear()


def keys(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from keys(below, f"{path}.{key}")
    else:
        yield path


def test_no_language_lacks_a_text() -> None:
    texts = all_texts()
    first, *others = ({*keys(texts._by_language[lang])} for lang in LANGUAGES)
    assert all(other == first for other in others)


def test_a_rundskriv_can_be_searched_and_its_hits_are_marked(client: TestClient) -> None:
    page = client.get("/kilder/08-2025", params={"sok": "egenandel"}).text
    assert re.search(r"<mark>[^<]*[Ee]genandel", page)
    assert 'class="hits"' in page
    assert "finnes ikke i rundskrivet" in client.get("/kilder/08-2025", params={"sok": "zzzz qqqq"}).text


def test_each_clause_shows_a_link_to_itself_when_asked(client: TestClient, rundskriv: Rundskriv) -> None:
    page = client.get("/kilder/08-2025", params={"lenker": "1"}).text
    assert all(f'href="#{clause.id}"' in page for clause in rundskriv.clauses)
