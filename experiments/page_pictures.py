"""The pictures of the page in the README and the guide, taken anew: ``uv run python -m experiments.page_pictures``."""

from pathlib import Path
from typing import Any

from experiments.browsing import chromium, served

DOCS = Path(__file__).parents[1] / "docs"


def opened(browser: Any, address: str, width: int, height: int) -> Any:
    """The page as it opens, drawn."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_selector(".pdd[data-drawn=yes]")
    return page


def looked(page: Any, panel: str) -> None:
    """A tab, once what is in it has been worked out."""
    page.click(f"[data-tab={panel}]")
    page.wait_for_selector(f"[data-panel={panel}][data-ready=yes]")
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)


def village(browser: Any, address: str) -> None:
    """The village with help for one couple in ten, and a couple that would have ended; and by day, on a projector."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}?v=1&scenario=village")
    page.wait_for_selector(".pdd-village[data-over=yes]", timeout=120_000)
    page.evaluate("document.querySelector('.pdd').__vue__.seek(90)")
    page.click("[data-act=help-tenth]")
    page.wait_for_function("() => (document.querySelector('[data-elsewhere]') || {}).innerText?.includes('12 other')",
                           timeout=300_000)  # fmt: skip
    page.evaluate("document.querySelector('.pdd').__vue__.seek(590)")
    page.wait_for_timeout(500)
    spared = "() => document.querySelector('.pdd').__vue__.$children.find(one => one.places).spared()[0]"
    page.evaluate("couple => document.querySelector('.pdd').__vue__.choose(couple)", page.evaluate(spared))
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    page.screenshot(path=DOCS / "guide" / "page-village.png")
    page.set_viewport_size({"width": 1024, "height": 768})
    page.click("[data-act=day-form]")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("p")
    page.mouse.move(0, 0)
    page.wait_for_timeout(800)
    page.screenshot(path=DOCS / "guide" / "page-village-day.png")


def main() -> None:
    """Take them all."""
    with served() as (address, *_), chromium() as browser:
        page = opened(browser, address, 1440, 900)
        page.keyboard.press("h")
        page.wait_for_selector("[data-comparison=yes]")
        looked(page, "why")
        page.screenshot(path=DOCS / "page.png")

        page = opened(browser, f"{address}?v=1&scenario=therapy-course&page.zoom=season", 1440, 900)
        looked(page, "tomorrows")
        page.screenshot(path=DOCS / "guide" / "page-season.png", full_page=True)

        page = opened(browser, address, 1440, 900)
        page.click("[data-act=enlarge]")
        looked(page, "tipping")
        page.screenshot(path=DOCS / "guide" / "page-tipping.png", full_page=True)

        page = opened(browser, address, 1024, 768)
        page.keyboard.press("p")
        looked(page, "lesson")
        page.click("[data-lesson=let-go-too-soon]")
        page.wait_for_selector("[data-option]")
        page.evaluate("document.querySelector('.pdd').scrollIntoView()")
        page.mouse.move(0, 0)
        page.wait_for_timeout(1500)  # it scrolls smoothly
        page.screenshot(path=DOCS / "guide" / "page-projector.png")
        village(browser, address)


if __name__ == "__main__":
    main()
