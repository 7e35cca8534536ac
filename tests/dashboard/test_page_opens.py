"""The page as it opens, in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_it_opens_on_the_polka_drawn_told_in_words_and_honest_from_this_machine_alone(arrive):
    visitor = arrive()
    page = visitor.page
    assert page.text_content("h1").endswith("The Protest Polka")
    assert page.locator(".pdd-line").count() == 4
    assert page.locator(".pdd-area").count() == 8
    assert page.locator(".pdd-floor svg [data-figure]").count() == 2
    assert page.is_visible("text=Take the hand")
    assert visitor.of_stage("playing") == "no"
    foot = page.text_content("footer")
    assert "A teaching model, not a clinical tool; nothing here applies to abusive relationships" in foot
    for who in "ab":
        told = page.text_content(f"[data-partner={who}]")
        assert "bpm" in told and "feels" in told and "shows" in told
    assert page.evaluate("() => document.fonts.check(\"16px 'Source Serif Pro'\")")
    assert page.get_attribute(".pdd-score-box > svg", "aria-label")
    visitor.fine()


def test_each_module_is_on_its_way_from_the_beginning_and_is_asked_for_once(arrive):
    page = arrive().page
    ahead = page.eval_on_selector_all("link[rel=modulepreload]", "all => all.map(one => one.href)")
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(one => one.name)")
    assert sorted(one for one in asked if "/static/assets/js/" in one) == sorted(ahead) != []


def test_the_figures_breathe_for_who_has_nothing_against_motion(arrive):
    visitor = arrive()
    moving = "() => document.getAnimations().map(one => one.animationName).filter(name => name === 'pdd-breathe')"
    assert visitor.page.evaluate(moving) == []
    visitor.page.emulate_media(reduced_motion="no-preference")
    visitor.frames(2)
    assert len(visitor.page.evaluate(moving)) == 2
