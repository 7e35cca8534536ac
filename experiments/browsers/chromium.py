"""Chromium, by Playwright."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from experiments.browsers.driving import PATIENCE, Browser, MissingError
from experiments.browsing import chromium

BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
  configurable: true, get() { throw new DOMException("blocked", "SecurityError"); } });"""
"""What a Chromium whose owner has blocked all cookies does."""


class Chromium:
    """Chromium, by Playwright."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.set_default_timeout(1000 * PATIENCE)

    def go(self, address: str) -> None:
        self.page.goto(address, wait_until="commit")

    def js(self, function: str, *given: Any) -> Any:
        from playwright.sync_api import Error

        try:
            return self.page.evaluate(f"given => ({function})(...given)", list(given))
        except Error as error:
            raise MissingError(str(error)) from None

    def key(self, name: str) -> None:
        self.page.keyboard.press({"Left": "ArrowLeft", "Right": "ArrowRight"}.get(name, name))

    def click(self, selector: str) -> None:
        self.page.click(selector)

    def back(self) -> None:
        self.page.evaluate("() => { history.back(); }")

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=path)


@contextlib.contextmanager
def opened(choice: str) -> Iterator[Browser]:
    with chromium() as browser:
        plain = {"forced_colors": "active", "reduced_motion": "reduce"} if choice == "plain" else {}
        context = browser.new_context(viewport={"width": 1280, "height": 860}, **plain)
        if choice == "blocked":
            context.add_init_script(BLOCKED)
        yield Chromium(context.new_page())
