"""Links, neighbours and mishaps, in a real browser."""

import re
import shlex
from urllib.parse import unquote

import pytest

import sim
from experiments.browsing import served
from experiments.hostile.scenarios import LINKS, UPLOADS
from sim.dashboard.state import address
from sim.scenario.files import MAX_BYTES

pytestmark = pytest.mark.browser

TABS = 2
BUILT = (
    ("partner_a.anxiety", 0.55),
    ("couple.bond", 0.6),
)


def built(visitor):
    """The visitor has moved sliders, asked for another evening and taken the hand."""
    for key, value in BUILT:
        visitor.slide(key, value)
        visitor.until("([part]) => location.search.includes(part)", f"{key}={value}")
    visitor.page.click("[data-act=seed]")
    visitor.until("() => location.search.includes('seed=2')")
    visitor.page.click("[data-act=take]")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    visitor.settled()
    return visitor.page.evaluate("location.search")


def test_a_reload_a_colleague_and_the_command_line_see_the_same_run_to_the_bit(arrive, pasdedeux, tmp_path):
    visitor = arrive()
    query = built(visitor)
    picture, said = visitor.picture(), visitor.page.text_content("[data-sentence]")
    series = visitor.page.evaluate("() => JSON.stringify(document.querySelector('.pdd').__vue__.show.series)")

    visitor.page.reload()
    visitor.page.wait_for_selector(".pdd[data-drawn=yes]")
    colleague = arrive(query=query)
    for one in (visitor, colleague):
        assert one.picture() == picture
        assert one.page.text_content("[data-sentence]") == said
        assert one.page.evaluate("() => JSON.stringify(document.querySelector('.pdd').__vue__.show.series)") == series
        one.fine()

    words = shlex.split(visitor.page.evaluate("() => document.querySelector('.pdd').__vue__.show.command"))
    assert words[:3] == ["uv", "run", "pasdedeux"]
    place = tmp_path / "run"
    words[words.index("--out") + 1] = str(place)
    assert pasdedeux(*words[3:]).exit_code == 0
    with visitor.page.expect_download() as download:
        visitor.page.click("[data-act=share]")
        visitor.page.click("[data-act=csv]")
    page = download.value.path().read_text()
    run = sim.simulate(*sim.from_link(query)).to_pandas().to_csv(index=False, lineterminator="\n")
    assert page == run
    written = next(one for one in place.rglob("*.csv") if "heart_rate_a" in one.read_text().partition("\n")[0])
    assert written.read_text().replace("\r\n", "\n") == run


def test_two_visitors_share_nothing(arrive):
    one, other = arrive(), arrive()
    before = other.picture()
    one.slide("couple.bond", 0.95)
    one.until("() => location.search.includes('couple.bond=0.95')")
    one.page.click("[data-act=take]")
    one.page.wait_for_selector("[data-comparison=yes]")
    assert other.picture() == before
    other.press("h")
    other.page.wait_for_selector("[data-comparison=yes]")
    other.look("couple")
    assert other.page.input_value('[data-slider="couple.bond"]') != "0.95"


@pytest.mark.parametrize("query", ["?scenario=nonsense", "?v=1&days=3650"])
def test_a_bad_link_is_told_and_the_page_works(arrive, query):
    visitor = arrive(query=query)
    assert "could not be opened" in visitor.page.text_content("[role=alert]")
    assert visitor.page.text_content("h1").endswith("The Protest Polka")
    visitor.press("h")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    visitor.fine()


def may_be_lost(query: str) -> bool:
    """Whether a browser or a server on the way might take a query part for another: it is long, or no plain text."""
    text = unquote(query)
    plain = text.isprintable() and "\ufffd" not in text and not re.search("%(?![0-9a-fA-F]{2})", query)
    return len(query) > 5_000 or not plain


def at_most_odd(visitor, what: str, query: str) -> None:
    """The page says what is wrong with a link, if anything is, and takes nothing of it for its own parts."""
    message = address.read(query).message
    assert visitor.page.locator("[role=alert] >> span").all_text_contents() == [message][: bool(message)], what
    assert visitor.page.locator(".pdd script, .pdd img, .pdd iframe").count() == 0, what


LINKED = [one for one in LINKS.items() if one[0].startswith("harmless") or may_be_lost(one[1])]
"""What is refused opens the page with a message (``test_hostile``): of such links only those are opened here that might
not come through as they were sent."""


def test_whatever_stands_in_the_address_leaves_a_working_page_and_executes_nothing(visitor):
    """As the browser's way back leads there, the page itself staying."""
    visitor.listen("dialog", lambda dialog: pytest.fail("a script ran"))
    for what, query in LINKED:
        visitor.page.evaluate(
            "query => { history.pushState(null, '', `?${query}`); dispatchEvent(new PopStateEvent('popstate')); }",
            query,
        )
        visitor.settled()
        at_most_odd(visitor, what, query)
    visitor.fine()


