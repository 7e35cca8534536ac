"""A walk through every drawer, in a real browser: nothing leaves the machine, nothing fails, nothing
complains, all fits, and axe finds nothing grave, light and on a projector."""

import pytest

from sim.dashboard.state.visit import TABS

pytestmark = pytest.mark.browser


IDLE = "() => [...document.querySelectorAll('.v-progress-linear')].every(bar => bar.style.visibility !== 'visible')"
"""Solara's own sign that something is under way, which has no name for a reader, is not on view."""


def grave(page, part: str | None = None) -> list:
    """What axe finds that is critical or serious, on the page or in a part of it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.wait_for_function(IDLE)
    return [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]])
        for violation in axe.Axe().run(page, context=part).response["violations"]
        if violation["impact"] in ("critical", "serious")
    ]


def too_wide(visitor) -> list:
    """The widths at which the page would have to be scrolled sideways, of a telephone's to a large screen's: what it
    waits for is that it need not be, and after that nothing of it moves."""
    sync_api = pytest.importorskip("playwright.sync_api")
    found = []
    for width, height in ((400, 800), (1024, 768), (1920, 1080), (1440, 900)):
        visitor.resize(width, height)
        try:
            visitor.until("([width]) => document.documentElement.scrollWidth <= width", width)
        except sync_api.TimeoutError:
            found.append(width)
    return found


@pytest.mark.parametrize("look", ["light", "projector"])
def test_every_tab_is_drawn_fits_every_width_and_axe_finds_nothing_grave(arrive, look):
    visitor = arrive(1440, 900)
    visitor.press("h")
    visitor.page.wait_for_selector("[data-sentence]")
    visitor.page.click("[data-act=settings]")
    if look == "projector":
        visitor.press("p")
        visitor.page.wait_for_selector(".pdd-projector")
    found = {}
    for panel in TABS:
        visitor.look(panel)
        # What stands beside the tabs is the same for each: it is looked at once.
        part = {"couple": None, "lesson": None}.get(panel, ".pdd-tabs")
        found[panel] = too_wide(visitor) + grave(visitor.page, part)
    assert {name: all_ for name, all_ in found.items() if all_} == {}
    if look == "projector":
        visitor.look("couple")
        visitor.press("p")
        visitor.page.wait_for_selector(".pdd:not(.pdd-projector)")
    visitor.fine()


def test_what_opens_over_the_page_is_free_of_what_axe_finds_grave(arrive):
    visitor = arrive(1440, 900)
    page, found = visitor.page, {}
    visitor.press("h")
    page.wait_for_selector("[data-sentence]")
    visitor.look("couple")
    page.click("[data-act=more]")
    page.click("[data-act=share]")
    found["more, share"] = grave(page)
    page.keyboard.press("Escape")
    page.click("[data-zoom=season]")
    page.wait_for_selector(".pdd[data-zoom=day]")
    found["season"] = grave(page)
    visitor.press("?")
    page.wait_for_selector(".pdd-help [role=dialog]")
    found["help"] = grave(page)
    assert {name: all_ for name, all_ in found.items() if all_} == {}
    visitor.fine()
