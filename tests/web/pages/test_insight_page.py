"""*Innsikt* over HTTP: figures to read, charts that are text too, and a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.answer import AnswerStatus
from assistant.bootstrap import Services
from assistant.conversations.conversation import Reason, Thumb
from assistant.dates import today
from assistant.helpdesk.counts_sql import (
    APPROVED,
    CLAUSE,
    LANGUAGE,
    REASON,
    STATUS,
    THUMB,
    TOPIC,
    UNANSWERED,
    Count,
)
from assistant.helpdesk.insight import Period
from assistant.texts import LANGUAGES
from web.pages.insight.charts import MOST_LINES, bar_width, line_numbers, stack
from web.pages.insight.export import harmless
from web.pages.insight.numbers import number_text, share_text
from web.pages.insight.period import PeriodForm, Unfit, read_period
from web.wording import all_texts

DAY = date(2019, 2, 4)  # nothing else is counted then
NUMBER = "08-2025"
ASKED = {"fra": DAY.isoformat(), "til": (DAY + timedelta(days=6)).isoformat()}
QUIET = {"fra": "2018-01-01", "til": "2018-01-31"}
NOW = date(2025, 6, 15)


@pytest.fixture(scope="module", autouse=True)
def counted(services: Services) -> None:
    def of(what: str, name: str, number: int) -> list[Count]:
        return [Count(what, name, NUMBER)] * number

    add = services.records.counts.add
    add(DAY, [*of(STATUS, "answered", 1200), *of(STATUS, "not_stated", 30), *of(LANGUAGE, "nn", 4)])
    add(DAY, [*of(TOPIC, "application-deadline", 7), *of(UNANSWERED, "application-deadline", 2)])
    add(DAY, [*of(CLAUSE, "slik-soker-3", 40), *of(CLAUSE, "malet-ordningen-1", 1), *of(CLAUSE, "gone-1", 3)])
    add(DAY, [*of(THUMB, "up", 3), *of(THUMB, "down", 1), *of(REASON, "incomplete", 1), *of(APPROVED, "given", 5)])
    add(DAY, [Count(TOPIC, "<b>=1+1", "07-2019"), Count(TOPIC, '=HYPERLINK("https://example.org")')])
    add(DAY + timedelta(days=2), of(STATUS, "out_of_scope", 2))


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").split())


def shown(helpdesk: TestClient, **query: str) -> str:
    page = helpdesk.get("/innsikt", params=query)
    assert page.status_code == 200
    return page.text


@pytest.mark.parametrize("path", ["/innsikt", "/innsikt.csv"])
def test_it_is_for_those_who_are_signed_in(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/logg-inn?neste=%2Finnsikt")
    assert answer.headers["cache-control"] != "public"


def test_without_a_choice_it_shows_the_last_thirty_days(helpdesk: TestClient) -> None:
    page = shown(helpdesk)
    texts = all_texts()
    assert f"{texts.day('nb', today() - timedelta(days=29))} – {texts.day('nb', today())}" in text_of(page)
    assert '<option value="30" selected>' in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_the_page_and_nothing_in_it_that_the_policy_forbids(helpdesk: TestClient, lang: str) -> None:
    for query in (ASKED, QUIET, {"fra": "x"}):
        page = helpdesk.get("/innsikt", params={**query, "lang": lang})
        assert f'<html lang="{lang}"' in page.text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script", page.text)
    helpdesk.get("/innsikt", params={"lang": "nb"})


def test_the_key_figures_are_written_the_norwegian_way(helpdesk: TestClient) -> None:
    said = text_of(shown(helpdesk, **ASKED))
    assert "1 232 spørsmål" in said
    assert "97 % besvart 1 200 svar" in said
    assert "75 % syntes svaret var nyttig av 4 tilbakemeldinger" in said
    assert "5 godkjente svar gitt" in said


def test_the_chart_has_a_name_that_says_what_is_to_be_seen_and_its_figures_as_a_table(helpdesk: TestClient) -> None:
    page = shown(helpdesk, **ASKED)
    named = re.search(r'<svg class="chart"[^>]* role="img" aria-label="([^"]+)"', page)
    assert named
    assert text_of(named[1]) == "Spørsmål per dag, 1 232 i alt. Flest: 1 230, 4. februar 2019."
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>', page)
    assert ("4. februar 2019", "1\u00a0200", "0", "30", "0") in rows
    assert ("5. februar 2019", "0", "0", "0", "0") in rows
    assert ("6. februar 2019", "0", "0", "0", "2") in rows


def test_topics_stand_by_their_names_and_what_lacks_an_answer_leads_to_the_queue(helpdesk: TestClient) -> None:
    page = shown(helpdesk, **ASKED)
    assert re.search(r'<span class="bar-name">Søknadsfrist</span> <span class="bar-number">7</span>', page)
    assert 'href="/ko"' in page
    assert "Søkjeordet" not in page
    assert "&lt;b&gt;=1+1" in page


def test_each_cited_clause_is_shaded_with_its_number_as_text_and_leads_to_its_place(helpdesk: TestClient) -> None:
    page = shown(helpdesk, **ASKED)
    place = re.search(
        r'<span class="heat" data-step="(\d)">Søknadsfristen er 19\. februar 2025\.</span>&nbsp;'
        r'<a class="times" href="([^"]+)" lang="nb">40<span class="ds-sr-only"> ([^<]+)<',
        page,
    )
    assert place
    assert place.groups() == (
        "3",
        f"/kilder/{NUMBER}?sitat=slik-soker-3#slik-soker-3",
        "ganger sitert, les i rundskrivet",
    )
    assert '<span class="heat" data-step="1">Formålet med ordningen' in page
    assert "I tillegg er 3 siteringer av ledd som ikke lenger finnes." in text_of(page)


def test_the_whole_rundskriv_can_be_read_in_the_heat_map(helpdesk: TestClient, services: Services) -> None:
    said = re.sub(r"\d+ gang(er)? sitert, les i rundskrivet", "", text_of(shown(helpdesk, **ASKED)))
    said = re.sub(r"\s+", " ", said)
    for clause in services.library.show(NUMBER).clauses:
        assert " ".join(clause.text.split()) in said, clause.id


def test_one_rundskriv_can_be_chosen_and_stays_chosen(helpdesk: TestClient) -> None:
    page = shown(helpdesk, **ASKED, rundskriv=NUMBER)
    assert f'<option value="{NUMBER}" selected>' in page
    assert "&lt;b&gt;=1+1" not in page
    assert f"rundskriv={NUMBER}" in unescape(page.split("download>")[0].rsplit("href=", 1)[1])


def test_a_period_without_questions_says_so(helpdesk: TestClient) -> None:
    page = shown(helpdesk, **QUIET)
    assert "Ingen har stilt spørsmål i denne perioden." in text_of(page)
    assert '<svg class="chart"' not in page
    assert "/innsikt.csv" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"periode": "14"}, "Velg en periode fra listen."),
        ({"periode": "valgt"}, "Skriv datoen som perioden begynner."),
        ({"fra": "i går", "til": "2019-02-04"}, "Datoen kan ikke leses."),
        ({"fra": "2019-02-30"}, "Datoen kan ikke leses."),
        ({"fra": "2019-02-04", "til": "<script>"}, "Datoen kan ikke leses."),
        ({"fra": "2019-02-04", "til": "2019-02-03"}, "Perioden slutter før den begynner."),
        ({"fra": "2999-01-01"}, "Perioden kan ikke begynne etter i dag."),
        ({"fra": "0001-01-01"}, "Velg høyst 3 år."),
        ({"rundskriv": "99-1999"}, "Rundskrivet finnes ikke her."),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_form(helpdesk: TestClient, query: dict[str, str], said: str) -> None:
    page = helpdesk.get("/innsikt", params=query)
    assert page.status_code == 422
    assert said in text_of(page.text)
    assert 'aria-invalid="true" aria-describedby="feil"' in page.text
    assert 'id="periode"' in page.text
    sent = helpdesk.get("/innsikt.csv", params=query, follow_redirects=False)
    assert sent.status_code == 303
    assert said in text_of(helpdesk.get(sent.headers["location"]).text)


def test_the_file_opens_in_a_norwegian_excel(helpdesk: TestClient) -> None:
    file = helpdesk.get("/innsikt.csv", params={**ASKED, "lang": "nb"})
    assert file.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert file.headers["cache-control"] == "no-store"
    assert 'filename="tuki-innsikt_2019-02-04_2019-02-10.csv"' in file.headers["content-disposition"]
    assert file.content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert header == ["dag", "hva", "navn", "lesbart navn", "rundskriv", "antall"]
    assert rows == sorted(rows, key=lambda row: row[:2])
    assert ["2019-02-04", "topic", "application-deadline", "Søknadsfrist", NUMBER, "7"] in rows
    clause = "Slik søker dere: Søknadsfristen er 19. februar 2025."
    assert ["2019-02-04", "clause", "slik-soker-3", clause, NUMBER, "40"] in rows
    assert sum(int(row[-1]) for row in rows if row[1] == "status") == 1_232


def test_no_cell_of_the_file_is_a_formula(helpdesk: TestClient) -> None:
    file = helpdesk.get("/innsikt.csv", params=ASKED).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(file, newline=""), delimiter=";") for cell in row]
    assert '\'=HYPERLINK("https://example.org")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_file_has_the_chosen_rundskriv_alone(helpdesk: TestClient) -> None:
    file = helpdesk.get("/innsikt.csv", params={**ASKED, "rundskriv": NUMBER}).content.decode("utf-8-sig")
    assert {row[4] for row in list(csv.reader(io.StringIO(file, newline=""), delimiter=";"))[1:]} == {NUMBER}


@given(st.text())
def test_a_harmless_cell_keeps_its_text_and_never_begins_a_formula(text: str) -> None:
    cell = harmless(text)
    assert cell.removeprefix("'").endswith(text.removeprefix("'"))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


# The period


@pytest.mark.parametrize(
    ("form", "since", "until"),
    [
        (PeriodForm(), date(2025, 5, 17), NOW),
        (PeriodForm(periode="7"), date(2025, 6, 9), NOW),
        (PeriodForm(periode="90", fra="2020-01-01", til="2020-01-02"), date(2025, 3, 18), NOW),
        (PeriodForm(fra="2025-01-01"), date(2025, 1, 1), NOW),
        (PeriodForm(periode="valgt", fra="1.1.2025", til="31. januar 2025"), date(2025, 1, 1), date(2025, 1, 31)),
        (PeriodForm(fra="2025-06-01", til="2025-12-31"), date(2025, 6, 1), NOW),
    ],
)
def test_a_period_is_read_as_it_is_meant(form: PeriodForm, since: date, until: date) -> None:
    assert read_period(form, NOW) == Period(since, until)


@given(st.text(), st.text(), st.text())
def test_no_address_breaks_the_reading_of_a_period(periode: str, fra: str, til: str) -> None:
    assert isinstance(read_period(PeriodForm(periode=periode, fra=fra, til=til), NOW), Period | Unfit)


# The charts


@given(st.integers(0, 10**7))
def test_the_lines_of_a_chart_are_few_and_reach_over_its_columns(largest: int) -> None:
    numbers = line_numbers(largest)
    assert numbers[0] == 0
    assert numbers[-1] >= max(largest, 1)
    assert 2 <= len(numbers) <= MOST_LINES + 1
    assert len({after - before for before, after in pairwise(numbers)}) == 1


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=40))
def test_the_parts_of_a_column_stand_on_each_other_from_the_base(numbers: list[tuple[int, int]]) -> None:
    chart = stack([{"a": a, "b": b} for a, b in numbers], ["a", "b"])
    for column, (a, b) in zip(chart.columns, numbers, strict=True):
        assert [part.name for part in column.parts] == [name for name, n in (("a", a), ("b", b)) if n]
        bottom = float(chart.base.removesuffix("em"))
        for part in column.parts:
            y, height = (float(each.removesuffix("em")) for each in (part.y, part.height))
            assert y + height == pytest.approx(bottom, abs=0.002)
            assert y >= 0
            bottom = y


@given(st.integers(1, 60))
def test_the_marks_under_the_columns_leave_each_other_room(columns: int) -> None:
    marks = stack([{}] * columns, []).marks
    places = [float(mark.x.removesuffix("%")) for mark in marks if not mark.only_wide]
    assert len(marks) <= 9
    assert len(places) <= 3
    assert all(after - before >= 25 for before, after in pairwise(places))


def test_a_bar_that_is_there_can_be_seen() -> None:
    assert [bar_width(number, 1_000) for number in (1_000, 250, 1, 0)] == ["100%", "25%", "0.5%", "0%"]
    assert bar_width(0, 0) == "0%"


# Numbers and texts


@pytest.mark.parametrize(
    ("lang", "written"), [("nb", "1\u00a0234\u00a0567"), ("nn", "1\u00a0234\u00a0567"), ("en", "1,234,567")]
)
def test_thousands_are_grouped_as_each_language_does(lang: str, written: str) -> None:
    assert number_text(lang, 1_234_567) == written


def test_a_share_is_neither_none_nor_all_unless_it_is() -> None:
    assert [share_text("nb", part, 1_000) for part in (0, 1, 500, 999, 1_000)] == [
        "0\u00a0%",
        "1\u00a0%",
        "50\u00a0%",
        "99\u00a0%",
        "100\u00a0%",
    ]
    assert share_text("en", 1, 2) == "50%"
    assert share_text("nb", 0, 0) == "–"


def keys(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from keys(below, f"{path}.{key}")
    else:
        yield f"{path} {len(value) if isinstance(value, list) else ''}"


def test_no_language_lacks_a_text_and_none_shouts() -> None:
    first, *others = (set(keys(all_texts().value(lang, "insight"))) for lang in LANGUAGES)
    assert all(other == first for other in others)
    assert not [lang for lang in LANGUAGES if "!" in str(all_texts().value(lang, "insight"))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_is_counted_has_a_name(lang: str) -> None:
    texts = all_texts()
    assert {status.value for status in AnswerStatus} == set(texts.value(lang, "insight.statuses"))
    assert {thumb.value for thumb in Thumb} == set(texts.value(lang, "insight.thumbs"))
    assert {reason.value for reason in Reason} == set(texts.value(lang, "ui.reasons"))
    assert set(LANGUAGES) == set(texts.value(lang, "ui.languages"))
