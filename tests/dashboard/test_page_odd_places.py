"""The page with odd names, in odd frames, with odd hands: in a real browser."""

import contextlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import pytest

from experiments.browsing import served
from sim.dashboard.state.visit import TABS

pytestmark = pytest.mark.browser

HIGH = 130
"""Pixels that the header of a wide page takes at most."""
NAMES = {
    "long": ("Maximiliane-Theodora of the Two Rivers", "W" * 40, "A title of many words that goes on and on " * 2),
    "solid": ("Ana", "Ben", "T" * 119),
    "right to left": ("נועה", "أحمد بن عبد الله بن محمد", "זוג צעיר"),
    "wide": ("山田太郎左衛門尉兼続山田太郎左衛門", "👩‍❤️‍👨" * 6, "漢" * 60),
}


def query(first, second, title):
    keys = {"partner_a.name": first, "partner_b.name": second, "about.title": title.strip()}
    return "?v=1&scenario=protest-polka&" + urlencode({key: json.dumps(value) for key, value in keys.items()})


@pytest.mark.parametrize(
    "case", ["wide", *(pytest.param(case, marks=pytest.mark.slow) for case in NAMES if case != "wide")]
)
def test_whatever_the_two_are_called_the_page_keeps_its_widths(arrive, case):
    visitor = arrive(query=query(*NAMES[case]))
    visitor.press("h")
    visitor.page.wait_for_selector("[data-sentence]")
    for width in (1280, 400):
        visitor.resize(width, 860)
        for panel in TABS if width == 1280 else ("couple", "cycle"):
            visitor.look(panel)
            visitor.until("([width]) => document.documentElement.scrollWidth <= width", width)
        if width == 1280:
            assert visitor.page.locator(".pdd-head").bounding_box()["height"] < HIGH
    visitor.resize(1280, 860)
    beyond = """() => Array.from(document.querySelectorAll(".pdd-score-box > svg text, .pdd-floor > svg text"))
        .filter(text => { const box = text.getBBox(), all = text.ownerSVGElement, view = all.viewBox.baseVal;
          const left = view && view.width ? view.x : 0, wide = view && view.width ? view.width : all.clientWidth;
          return box.x < left - 1 || box.x + box.width > left + wide + 1; })
        .map(text => text.textContent)"""
    assert visitor.page.evaluate(beyond) == []
    visitor.fine()


def test_a_number_beside_a_name_from_right_to_left_stays_behind_it(arrive):
    visitor = arrive(query=query(*NAMES["right to left"]))
    text = visitor.page.locator(".pdd-score-box svg text", has_text=re.compile(r"נועה.* \.")).first
    places = text.evaluate(
        "text => [text.textContent.indexOf('נ'), text.textContent.indexOf('.') + 1]"
        ".map(at => text.getExtentOfChar(at).x)"
    )
    assert places[0] < places[1], "the digits are drawn to the right of the name"


def test_a_decimal_comma_is_one_and_what_is_no_number_is_told(visitor):
    page = visitor.page
    visitor.press("h")
    page.wait_for_selector("[data-comparison=yes]")
    page.click("[data-act=settings]")
    page.click("[data-act=all-fields]")
    field = page.locator("[data-field=dose]")
    field.fill("0,3")
    field.press("Enter")
    visitor.until("() => location.search.includes('0.3')")
    assert visitor.scenario().interventions[0].dose == 0.3
    field.press("ArrowUp")
    visitor.until("() => location.search.includes('0.35')")
    field.fill("1_2")
    field.press("Enter")
    page.locator("[role=alert]", has_text="given '1_2'").wait_for()
    assert field.input_value() == "0.35"


def test_a_wheel_over_a_field_changes_nothing(visitor):
    visitor.press("h")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    visitor.page.click("[data-act=settings]")
    visitor.page.click("[data-field=turns]")
    before = visitor.placed("hand-holding")
    visitor.page.mouse.wheel(0, 300)
    visitor.frames(5)
    visitor.settled()
    assert visitor.placed("hand-holding") == before


def test_a_drag_selects_nothing_and_a_mouse_without_its_button_moves_nothing(visitor):
    page, box = visitor.page, visitor.page.locator(".pdd-score-box > svg").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 120)
    page.mouse.down()
    page.mouse.move(box["x"] + 420, box["y"] + 300, steps=6)
    assert page.evaluate("String(getSelection())") == ""
    turn = visitor.turn()
    # The button was let go outside the window: no release came.
    page.evaluate(
        """([x, y]) => document.querySelector('.pdd-score-box > svg').dispatchEvent(new PointerEvent('pointermove', {
          pointerId: 1, isPrimary: true, buttons: 0, clientX: x, clientY: y, bubbles: true }))""",
        [box["x"] + 500, box["y"] + 120],
    )
    page.evaluate(
        """([x, y]) => document.querySelector('.pdd-score-box > svg').dispatchEvent(new PointerEvent('pointermove', {
          pointerId: 1, isPrimary: true, buttons: 1, clientX: x, clientY: y, bubbles: true }))""",
        [box["x"] + 560, box["y"] + 120],
    )
    visitor.frames(3)
    assert visitor.turn() == turn
    page.mouse.up()


