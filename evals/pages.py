"""How soon each page is painted, what it weighs, and how soon an answer is on the screen: `python -m evals.pages`.

Each page is opened anew ten times in a real Chromium with an empty cache, served on loopback. Milliseconds to the first
contentful paint, and kilobytes that came over the line, compressed. Then a hundred questions are asked in the chat:
milliseconds from the press of Enter until the first sentence and until the whole answer is in the page.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from evals.chromium import Served, chromium, served
from evals.dataset import read_dataset
from evals.latency import latency

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

PAGES = ["/", "/samtaler", "/sjekk", "/kilder", "/kilder/08-2025", "/api", "/logg-inn"]
PAGES += [
    "/konto",
    "/oppslag",
    "/oppslag?q=1g",
    "/ko",
    "/ko/nytt",
    "/innsikt",
    "/drift",
    "/drift/kontoer",
    "/drift/logg",
]
TIMES, QUESTIONS = 10, 100
ASKED = Path(__file__).parent / "data" / "practice.jsonl"
PAINTED = """new Promise(done => new PerformanceObserver(list => done(list.getEntries()
  .find(each => each.name === 'first-contentful-paint').startTime)).observe({type: 'paint', buffered: true}))"""
# In the page, so that no time goes by on the way to it.
ASK = """question => new Promise(done => {
  const began = performance.now(), seen = {};
  const look = () => {
    const said = document.querySelector('#svar-1-setninger .said');
    if (seen.first === undefined && said) seen.first = performance.now() - began;
    if (document.querySelector('#svar-1-vurdering, .fault')) { seen.whole = performance.now() - began; done(seen); }
  };
  new MutationObserver(look).observe(document.getElementById('samtale'), {childList: true, subtree: true});
  document.getElementById('sporsmal').value = question;
  document.getElementById('spor').requestSubmit();
})"""


def new_context(browser: Browser, at: Served) -> BrowserContext:
    context = browser.new_context(base_url=at.address)
    context.add_cookies([{"name": "tuki_okt", "value": at.session, "url": at.address}])
    return context


def measure_page(browser: Browser, at: Served, path: str) -> tuple[list[float], float]:
    """Milliseconds to each first paint, and kilobytes of a whole load."""
    painted: list[float] = []
    weight = 0
    for _ in range(TIMES):
        context = new_context(browser, at)
        page = context.new_page()
        sizes: list[int] = []
        page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))  # noqa: B023
        page.goto(path, wait_until="networkidle")
        painted.append(float(page.evaluate(PAINTED)))
        weight = sum(sizes)
        context.close()
    return painted, weight / 1000


def measure_answers(browser: Browser, at: Served) -> tuple[list[float], list[float]]:
    """Milliseconds to the first sentence and to the whole of each answer."""
    first, whole = [], []
    context = browser.new_context(base_url=at.address)
    page = context.new_page()
    for case in read_dataset(ASKED)[:QUESTIONS]:
        page.goto("/")
        seen = page.evaluate(ASK, case.question)
        whole.append(float(seen["whole"]))
        if "first" in seen:
            first.append(float(seen["first"]))
    context.close()
    return first, whole


def main() -> None:
    began = perf_counter()
    with served() as at, chromium() as browser:
        measure_page(browser, at, "/")  # the first of all warms the browser up
        for path in PAGES:
            painted, weight = measure_page(browser, at, path)
            of = latency(painted)
            print(f"{path:18} first paint p50 {of.p50:4.0f} ms, longest {max(painted):4.0f} ms, {weight:4.0f} kB")
        for name, times in zip(("first sentence", "whole answer"), measure_answers(browser, at), strict=True):
            print(f"{name}: p50 {latency(times).p50:.0f} ms, p95 {latency(times).p95:.0f} ms")
    print(f"({perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
