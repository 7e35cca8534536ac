"""How fast is the page? ``uv run python -m experiments.benchmark_page`` (``--json`` for machines; needs Chromium).

Everything is measured in the browser: from the input event that a hand makes to the frame in which the new curves are
on screen. The compiled engine is at hand, as it is a few seconds after the page has opened.
"""

import sys
import time
from statistics import median
from typing import Any

from playwright.sync_api import Page

from experiments.arguments import Arguments
from experiments.browsing import chromium, processor_time, served
from experiments.timings import Row, benchmark

ROUNDS = 20
OPEN, TALK, SEASON, CLICK, FRAMES, TOMORROWS = 3.0, 25.0, 60.0, 300.0, 30.0, 2.0
WARM = 12.0
"""Seconds until the compiled engine is at hand, with room."""

CHANGED = """
([act, selector, value]) => new Promise(done => {
  const curves = () => Array.from(document.querySelectorAll('.pdd-line'), e => e.getAttribute('d')).join();
  const before = curves(), began = performance.now(), element = document.querySelector(selector);
  const shown = () => requestAnimationFrame(() => done(performance.now() - began));
  const look = () => curves() !== before ? shown() : requestAnimationFrame(look);
  if (act === 'slide') {
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  } else element.dispatchEvent(new KeyboardEvent('keydown', { key: value, bubbles: true }));
  requestAnimationFrame(look);
})
"""
"""Milliseconds from a slider's move, or a key's press on a block, to the frame after the one with the new curves."""

PLAYED = """
() => new Promise(done => {
  const page = document.querySelector('.pdd').__vue__, send = WebSocket.prototype.send;
  const place = () => document.querySelector('[data-playhead] line').getAttribute('x1');
  let sent = 0, frames = 0, began = null, last = null;
  WebSocket.prototype.send = function (data) { sent += 1; return send.call(this, data); };
  page.seek(0);
  page.play();
  const look = now => {
    if (began === null) began = now;
    if (place() !== last) { frames += 1; last = place(); }
    if (now - began < 4000) return requestAnimationFrame(look);
    page.pause();
    WebSocket.prototype.send = send;
    done([frames / (now - began) * 1000, sent]);
  };
  requestAnimationFrame(look);
})
"""
"""Pictures a second with the playhead at a new place while playing, and messages to the server meanwhile."""


PLAYED_VILLAGE = """
() => new Promise(done => {
  const page = document.querySelector('.pdd').__vue__, stage = page.$children.find(one => one.places), took = [];
  let began = null, last = null;
  page.seek(1);
  page.play();
  const look = now => {
    if (began === null) began = now;
    if (page.day !== last) { last = page.day; took.push(stage.took); }
    if (now - began < 6000) return requestAnimationFrame(look);
    page.pause();
    took.sort((a, b) => a - b);
    done([took.length / (now - began) * 1000, took[took.length >> 1], took[Math.floor(took.length * 0.95)]]);
  };
  requestAnimationFrame(look);
})
"""
"""New pictures a second while a village plays, and the milliseconds that drawing one takes: median, 95th percentile."""
OPENED_EVENING = """
() => new Promise(done => {
  const began = performance.now(), drawn = () => document.querySelector('.pdd:not(.pdd-village)[data-drawn=yes]');
  const shown = () => requestAnimationFrame(() => done(performance.now() - began));
  const look = () => drawn() ? shown() : requestAnimationFrame(look);
  document.querySelector('[data-act=evening]').click();
  requestAnimationFrame(look);
})
"""
"""Milliseconds from the click on *Open their evening* to the frame after the one in which it is drawn."""
PICKED = """
() => new Promise(done => {
  const page = document.querySelector('.pdd').__vue__, began = performance.now(), name = page.here.called[700];
  const look = () => (document.querySelector('[data-couple] h2') || {}).innerText === name
    ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
  page.choose(700);
  requestAnimationFrame(look);
})
"""
"""Milliseconds from choosing a couple to the frame after the one with its card."""
VILLAGE, COUPLES = 3.0, 2000
"""Seconds to the first picture of a village, and how many couples it has."""


