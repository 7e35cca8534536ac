"""The page as it opens, in a real browser."""

import pytest

from sim.dashboard.visit import PANELS

pytestmark = pytest.mark.browser


def test_it_opens_on_the_polka_drawn_told_in_words_and_honest_from_this_machine_alone(arrive):
    visitor = arrive()
    page = visitor.page
    assert page.text_content("h1").endswith("The Protest Polka")
    assert page.locator(".pdd-line").count() == 5
    assert page.locator(".pdd-area").count() == 8
    assert page.locator(".pdd-floor svg .pdd-arm").count() == 4
    assert page.is_visible("text=Take the hand")
    assert visitor.of_stage("playing") == "no"
    foot = page.text_content("footer")
    assert "A teaching model, not a clinical tool; nothing here applies to abusive relationships" in foot
    for who in "ab":
        told = page.text_content(f"[data-partner={who}]")
        assert "bpm" in told and "threat" in told
    assert page.get_attribute(".pdd-score-box > svg", "aria-label")
    visitor.fine()


def test_it_fits_every_width_with_every_tab_open_light_and_on_a_projector(arrive):
    visitor = arrive()
    visitor.press("h")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    for projector in (False, True):
        for panel in PANELS:
            visitor.look(panel)
            for width, height in ((400, 800), (1024, 768), (1440, 900), (1920, 1080)):
                visitor.page.set_viewport_size({"width": width, "height": height})
                visitor.page.wait_for_timeout(30)
                wide = visitor.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, (panel, width, projector)
        if not projector:
            visitor.page.click("[data-act=projector]")
            visitor.page.wait_for_selector(".pdd-projector")
    visitor.fine()
