"""The page as it opens, in a real browser."""

import pytest

from sim.dashboard.state import PANELS

pytestmark = pytest.mark.browser


def test_it_opens_on_the_polka_already_drawn_from_this_machine_alone(arrive):
    visitor = arrive()
    assert visitor.page.text_content("h1").endswith("The Protest Polka")
    assert visitor.page.locator(".pdd-line").count() == 5
    assert visitor.page.locator(".pdd-area").count() == 8
    assert visitor.page.locator(".pdd-floor svg .pdd-arm").count() == 4
    assert visitor.page.is_visible("text=Take the hand")
    assert visitor.of_stage("playing") == "no"
    visitor.fine()


def test_the_honest_line_is_on_the_page(arrive):
    foot = arrive().page.text_content("footer")
    assert "A teaching model, not a clinical tool; nothing here applies to abusive relationships" in foot


def test_both_partners_are_told_in_words(arrive):
    page = arrive().page
    for who in "ab":
        told = page.text_content(f"[data-partner={who}]")
        assert "bpm" in told and "threat" in told
    assert page.get_attribute(".pdd-score-box > svg", "aria-label")


@pytest.mark.parametrize("width, height", [(400, 800), (1024, 768), (1440, 900), (1920, 1080)])
def test_it_fits_the_width_of_the_screen_with_every_tab_open(arrive, width, height):
    visitor = arrive(width, height)
    visitor.press("h")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    for projector in (False, True):
        for panel in PANELS:
            visitor.look(panel)
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width, (panel, projector)
        if not projector:
            visitor.page.click("[data-act=projector]")
            visitor.page.wait_for_selector(".pdd-projector")