def fingers(visitor, *events):
    """Touch events on the score: (kind, x, y, pointer)."""
    visitor.page.evaluate(
        """events => {
          const svg = document.querySelector('.pdd-score-box > svg'), box = svg.getBoundingClientRect();
          svg.setPointerCapture = () => {};
          events.forEach(([kind, x, y, id]) => svg.dispatchEvent(new PointerEvent(kind, {
            pointerId: id, isPrimary: id === 7, pointerType: 'touch', button: kind === 'pointermove' ? -1 : 0,
            buttons: kind === 'pointerup' ? 0 : 1, clientX: box.left + x, clientY: box.top + y, bubbles: true })));
          delete svg.setPointerCapture;
        }""",
        [list(event) for event in events],
    )
    visitor.frames(3)


def test_a_swipe_and_a_second_finger_move_nothing_and_a_tap_does(visitor):
    before = visitor.turn()
    fingers(visitor, ("pointerdown", 500, 100, 7), ("pointermove", 501, 180, 7), ("pointercancel", 501, 180, 7))
    assert visitor.turn() == before, "the page was scrolled"
    fingers(visitor, ("pointerdown", 300, 100, 8), ("pointermove", 600, 100, 8), ("pointerup", 600, 100, 8))
    assert visitor.turn() == before, "a finger that is not the first"
    fingers(visitor, ("pointerdown", 500, 100, 7), ("pointerup", 500, 100, 7))
    tapped = visitor.turn()
    assert tapped != before
    fingers(visitor, ("pointerdown", 300, 100, 7), ("pointermove", 340, 100, 7), ("pointermove", 600, 100, 8),
            ("pointerup", 340, 100, 7))  # fmt: skip
    assert visitor.turn() < tapped


BLOCKED = """for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {
  configurable: true, get() { throw new DOMException('blocked', 'SecurityError'); } });"""


def test_a_browser_that_keeps_nothing_has_the_page_all_the_same(browser, address):
    context = browser.new_context()
    context.add_init_script(BLOCKED)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".pdd[data-drawn=yes]", timeout=60_000)
    page.keyboard.press("h")
    page.wait_for_selector("[data-comparison=yes]", timeout=60_000)
    page.keyboard.press("p")
    page.keyboard.press("b")
    page.wait_for_selector(".pdd-projector [data-mark]", timeout=60_000)
    context.close()
    assert wrong == []


@contextlib.contextmanager
def course(frame):
    """A page on another site, with a frame."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<iframe width=1100 height=700 {frame[0]}></iframe>".encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()


def test_a_course_s_frame_shows_the_page_where_that_is_allowed_or_says_what_is_missing(browser, address):
    frame = [""]
    with course(frame) as site, served(0, "--allow-frame", site) as allowed:
        page = browser.new_context().new_page()
        page.set_default_timeout(60_000)
        inside = page.frame_locator("iframe")
        for how in ("", "sandbox='allow-scripts allow-same-origin'"):
            frame[0] = f"src='{allowed.address}' {how}"
            page.goto(site)
            inside.locator(".pdd[data-drawn=yes]").wait_for()
        frame[0] = f"src='{allowed.address}' sandbox='allow-scripts'"
        page.goto(site)
        assert "allow-same-origin" in inside.locator("[data-sandboxed]").text_content()
        frame[0] = f"src='{allowed.address}' sandbox=''"
        page.goto(site)
        inside.locator("noscript p").wait_for()
        frame[0] = f"src='{address}'"
        page.goto(site)
        assert inside.locator(".pdd, noscript").count() == 0, "a site that was not named"
        page.context.close()


def test_in_colours_of_the_readers_own_nothing_is_lost(browser, address):
    page = browser.new_context(forced_colors="active").new_page()
    page.goto(address)
    page.wait_for_selector(".pdd[data-drawn=yes]", timeout=60_000)
    play, icon = (f"getComputedStyle(document.querySelector('{one}'))" for one in (".pdd-play", ".pdd-play svg"))
    assert page.evaluate(f"{play}.borderTopWidth") != "0px"
    assert page.evaluate(f"{icon}.fill !== {play}.backgroundColor")
    rules = page.evaluate(
        """() => Array.from(document.styleSheets).flatMap(sheet => Array.from(sheet.cssRules))
          .filter(rule => rule.conditionText === '(forced-colors: active)').map(rule => rule.cssText).join()"""
    )
    assert "slider-runnable-track" in rules
    page.context.close()


def test_a_browser_that_refuses_to_write_addresses_holds_up_no_gesture(arrive):
    """As Safari does after a hundred in ten seconds."""
    visitor = arrive()
    visitor.page.evaluate(
        "() => { history.replaceState = () => { throw new DOMException('often', 'SecurityError'); }; }"
    )
    before = visitor.picture()
    for bond in (0.9, 0.2, 0.7):
        visitor.slide("couple.bond", bond)
        visitor.settled()
    visitor.press("h")
    visitor.page.wait_for_selector("[data-comparison=yes]")
    assert visitor.picture() != before
    visitor.page.evaluate("() => { delete history.replaceState; }")
    assert visitor.errors == []
