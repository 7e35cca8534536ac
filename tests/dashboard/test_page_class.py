"""A class with phones, as its teacher and two students live through it."""

import pytest
from test_page_walk import grave

pytestmark = pytest.mark.browser


@pytest.fixture
def phones(browser):
    """The maker of phones; what goes wrong on any of them is told at the end."""
    wrong, contexts = [], []

    def make(address):
        contexts.append(browser.new_context(viewport={"width": 360, "height": 640}))
        page = contexts[-1].new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
        page.goto(address)
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


def vote(phone, choice, number):
    """Vote in a round, once it is open."""
    phone.wait_for_selector(f"input[name=round][value='{number}']", state="attached")
    phone.click(f"button[value={choice}]")
    phone.wait_for_selector("text=Your vote is in")


def test_a_class_predicts_talks_runs_and_says_what_it_saw(arrive, phones):
    visitor = arrive(1024, 768)
    page = visitor.page
    visitor.look("lesson")
    page.click("[data-lesson=no-villain]")
    page.click("[data-act=begin]")
    page.click("[data-act=class]")
    assert "this machine answers the phones" in page.inner_text("[data-class-vote]")
    page.click("[data-act=open-class]")
    page.wait_for_selector("[data-wall] svg")
    state = page.evaluate("() => pdd.modules.then(({ classroom }) => classroom.room.state)")
    code, port = state["code"].replace(" ", ""), state["port"]
    first, second = (phones(f"http://127.0.0.1:{port}/c/{code}") for _ in range(2))
    page.click("[data-act=wall-ask]")
    vote(first, "less", 1)
    vote(second, "same", 1)
    visitor.until("() => document.querySelector('[data-count]').innerText.startsWith('2 of 2')")
    assert page.query_selector(".pdd-class-bar") is None, "nobody is swayed by the counts before the vote is closed"
    page.click("[data-act=wall-close]")
    page.click("[data-act=show-counts]")
    page.wait_for_selector(".pdd-class-bar")
    page.click("[data-act=wall-again]")
    vote(first, "same", 2)
    vote(second, "same", 2)
    first.reload()
    assert "Your vote is in: B" in first.inner_text("#now")
    assert (grave(first), grave(page, "[data-wall]")) == ([], [])
    page.click("[data-act=wall-close]")
    page.click("[data-act=show-counts]")
    assert "1 of 2 changed" in page.inner_text("[data-changed]")
    token = page.evaluate("() => pdd.modules.then(({ classroom }) => classroom.room.token)")
    presenter = page.context.new_page()
    presenter.goto(f"{visitor.address}class/presenter#{token}")
    presenter.wait_for_selector("#notes h2")
    assert "Expected: B" in presenter.inner_text("#vote") and grave(presenter) == []
    assert "Expected" not in page.inner_text("[data-wall]")
    small = "document.querySelector('#mirror iframe').contentDocument"
    presenter.wait_for_function(f"() => {small}.querySelector('[data-wall]')")
    page.click("[data-act=wall-run]")
    presenter.click("[data-next-case]")
    visitor.until("() => document.querySelector('.pdd').__vue__.show.case[1] === 'exchanged'")
    presenter.wait_for_function(f"() => {small}.querySelectorAll('[data-figure]').length === 4")
    fits = "({ scrollWidth, clientWidth }) => [scrollWidth <= clientWidth, clientWidth > 200]"
    assert presenter.eval_on_selector("#mirror", fits) == [True, True], "the stage, small"
    assert presenter.evaluate(f"() => {small}.body.inert && !{small}.querySelector('script')")
    presenter.click("[data-key=' ']")
    page.wait_for_selector("[data-playing=yes]")
    presenter.click("[data-act=ask]")
    vote(first, "same", 3)
    vote(second, "less", 3)
    presenter.click("[data-act=close]")
    presenter.click("[data-act=show]")
    page.wait_for_selector("[data-also]")
    assert "1 of 2 saw what they had predicted" in page.inner_text("[data-also]")
    page.click("[data-act=wall-back]")
    page.click("[data-step=Reveal]")
    page.wait_for_selector("[data-answer]")
    assert "2 of 2 votes" in page.inner_text(".pdd-reveal")
    page.click("[data-act=class]")
    assert page.get_attribute("[data-act=presenter]", "href") == f"class/presenter#{token}"
    assert grave(page, "[data-class-vote]") == []
    with page.expect_download() as saved:
        page.click("[data-act=counts]")
    assert len(saved.value.path().read_text().splitlines()) == 1 + 3 * 4
    for phone in (first, second):
        phone.goto("about:blank")
    page.click("[data-act=end-class]")
    page.click("[data-act=end-class]")
    page.wait_for_selector("[data-act=open-class]")
    presenter.close()
    visitor.fine()


def test_a_couple_of_one_s_own_is_made_of_answers_and_opens_on_the_page(arrive):
    visitor = arrive(1024, 768)
    page = visitor.page
    visitor.look("lesson")
    page.click("[data-act=own]")
    for at in range(6):
        assert page.is_disabled("[data-act=own-next]"), "nothing is left out"
        for who, place in (("both", 2),) if at == 5 else (("a", 1), ("b", 2)):
            page.locator(f"[data-answer-of={who}]").nth(place).check()
        page.click("[data-act=own-next]")
    assert "Not a diagnosis" in page.inner_text("[data-own]") and grave(page, "[data-own]") == []
    page.fill("[data-name=a]", "Noor")
    page.click("[data-act=own-next]")
    visitor.until("() => document.title.startsWith('A couple of your own: Noor')")
    made = visitor.scenario()
    assert made.partner_a.anxiety > 0.7 and made.partner_b.avoidance > 0.7 and "Not a diagnosis" in made.about.what
    visitor.fine()
