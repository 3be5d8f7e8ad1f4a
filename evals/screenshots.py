"""The README's pictures, taken anew: `python -m evals.screenshots`."""

from __future__ import annotations

from pathlib import Path

from evals.chromium import chromium, served

FOLDER = Path(__file__).parent / "screenshots"
SIZE = {"width": 1200, "height": 860}
QUESTION = "Vi er en kommune med 8 deltakere, kan vi søke på område 2?"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with served() as at, chromium() as browser:
        page = browser.new_page(base_url=at.address, viewport=SIZE)  # type: ignore[arg-type]
        page.goto("/")
        page.locator("#sporsmal").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator("#svar-1-vurdering").wait_for()
        page.screenshot(path=FOLDER / "answer.png")
        page.locator(".carry button").click()
        page.wait_for_url("**/sjekk/u/*")
        page.locator("#f-title").fill("Veien inn")
        page.wait_for_timeout(1500)
        page.screenshot(path=FOLDER / "check.png")
        page.context.add_cookies([{"name": "tuki_okt", "value": at.session, "url": at.address}])
        page.goto("/oppslag")
        page.keyboard.press("/")
        page.keyboard.type("1g")
        page.wait_for_timeout(1500)
        page.keyboard.press("Enter")
        page.wait_for_timeout(1500)
        page.screenshot(path=FOLDER / "lookup.png")


if __name__ == "__main__":
    main()