@pytest.mark.slow
def test_whatever_a_stranger_links_to_leaves_a_working_page_and_executes_nothing(arrive):
    tabs = [arrive() for _ in range(TABS)]
    for visitor in tabs:
        visitor.listen("dialog", lambda dialog: pytest.fail("a script ran"))
    # While one tab waits for its answer the next one is on its way.
    for i in range(0, len(LINKED), TABS):
        some = list(zip(tabs, LINKED[i : i + TABS], strict=False))
        for visitor, (_, query) in some:
            visitor.page.goto(visitor.address + "?" + query, wait_until="commit")
        for visitor, (what, query) in some:
            at_most_odd(visitor.there(), what, query)
    for visitor in tabs:
        visitor.fine()


def test_hostile_uploads_leave_a_working_page_and_a_message(visitor):
    """Of those that are refused, as of links, only what might not come through as it was sent."""
    visitor.listen("dialog", lambda dialog: pytest.fail("a script ran"))
    before = visitor.picture()
    for name, (file, text) in UPLOADS.items():
        plain = isinstance(file, str) and isinstance(text, str) and not may_be_lost((file + text).replace("\n", ""))
        if len(text) > MAX_BYTES or (plain and not name.startswith("harmless")):
            continue  # the page itself holds back what is too large, see below
        visitor.gesture(kind="upload", name=file, text=text)
        visitor.settled()
        harmless = name.startswith("harmless")
        assert visitor.page.locator("[role=alert]").count() == (not harmless), name
        if harmless:
            visitor.gesture(kind="choose", name="protest-polka")
            visitor.settled()
        assert visitor.page.locator(".pdd script, .pdd img, .pdd iframe").count() == 0, name
        assert visitor.picture() == before, name
    visitor.press("h")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    visitor.fine()


def test_a_file_that_is_too_large_is_held_back_by_the_page(visitor):
    large = {"name": "large.toml", "mimeType": "application/toml", "buffer": b"#" * (MAX_BYTES + 1)}
    visitor.page.click("[data-act=share]")
    visitor.page.set_input_files("[data-upload]", large)
    visitor.page.wait_for_selector(".pdd-share >> text=a scenario has at most 1,000,000")
    visitor.fine()


def test_an_absurd_gesture_is_told_and_the_page_works(visitor):
    before = visitor.picture()
    visitor.gesture(kind="set", key="couple.bond", value=7)
    visitor.page.wait_for_selector("[role=alert]")
    assert visitor.picture() == before
    visitor.press("h")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    visitor.fine()


def test_a_file_is_opened_and_a_bad_one_says_what_is_wrong(visitor, tmp_path):
    good, bad = tmp_path / "ours.toml", tmp_path / "half.toml"
    text = sim.scenario("secure-base").change({"couple.bond": 0.31, "about.title": "Ours"}).to_toml()
    good.write_text(text)
    bad.write_text(text.replace("bond = 0.31", "bond = 7"))
    visitor.page.click("[data-act=share]")
    visitor.page.set_input_files("[data-upload]", str(good))
    visitor.until("() => document.querySelector('h1').textContent.endsWith('Ours')")
    assert visitor.page.text_content("[data-pick=scenario] option:checked").strip() == "Ours"
    visitor.look("couple")
    assert visitor.page.input_value('[data-slider="couple.bond"]') == "0.31"
    visitor.page.click("[data-act=share]")
    visitor.page.set_input_files("[data-upload]", str(bad))
    visitor.page.wait_for_selector("[role=alert]")
    told = visitor.page.text_content("[role=alert]")
    assert all(part in told for part in ("half.toml", "couple.bond", "7"))
    assert visitor.page.input_value('[data-slider="couple.bond"]') == "0.31"
    visitor.fine()


def test_a_part_of_the_page_that_does_not_come_is_told_in_a_sentence(arrive):
    visitor = arrive(query=None)
    visitor.page.route("**/js/score.js", lambda route: route.abort())
    visitor.page.goto(visitor.address)
    visitor.page.wait_for_selector(".pdd-failed")
    assert "a part of it did not come from the server" in visitor.page.text_content(".pdd-failed")


def test_a_page_outlives_its_server_and_says_so_meanwhile(browser):
    with served() as first:
        page = browser.new_context().new_page()
        page.goto(first.address)
        page.wait_for_selector(".pdd[data-drawn=yes]")
        page.keyboard.press("h")
        page.wait_for_selector("[data-comparison=yes]")
        page.wait_for_function("() => location.search.includes('hand-holding')")
        picture = page.eval_on_selector_all(".pdd-line", "all => all.map(e => e.getAttribute('d')).join()")
    page.wait_for_selector("[data-lost]")
    assert re.search(r"nothing is\s+lost", page.text_content("[data-lost]"), re.IGNORECASE)
    page.keyboard.press("Home")
    assert page.get_attribute(".pdd", "data-turn") == "0", "what is drawn can still be scrubbed"
    with served(first.port):
        page.wait_for_function(
            "() => !document.querySelector('[data-lost]') && document.querySelector('[data-comparison=yes]')"
        )
        assert page.eval_on_selector_all(".pdd-line", "all => all.map(e => e.getAttribute('d')).join()") == picture
        page.context.close()
