"""The whole page by keyboard alone, in a real browser."""

import pytest

from sim.wording.glossary import glossary

pytestmark = pytest.mark.browser


def test_the_keys_go_everywhere(visitor):
    visitor.press("Home")
    assert visitor.turn() == 0
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowRight"):
        visitor.press(key)
    assert visitor.turn() == 11
    visitor.press("End")
    assert visitor.turn() == 150
    visitor.press("p")
    visitor.page.wait_for_selector(".pdd-projector")
    visitor.press("?")
    visitor.page.wait_for_selector(".pdd-help [role=dialog]")
    visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_selector(".pdd-help [role=dialog]", state="detached")
    visitor.press("2")
    visitor.until("() => location.search.includes('scenario=secure-base')")


def test_the_drawers_are_walked_with_arrows_and_opened_and_closed_by_keys(visitor):
    visitor.page.focus("[data-tab=couple]")
    for panel in ("why", "tipping", "cycle"):
        visitor.page.keyboard.press("ArrowRight")
        assert visitor.page.evaluate("document.activeElement.dataset.tab") == panel
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("[data-panel=cycle][data-ready=yes]")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("[data-panel=cycle]", state="detached")


def test_tab_reaches_every_control_and_shows_where_it_is(visitor):
    visitor.press("h")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    wanted = visitor.page.evaluate(
        "() => { window.wanted = Array.from(document.querySelectorAll('.pdd button, .pdd select, .pdd input'))"
        ".filter(e => !e.disabled && e.tabIndex >= 0 && e.offsetParent !== null); return window.wanted.length; }"
    )
    visitor.page.evaluate("() => { document.activeElement.blur(); window.reached = new Set(); window.unseen = []; }")
    for _ in range(wanted + 4):
        visitor.page.keyboard.press("Tab")
        visitor.page.evaluate(
            """() => { const at = document.activeElement;
            if (!at.closest('.pdd') || window.reached.has(at)) return;
            window.reached.add(at);
            if (getComputedStyle(at).outlineStyle === 'none') window.unseen.push(at.outerHTML.slice(0, 120)); }"""
        )
    assert visitor.page.evaluate("() => window.unseen") == []
    missed = "() => window.wanted.filter(e => !window.reached.has(e)).map(e => e.outerHTML.slice(0, 120))"
    assert wanted > 20 and visitor.page.evaluate(missed) == []


def test_a_term_says_what_it_means_to_the_pointer_and_to_the_keyboard(visitor):
    visitor.page.click("[data-tab=cycle]")
    visitor.page.wait_for_selector("[data-panel=cycle][data-ready=yes]")
    word = visitor.page.locator(".pdd-cycle .pdd-term-word").first
    says = visitor.page.locator(".pdd-cycle [role=tooltip]").first
    assert not says.is_visible()
    word.focus()
    says.wait_for(state="visible")
    assert word.get_attribute("aria-describedby") == says.get_attribute("id")
    meanings = {form.lower(): term.short for term in glossary() for form in term.forms}
    assert says.inner_text() == meanings[word.inner_text().lower()]
    visitor.page.keyboard.press("Escape")
    says.wait_for(state="hidden")
    assert visitor.page.locator("[data-panel=cycle]").count() == 1, "Escape put away the meaning, and nothing else"
    visitor.page.evaluate("document.activeElement.blur()")
    word.hover()
    says.wait_for(state="visible")
    says.hover()
    assert says.is_visible(), "the pointer may rest on the meaning itself"
    visitor.page.mouse.move(2, 2)
    says.wait_for(state="hidden")
