"""Three browsers, driven alike: Chromium by Playwright, Firefox by WebDriver BiDi, WebKitGTK by WebDriver.

Each is found where its system installs it, and begins with nothing kept. A *choice* of its owner's may be ``blocked``,
where it keeps nothing at all, or ``plain``: colours of its owner's own, as far as it knows such, and no movement.
"""

import contextlib
from collections.abc import Callable

from experiments import browsing
from experiments.browsers import chromium, firefox, webkit
from experiments.browsers.driving import Browser, MissingError, until

__all__ = ["Browser", "MissingError", "found", "until"]


def found() -> dict[str, Callable[[str], contextlib.AbstractContextManager[Browser]]]:
    """The browsers of this machine, by name: ``with found()["Firefox"]("blocked") as browser``."""
    all_of_them = {
        "Chromium": (browsing.installed(), chromium.opened), "Firefox": (firefox.installed(), firefox.opened),
        "WebKit": (webkit.installed(), webkit.opened),
    }  # fmt: skip
    return {name: opens for name, (is_here, opens) in all_of_them.items() if is_here}
