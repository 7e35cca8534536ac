"""The pictures of the page, taken anew: ``uv run python -m experiments.page_pictures``.

With ``--lessons FOLDER`` instead every step of every lesson, as a projector and as a telephone has it.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from experiments.browsing import chromium, served
from sim.lessons import Lesson, lessons

DOCS = Path(__file__).parents[1] / "docs"
SIZES = {"1024": (1024, 768), "400": (400, 844)}
"""A projector and a telephone."""


def opened(browser: Any, address: str, width: int, height: int) -> Any:
    """The page as it opens, drawn, in its own typeface."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_selector(".pdd[data-drawn=yes]")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    return page


STILL = """() => {
  const ends = ({ effect }) => effect.getComputedTiming().iterations < Infinity;
  const moving = () => document.getAnimations().filter(ends);
  const frame = () => new Promise(requestAnimationFrame);
  return document.fonts.ready.then(frame).then(() => Promise.allSettled(moving().map(one => one.finished))).then(frame);
}"""
"""Until the faces are there and nothing moves any more but hearts, which beat for ever."""


def pictured(page: Any, path: Path, **more: Any) -> None:
    """A picture of a page, once it is still."""
    page.wait_for_function("() => (document.querySelector('.pdd').__vue__.queue || { settled: true }).settled")
    page.evaluate(STILL)
    page.screenshot(path=path, **more)


def looked(page: Any, panel: str) -> None:
    """A drawer, once what is in it has been worked out."""
    page.click(f"[data-tab={panel}]")
    page.wait_for_selector(f"[data-panel={panel}][data-ready=yes]")
    page.mouse.move(0, 0)


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
    spared = "() => document.querySelector('.pdd').__vue__.$children.find(one => one.places).spared()[0]"
    page.evaluate("couple => document.querySelector('.pdd').__vue__.choose(couple)", page.evaluate(spared))
    page.mouse.move(0, 0)
    pictured(page, DOCS / "guide" / "page-village.png")
    page.set_viewport_size({"width": 1024, "height": 768})
    page.click("[data-act=day-form]")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("p")
    page.mouse.move(0, 0)
    pictured(page, DOCS / "guide" / "page-village-day.png")


def steps(page: Any, lesson: Lesson, taken: Any) -> None:
    """Go through a lesson as a class would; ``taken(name)`` is called at every step."""
    page.evaluate("name => document.querySelector('.pdd').__vue__.enter(name)", lesson.name)
    page.click("[data-act=begin]", trial=True)
    taken("1-care")
    page.click("[data-act=begin]")
    taken("2-predict")
    page.click("[data-option] >> nth=1")
    page.click("[data-act=commit]")
    page.wait_for_function(
        "name => (document.querySelector('.pdd').__vue__.show.case || [])[0] === name", arg=lesson.name
    )
    taken("3-guess")
    for at, case in enumerate(lesson.run.case, 1):
        asked = {"kind": "case", "lesson": lesson.name, "case": case.key, "beside": case.beside or ""}
        page.evaluate("asked => document.querySelector('.pdd').__vue__.send(asked)", asked)
        page.wait_for_function("key => document.querySelector('.pdd').__vue__.show.case[1] === key", arg=case.key)
        page.wait_for_function("() => document.querySelector('.pdd').__vue__.queue.settled")
        page.evaluate(
            "() => { const page = document.querySelector('.pdd').__vue__; if (page.stepped) page.stepped(20); }"
        )
        taken(f"4-run-{at}")
    page.evaluate("() => document.querySelector('.pdd-lesson').__vue__.go('reveal')")
    page.wait_for_selector("[data-answer]")
    taken("5-reveal")
    page.click("[data-act=facts]")
    taken("6-facts")
    page.click("[data-act=reflect]")
    taken("7-reflect")
    page.click("[data-question-card=on]")
    taken("8-on")


def every_lesson(browser: Any, address: str, folder: Path) -> None:
    """Every step of every lesson, at both sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, (width, height) in SIZES.items():
        for lesson in lessons():
            page = opened(browser, address, width, height)

            def taken(step: str, page: Any = page, size: str = size, lesson: Lesson = lesson) -> None:
                pictured(page, folder / f"{lesson.number:02}-{step}-{size}.png")

            steps(page, lesson, taken)
            page.close()


def guide(browser: Any, address: str) -> None:
    """The four of the README and the guide."""
    page = opened(browser, address, 1440, 900)
    page.keyboard.press("h")
    page.wait_for_selector("[data-comparison=yes]")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    pictured(page, DOCS / "page.png")

    page = opened(browser, f"{address}?v=1&scenario=therapy-course&page.zoom=season", 1440, 900)
    looked(page, "tomorrows")
    pictured(page, DOCS / "guide" / "page-season.png", full_page=True)

    page = opened(browser, address, 1440, 900)
    looked(page, "tipping")
    page.click("[data-act=enlarge]")
    page.mouse.move(0, 0)
    pictured(page, DOCS / "guide" / "page-tipping.png")

    page = opened(browser, address, 1024, 768)
    begun = json.dumps({"no-villain": {"step": "run", "choice": "same", "hands": {}, "committed": True, "seen": []}})
    page.evaluate("begun => sessionStorage.setItem('pdd-lessons', begun)", begun)
    page.evaluate("() => document.querySelector('.pdd').__vue__.enter('no-villain')")
    page.wait_for_function("() => (document.querySelector('.pdd').__vue__.show.case || [])[1] === 'as-they-are'")
    page.evaluate("() => document.querySelector('.pdd').__vue__.stepped(30)")
    pictured(page, DOCS / "guide" / "page-projector.png")


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", metavar="FOLDER", type=Path, help="every step of every lesson, into this folder")
    folder = parser.parse_args().lessons
    with served() as (address, *_), chromium() as browser:
        if folder is None:
            guide(browser, address)
            village(browser, address)
        else:
            every_lesson(browser, address, folder)


if __name__ == "__main__":
    main()
