"""Does the page hold up in every browser? ``uv run python -m experiments.page_in_browsers`` (``--json`` for machines).

Drives those of Chromium, Firefox and WebKitGTK that this machine has (Debian: ``chromium``, ``firefox-esr``,
``webkit2gtk-driver`` with ``xvfb``) through what happens in a lesson: the server is killed and comes back, the laptop
sleeps, nothing may be kept, the owner has colours of their own, everything is twice as large, somebody goes back. What
was built must be there afterwards, what was done meanwhile must be done, and what is going on must be said in view.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError

from experiments.arguments import Arguments
from experiments.browsers import MissingError, found
from experiments.browsing import Place
from experiments.page_checks import CHECKS, FailedError


def rows(only: str, check: str, pictures: Path | None) -> Iterator[tuple[str, str, str]]:
    """(browser, check, result) of all that are to be had; a result is empty where all went well."""
    for name, opens in found().items():
        if only and only.lower() != name.lower():
            continue
        for choice in ("", "blocked", "plain"):
            mine = {title: act for title, (of, act) in CHECKS.items() if of == choice and check in title}
            if not mine:
                continue
            with opens(choice) as browser:
                for title, act in mine.items():
                    place, result = Place(), ""
                    try:
                        act(browser, place)
                    except (FailedError, TimeoutError, MissingError, PlaywrightError) as error:
                        result = str(error).partition("\n")[0]
                    if pictures:
                        with contextlib.suppress(MissingError, OSError):
                            browser.picture(pictures / f"{name}-{title.replace(' ', '-').replace(',', '')}.png")
                    with contextlib.suppress(MissingError):
                        browser.go("about:blank")
                    place.leave()
                    yield name, title, result


def main() -> None:
    """Print the table; 1 where anything failed."""
    parser = Arguments("page_in_browsers", __doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--browser", default="", help="this one alone")
    parser.add_argument("--check", default="", help="those alone whose names have this text")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of how each check ended")
    given = parser.parse_args()
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    found_all = []
    for name, title, result in rows(given.browser, given.check, given.pictures):
        found_all.append({"browser": name, "check": title, "result": result or "holds"})
        if not given.json:
            print(f"{name:9} {title:58} {result or 'holds'}", flush=True)
    if given.json:
        print(json.dumps(found_all, indent=1))
    sys.exit(any(row["result"] != "holds" for row in found_all))


if __name__ == "__main__":
    main()