def village(page: Page, address: str) -> list[Row]:
    """A large village: its first picture, playing, a couple, its evening, and what is sent."""
    bytes_sent = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: bytes_sent.append(len(data))))
    began = time.perf_counter()
    page.goto(f"{address}?v=1&scenario=village&community.couples={COUPLES}")
    page.wait_for_selector(".pdd-village[data-drawn=yes]")
    first = time.perf_counter() - began
    page.wait_for_selector(".pdd-village[data-over=yes]", timeout=120_000)
    whole = time.perf_counter() - began
    frames, middle, slow = page.evaluate(PLAYED_VILLAGE)
    picked = page.evaluate(PICKED)
    taken = []
    for _ in range(5):
        taken.append(page.evaluate(OPENED_EVENING))
        page.click("[data-mode=village]")
        page.wait_for_selector(".pdd-village[data-over=yes]", timeout=120_000)
        page.wait_for_selector("[data-act=evening]:not([disabled])")
    said, opened = f"a village of {COUPLES:,} couples", median(taken)
    return [
        Row(f"{said}: from the address to the first picture", first, "s", f"≤ {VILLAGE:g}", first <= VILLAGE),
        Row(f"{said}: until its 600 days are lived", whole, "s"),
        Row(f"{said}: sent in all, before the browser's compression", sum(bytes_sent) / 1000, "kB"),
        Row(f"{said}: playing, new pictures a second", frames, "", f"≥ {FRAMES:g}", frames >= FRAMES),
        Row(f"{said}: drawing a picture, median", middle, "ms", "≤ 33", middle <= 33.0),
        Row(f"{said}: drawing a picture, 95 of 100", slow, "ms", "≤ 33", slow <= 33.0),
        Row(f"{said}: from choosing a couple to its card", picked, "ms", f"≤ {CLICK:g}", picked <= CLICK),
        Row(f"{said}: to its evening on the floor, median of 5", opened, "ms", f"≤ {CLICK:g}", opened <= CLICK),
    ]


def drawn(page: Page, address: str) -> None:
    """Open the page and wait for its first picture."""
    page.goto(address)
    page.wait_for_selector(".pdd[data-drawn=yes]")


def settle(page: Page) -> None:
    """Wait until all that was sent is answered."""
    page.wait_for_function("() => document.querySelector('.pdd').__vue__.queue.settled")


def sliders(page: Page) -> float:
    """The median of moving a slider, in milliseconds."""
    page.click("[data-tab=couple]")
    page.wait_for_selector("[data-slider]")
    taken = []
    for i in range(ROUNDS):
        taken.append(page.evaluate(CHANGED, ["slide", '[data-slider="partner_a.anxiety"]', f"{0.5 + 0.015 * i:.3f}"]))
        settle(page)
        page.wait_for_timeout(60)
    return median(taken)


def blocks(page: Page) -> float:
    """The median of moving the hand's block by one, in milliseconds."""
    page.keyboard.press("h")
    page.wait_for_selector("[data-block=hand-holding]")
    page.wait_for_timeout(300)
    taken = []
    for _ in range(ROUNDS):
        taken.append(page.evaluate(CHANGED, ["press", "[data-block=hand-holding]", "ArrowRight"]))
        settle(page)
        page.wait_for_timeout(60)
    return median(taken)


def tomorrows(page: Page) -> float:
    """Seconds from the click on the tab to the fan of a thousand runs, with and without the hand."""
    began = time.perf_counter()
    page.click("[data-tab=tomorrows]")
    page.wait_for_selector("[data-panel=tomorrows][data-ready=yes]")
    return time.perf_counter() - began


def rows(browser: Any) -> list[Row]:
    """What was measured."""
    found = []
    with served() as (address, _, pid, began):
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        drawn(page, address)
        first = time.perf_counter() - began
        found.append(Row("from the command to the first picture", first, "s", f"≤ {OPEN:g}", first <= OPEN))
        found.append(Row("the server's processor time until then", processor_time(pid), "s"))
        page.wait_for_timeout(1000 * WARM)
        for where, goal, query in (
            ("a conversation", TALK, ""),
            ("a season of 20 weeks", SEASON, "?v=1&days=140&page.zoom=season"),
        ):
            drawn(page, address + query)
            for what, way in (("slider", sliders), ("block", blocks)):
                taken = way(page)
                said = f"{where}: from a {what}'s move to the new picture, median of {ROUNDS}"
                found.append(Row(said, taken, "ms", f"≤ {goal:g}", taken <= goal))
        drawn(page, address)
        frames, sent = page.evaluate(PLAYED)
        found.append(Row("playing: new pictures a second", frames, "", f"≥ {FRAMES:g}", frames >= FRAMES))
        found.append(Row("playing: messages to the server", sent, "", "0", sent == 0))
        drawn(page, address)
        page.keyboard.press("h")
        page.wait_for_selector("[data-comparison=yes]")
        seconds = tomorrows(page)
        found.append(
            Row("a thousand tomorrows, with and without", seconds, "s", f"< {TOMORROWS:g}", seconds < TOMORROWS)
        )
        found += village(browser.new_page(viewport={"width": 1440, "height": 900}), address)
    return found


if __name__ == "__main__":
    try:
        with chromium() as browser:
            benchmark(Arguments("benchmark_page", __doc__), lambda given: rows(browser))
    except RuntimeError as error:
        sys.exit(str(error))
