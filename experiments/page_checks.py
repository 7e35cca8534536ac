"""What the page has to go through in a browser: each check is a function of a browser and a place, and raises where it
fails."""

from collections.abc import Callable

from experiments.browsers import Browser, until
from experiments.browsing import Place, stopped
from experiments.phones import Teacher, counts

HERE = "selector => !!document.querySelector(selector)"
GONE = "selector => !document.querySelector(selector)"
SETTLED = "() => document.querySelector('.pdd').__vue__.queue.settled"
DRAWN, VILLAGE = ".pdd[data-drawn=yes]", ".pdd-village[data-over=yes]"
HAND, NOTICE = "[data-comparison=yes]", "[data-lost]"
IN_VIEW = """selector => {
  const found = document.querySelector(selector), box = found && found.getBoundingClientRect();
  if (!box || !box.height || box.top < 0 || box.left < 0) return "";
  if (box.right > innerWidth || box.bottom > innerHeight) return "";
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return over && (found.contains(over) || over.contains(found)) ? found.innerText : "";
}"""
"""What an element says, where all of it is in view and nothing lies over it."""
UNDOABLE = "() => !!document.querySelector('.pdd').__vue__.show.undo"
LANES = "() => Array.from(document.querySelectorAll('.pdd-line'), line => line.getAttribute('d')).join()"
BEYOND = "() => document.documentElement.scrollWidth - innerWidth"
LESSON = "no-villain"


class FailedError(Exception):
    """A check has failed; its text says how."""


def need(holds: object, what: str) -> None:
    """Raises ``FailedError`` where it does not hold."""
    if not holds:
        raise FailedError(what)


def opened(browser: Browser, address: str, ready: str = DRAWN) -> None:
    """Open the page and wait until it is there."""
    browser.go(address)
    until(browser, HERE, ready)


def lose(browser: Browser, place: Place) -> None:
    """The server is killed, which is said in view."""
    place.kill()
    until(browser, HERE, NOTICE)
    need(until(browser, IN_VIEW, NOTICE), "the notice is in view")


def explore_killed(browser: Browser, place: Place) -> None:
    """The hand is taken, the server killed; what is done meanwhile is done when it is back, and can be undone."""
    opened(browser, place.server.address)
    browser.key("h")
    until(browser, HERE, HAND)
    until(browser, SETTLED)
    picture = browser.js(LANES)
    lose(browser, place)
    browser.key("Home")
    until(browser, "() => document.querySelector('.pdd').dataset.turn === '0'")
    need(browser.js(LANES) == picture, "the picture stays")
    browser.key("d")
    until(browser, "selector => /wait/.test((document.querySelector(selector) || {}).innerText)", NOTICE)
    place.start()
    until(browser, GONE, NOTICE)
    until(browser, HERE, HAND)
    until(browser, "() => document.querySelector('.pdd').__vue__.show.blocks.length >= 3")
    until(browser, UNDOABLE)
    browser.key("z")
    until(browser, f"before => ({LANES})() === before", picture)


def explore_asleep(browser: Browser, place: Place) -> None:
    """The laptop sleeps under a gesture: it is said that it waits, and it is answered afterwards."""
    opened(browser, place.server.address)
    with stopped(place.server):
        browser.key("h")
        until(browser, HERE, NOTICE)
        need("wait" in until(browser, IN_VIEW, NOTICE), "that a gesture waits is said in view")
    until(browser, HERE, HAND)
    until(browser, GONE, NOTICE)


def with_class(browser: Browser, place: Place) -> None:
    """A lesson's question, and an open class on the wall."""
    opened(browser, place.server.address)
    browser.click("[data-mode=lesson]")
    browser.click(f"[data-lesson={LESSON}]")
    browser.click("[data-act=begin]")
    browser.click("[data-act=class]")
    browser.click("[data-act=open-class]")
    until(browser, HERE, "[data-wall] svg")


def to_run(browser: Browser, place: Place) -> str:
    """A lesson's run with a class that is open; the class's code."""
    with_class(browser, place)
    code = browser.js("() => pdd.modules.then(({ classroom }) => classroom.room.state.code)")
    browser.click("[data-act=leave-wall]")
    browser.click("[data-option]")
    browser.click("[data-act=commit]")
    until(browser, HERE, "[data-lesson-step=run]")
    until(browser, "name => (document.querySelector('.pdd').__vue__.show.case || [])[0] === name", LESSON)
    browser.key("Home")
    browser.key("Right")
    until(browser, "() => document.querySelector('.pdd').dataset.turn === '1'")
    return code


