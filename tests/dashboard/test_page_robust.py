"""Links, neighbours and mishaps, in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_a_reload_and_a_colleague_see_the_same_run(arrive):
    visitor = arrive()
    visitor.slide("partner_a.anxiety", 0.55)
    visitor.until("() => location.search.includes('anxiety=0.55')")
    visitor.page.click("[data-act=seed]")
    visitor.until("() => location.search.includes('seed=2')")
    visitor.page.click("[data-act=take]")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    picture, said = visitor.picture(), visitor.page.text_content("[data-sentence]")
    query = visitor.page.evaluate("location.search")

    visitor.page.reload()
    visitor.page.wait_for_selector(".pdd[data-drawn=yes]")
    colleague = arrive(query=query)
    for one in (visitor, colleague):
        assert one.picture() == picture
        assert one.page.text_content("[data-sentence]") == said
        one.fine()


def test_two_visitors_share_nothing(arrive):
    one, other = arrive(), arrive()
    before = other.picture()
    one.slide("couple.bond", 0.95)
    one.until("() => location.search.includes('couple.bond=0.95')")
    one.page.click("[data-act=take]")
    one.page.wait_for_selector("[data-ghost=yes]")
    assert other.picture() == before
    other.press("h")
    other.page.wait_for_selector("[data-ghost=yes]")
    assert other.page.input_value('[data-slider="couple.bond"]') != "0.95"


@pytest.mark.parametrize("query", ["?scenario=nonsense", "?couple.bond=7", "?v=1&intervention=%5B"])
def test_a_bad_link_is_told_and_the_page_works(arrive, query):
    visitor = arrive(query=query)
    assert "could not be opened" in visitor.page.text_content("[role=alert]")
    assert visitor.page.text_content("h1").endswith("The Protest Polka")
    visitor.press("h")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    visitor.fine()


def test_an_absurd_value_is_told_and_the_page_works(arrive):
    visitor = arrive()
    before = visitor.picture()
    # The slider itself cannot leave its range, so the page is made to say what no visitor could.
    visitor.page.evaluate(
        "() => document.querySelector('.pdd').__vue__.send({ kind: 'set', key: 'couple.bond', value: 7 })"
    )
    visitor.page.wait_for_selector("[role=alert]")
    assert visitor.picture() == before
    visitor.press("h")
    visitor.page.wait_for_selector("[data-ghost=yes]")
    visitor.fine()


def test_a_run_too_long_for_the_page_is_told_and_the_page_works(arrive):
    visitor = arrive(query="?v=1&scenario=protest-polka&days=3650")
    assert "days" in visitor.page.text_content("[role=alert]")
    visitor.press("r")
    visitor.until("() => !document.querySelector('[role=alert]') || document.querySelector('[data-answered=\"1\"]')")
    visitor.fine()
