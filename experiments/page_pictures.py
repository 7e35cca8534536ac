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


def main() -> None:
    """Take all four."""
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


if __name__ == "__main__":
    main()
