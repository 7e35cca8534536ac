"""The page as it opens, in a real browser."""

import pytest

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
    assert page.get_attribute(".pdd-score > svg", "aria-label")


@pytest.mark.parametrize("width, height", [(400, 800), (1024, 768), (1440, 900)])
def test_it_fits_the_width_of_the_screen(arrive, width, height):
    visitor = arrive(width, height)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
    visitor.page.click("[data-act=take]")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    visitor.page.click("[data-act=projector]")
    visitor.page.wait_for_selector(".pdd-projector")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("held, projector", [(False, False), (True, True)])
def test_axe_finds_nothing_serious(arrive, held, projector):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = arrive().page
    if held:
        page.click("[data-act=take]")
        page.wait_for_selector("[data-sentence]")
    if projector:
        page.click("[data-act=projector]")
    found = axe.Axe().run(page).response["violations"]
    grave = [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("critical", "serious")
    ]
    assert grave == []