CODE = "() => pdd.modules.then(({ classroom }) => (classroom.room.state || {}).code || '')"


def lesson_killed(browser: Browser, place: Place) -> None:
    """In a lesson's run with a class open, the server is killed: the run, its turn and the class are there again."""
    code = to_run(browser, place)
    until(browser, SETTLED)
    lose(browser, place)
    browser.key("Right")
    until(browser, "() => document.querySelector('.pdd').dataset.turn === '2'")
    place.start()
    until(browser, GONE, NOTICE)
    until(browser, "name => (document.querySelector('.pdd').__vue__.show.case || [])[0] === name", LESSON)
    until(browser, HERE, "[data-lesson-step=run]")
    until(browser, f"code => ({CODE})().then(now => now === code)", code)
    until(browser, "() => document.querySelector('.pdd').dataset.turn === '2'")


def wall_killed(browser: Browser, place: Place) -> None:
    """While the vote stands on the wall the server is killed: it is said there, and the vote goes on."""
    with_class(browser, place)
    browser.click("[data-act=wall-ask]")
    until(browser, HERE, "[data-act=wall-close]")
    lose(browser, place)
    place.start()
    until(browser, GONE, NOTICE)
    until(browser, HERE, "[data-lesson-step=predict]")
    until(browser, "() => pdd.modules.then(({ classroom }) => ((classroom.room.state || {}).vote || {}).open)")


def village_killed(browser: Browser, place: Place) -> None:
    """A village, a couple in it and help for one in ten: the server is killed, and all is there again."""
    opened(browser, f"{place.server.address}?v=1&scenario=village&community.couples=40&days=60", VILLAGE)
    browser.click("[data-act=help-tenth]")
    until(browser, "() => document.querySelector('.pdd').__vue__.queue.settled && location.search.includes('tenth')"
                   " || document.querySelector('.pdd').__vue__.show.undo")  # fmt: skip
    until(browser, HERE, VILLAGE)
    browser.js("() => { const page = document.querySelector('.pdd').__vue__; page.choose(7); page.seek(20); }")
    until(browser, "() => document.querySelector('.pdd').__vue__.day === 20")
    said = until(browser, "() => document.querySelector('[data-couple] h2').innerText")
    until(browser, "() => location.search.includes('page.day=20') && location.search.includes('page.couple')")
    link = browser.js("() => location.search")
    lose(browser, place)
    place.start()
    until(browser, GONE, NOTICE)
    until(browser, HERE, VILLAGE)
    until(browser, "link => location.search === link", link)
    until(browser, "said => (document.querySelector('[data-couple] h2') || {}).innerText === said", said)
    until(browser, "() => document.querySelector('.pdd').__vue__.day === 20")


def phone_killed(browser: Browser, place: Place) -> None:
    """A phone has voted; the server is killed; it votes anew meanwhile, which counts once the server is back."""
    teacher = Teacher(place.server.address)
    teacher.post("do", {"act": "ask", "lesson": LESSON, "kind": "predict"})
    browser.size(400, 720)
    browser.go(f"http://127.0.0.1:{teacher.port}/c/{teacher.code}")
    browser.click("button[value=less]")
    until(browser, "() => document.body.innerText.includes('Your vote is in')")
    need(counts(teacher.post("do", {"act": "show", "on": False}))["less"] == 1, "the vote is counted")
    place.kill()
    browser.click("button[value=same]")
    until(browser, "() => document.body.className === 'lost'")
    need(until(browser, IN_VIEW, "#l"), "that the connection is lost is in view")
    place.start()
    until(browser, "() => document.body.className === '' && /Your vote is in: B/.test(document.body.innerText)")
    told = counts(teacher.post("do", {"act": "show", "on": False}))
    need((told["less"], told["same"]) == (0, 1), f"one vote of one phone, not {told}")
    browser.size(1280, 860)


def back(browser: Browser, place: Place) -> None:
    """Back is a step back, through a drawer, a lesson and another scenario; nothing that was built is lost."""
    opened(browser, place.server.address)
    browser.key("h")
    until(browser, HERE, HAND)
    until(browser, "() => location.search.includes('hand-holding')")
    browser.click("[data-tab=cycle]")
    until(browser, HERE, "[data-panel=cycle][data-ready=yes]")
    until(browser, "() => location.search.includes('panel=cycle')")
    browser.click("[data-mode=lesson]")
    until(browser, HERE, f"[data-lesson={LESSON}]")
    until(browser, "() => location.search.includes('panel=lesson')")
    browser.click(f"[data-lesson={LESSON}]")
    until(browser, HERE, "[data-lesson-step=care]")
    browser.click("[data-act=begin]")
    until(browser, HERE, "[data-lesson-step=predict]")
    until(browser, "() => location.search.includes('step=predict')")
    for ready in ("[data-lesson-step=care]", f"[data-lesson={LESSON}]", "[data-panel=cycle][data-ready=yes]"):
        browser.back()
        until(browser, HERE, ready)
    until(browser, HERE, HAND)


