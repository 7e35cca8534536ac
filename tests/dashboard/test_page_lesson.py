"""A lesson on the page: a class commits, runs, sees what the model says, and goes on."""

import pytest

pytestmark = pytest.mark.browser


def test_a_class_predicts_runs_and_is_shown(arrive):
    visitor = arrive()
    page = visitor.page
    page.click("[data-tab=lesson]")
    page.click("[data-lesson=let-go-too-soon]")
    page.wait_for_selector("[data-act=commit]")
    assert page.is_disabled("[data-act=commit]")
    assert page.is_disabled("[data-step=Run]")
    page.fill("[data-hands=one]", "3")
    page.fill("[data-hands=six]", "12")
    assert "commit to C" in page.inner_text("[data-act=commit]")
    page.click("[data-act=commit]")
    assert page.is_disabled("[data-act=reveal]"), "nothing is revealed before something was run"
    page.click("[data-case=two-minutes]")
    page.wait_for_selector("[data-case=two-minutes][aria-pressed=true]")
    assert "two minutes" in page.inner_text(".pdd-title")
    assert visitor.turn() == 60
    page.click("[data-tab=couple]")
    page.click("[data-tab=lesson]")
    page.click("[data-act=reveal]")
    page.wait_for_selector("[data-answer]")
    assert "C. Six minutes" in page.inner_text("[data-answer]")
    assert "12 of 15 hands" in page.inner_text("#pdd-tabpanel")
    page.click("[data-act=lessons]")
    page.wait_for_selector("[data-lesson=no-villain]")
    visitor.fine()
