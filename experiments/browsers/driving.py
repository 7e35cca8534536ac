"""What is alike in driving any browser: what it can do, hands, waiting, and its processes."""

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

PATIENCE = 25.0
"""Seconds that anything may take on a slow machine; nothing here measures speed."""
EVERY = 0.05
"""Seconds between two looks for what is waited for."""
KEYS = {"Home": "\ue011", "End": "\ue010", "Left": "\ue012", "Right": "\ue014", "Tab": "\ue004", "Escape": "\ue00c",
        "Enter": "\ue007"}  # fmt: skip
"""Keys that write nothing, as WebDriver names them."""


class Browser(Protocol):
    """One browser with one page."""

    def go(self, address: str) -> None:
        """Open an address."""

    def js(self, function: str, *given: Any) -> Any:
        """What a function in the page gives, awaited; ``given`` and the answer as JSON."""

    def key(self, name: str) -> None:
        """Press a key: a letter, or a name of ``KEYS``."""

    def click(self, selector: str) -> None:
        """Click in the middle of an element."""

    def back(self) -> None:
        """The browser's own way back."""

    def size(self, width: int, height: int) -> None:
        """Give the page another size, in its own pixels."""

    def picture(self, path: Path) -> None:
        """A picture of what is in view, as PNG."""


class MissingError(Exception):
    """The page, or what was looked for in it, is not there now."""


def until(browser: Browser, condition: str, *given: Any, seconds: float = PATIENCE) -> Any:
    """Wait until a function in the page gives something, also through a page that is opened anew; what it gives.

    Raises ``TimeoutError``.
    """
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with contextlib.suppress(MissingError):
            if found := browser.js(condition, *given):
                return found
        time.sleep(EVERY)
    raise TimeoutError(f"not within {seconds:g} s: {condition}")


CENTRE = """selector => { const found = document.querySelector(selector);
  if (!found || found.disabled || !found.getClientRects().length) return null;
  const frame = () => new Promise(requestAnimationFrame);
  const centre = () => { const { x, y, width, height } = found.getBoundingClientRect();
    return [x + width / 2, y + height / 2].map(Math.round); };
  found.scrollIntoView({ block: "nearest" });
  const before = centre();
  return frame().then(frame).then(frame).then(() => {
    const now = centre(), top = document.elementFromPoint(...now);
    return top && found.contains(top) && String(now) === String(before) ? now : null; }); }"""
"""Where the middle of an element is, once it stands still, can be used, and nothing lies over it."""


def pressed(value: str) -> list[dict]:
    return [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]


def clicked(x: int, y: int) -> list[dict]:
    return [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0}]  # fmt: skip


@contextlib.contextmanager
def process(command: list[str], **more: Any) -> Iterator[subprocess.Popen]:
    """A process, and its end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def when(ready: Callable[[], Any]) -> Any:
    """What there is once it is there. Raises ``TimeoutError``."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        with contextlib.suppress(OSError, ValueError):
            if found := ready():
                return found
        time.sleep(EVERY)
    raise TimeoutError("a browser did not start")