def large(browser: Browser, place: Place) -> None:
    """At 200 per cent of 1280 by 860: nothing stands beyond the right edge, in any part of the page."""
    browser.size(640, 430)
    for where, ready in (("", DRAWN), ("?v=1&page.panel=lesson", f"[data-lesson={LESSON}]"),
                         ("?v=1&scenario=village&community.couples=40&days=60", VILLAGE)):  # fmt: skip
        opened(browser, place.server.address + where, ready)
        need(browser.js(BEYOND) <= 0, f"{where or 'the page'} is {browser.js(BEYOND)} pixels too wide")
    opened(browser, place.server.address)
    browser.click("[data-act=take]")
    until(browser, HERE, HAND)
    browser.size(1280, 860)


def keeps_nothing(browser: Browser, place: Place) -> None:
    """Where nothing may be kept: the page, a class, and a phone's vote."""
    code = to_run(browser, place)
    need(browser.js("() => document.cookie") == "", "no cookie is there to be read")
    teacher_state = browser.js("() => pdd.modules.then(({ classroom }) => ({ ...classroom.room.state }))")
    browser.js("lesson => pdd.modules.then(({ classroom }) => classroom.room.act('ask', { lesson, kind: 'predict' }))",
               LESSON)  # fmt: skip
    browser.go(f"http://127.0.0.1:{teacher_state['port']}/c/{code.replace(' ', '')}")
    browser.click("button[value=same]")
    until(browser, "() => /Your vote is in|cookie/.test(document.body.innerText)")


ALIKE = """() => {
  const chosen = "[aria-pressed=true], [aria-current]:not([aria-current=false])";
  const other = "[aria-pressed=false], :not([aria-pressed]):not([aria-current])";
  const sides = ["backgroundColor", "color", "borderColor", "borderWidth", "outlineStyle", "fontWeight",
    "textDecorationLine"];
  const look = one => { const style = getComputedStyle(one); return sides.map(side => style[side]).join(); };
  return Array.from(document.querySelector(".pdd").querySelectorAll(chosen), one => {
    const all = Array.from(one.closest("nav, [role=group], ul, ol, div").querySelectorAll(one.tagName));
    const beside = all.find(another => another !== one && another.matches(other));
    return beside && look(one) === look(beside) ? one.outerHTML.slice(0, 90) : "";
  }).filter(Boolean);
}"""
"""What is chosen and looks as what stands beside it and is not."""


def plain(browser: Browser, place: Place) -> None:
    """With colours of the owner's own and without movement: what is chosen can be told, and nothing moves by itself."""
    opened(browser, place.server.address)
    known = browser.js("() => ['(forced-colors: active)', '(prefers-reduced-motion: reduce)'].map("
                       "one => matchMedia(one).matches)")  # fmt: skip
    need(known[1], "this browser was told to move nothing")
    browser.key("h")
    until(browser, HERE, HAND)
    moving = browser.js("""() => document.getAnimations().filter(
        ({ effect }) => effect.getComputedTiming().iterations === Infinity).length""")
    need(moving == 0, f"{moving} things move by themselves")
    if not known[0]:
        return
    same = browser.js(ALIKE)
    need(not same, f"what is chosen looks as what is not: {same}")


CHECKS: dict[str, tuple[str, Callable[[Browser, Place], None]]] = {
    "explore, the server killed and back": ("", explore_killed),
    "explore, the laptop asleep": ("", explore_asleep),
    "a lesson's run with a class, the server killed and back": ("", lesson_killed),
    "the vote on the wall, the server killed and back": ("", wall_killed),
    "a village, the server killed and back": ("", village_killed),
    "a phone, the server killed and back": ("", phone_killed),
    "Back is a step back": ("", back),
    "everything twice as large": ("", large),
    "nothing may be kept": ("blocked", keeps_nothing),
    "the owner's own colours, and no movement": ("plain", plain),
}
"""What is checked, with which choice of the browser's owner."""
