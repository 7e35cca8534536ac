"""One server and one browser for all page tests; visitors share nothing, and take over the pages of those who have
left: a page that has drawn once draws again in a third of the time."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

import sim
from experiments.browsing import served
from sim.wording.language import ALLOW

PATIENCE = 60_000
"""Milliseconds that a step may take on a slow machine; no test measures speed."""


@pytest.fixture(scope="session")
def address(browser):
    """The address of a page for all, where there is a browser to see it with; it speaks the languages of tests, too."""
    with served(environment={ALLOW: "1"}) as page:
        yield page.address


@dataclass
class Visitor:
    """A visitor's page, and everything that went wrong on it."""

    page: object
    address: str
    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    heard: list[tuple[str, Callable]] = field(default_factory=list)

    def __post_init__(self):
        self.page.set_default_timeout(PATIENCE)
        self.listen("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.listen("pageerror", lambda error: self.errors.append(str(error)))
        self.listen("requestfailed", lambda request: self.failed.append(request.url) if self.lost(request) else None)
        self.listen("response", lambda answer: self.failed.append(answer.url) if answer.status >= 400 else None)
        self.listen("request", lambda request: self.outside.append(request.url) if self.away(request.url) else None)

    def listen(self, event: str, heard: Callable) -> None:
        """Hear what happens on the page until the visitor leaves."""
        self.page.on(event, heard)
        self.heard.append((event, heard))

    def leave(self) -> None:
        """Leave the page to the next visitor, and nothing on it."""
        for event, heard in self.heard:
            self.page.remove_listener(event, heard)
        self.page.unroute_all()
        self.page.context.clear_cookies()
        self.page.goto(self.address + "readyz")
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")

    @staticmethod
    def lost(request) -> bool:
        """Whether a request failed; a browser asks for the icon at each new address, and breaks off when it goes on."""
        return not (request.url.endswith("favicon.svg") and "ABORTED" in (request.failure or ""))

    def away(self, url: str) -> bool:
        """Whether a request leaves this machine."""
        return not url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:"))

    def open(self, query: str = "") -> "Visitor":
        """Open the page and wait until it is there."""
        self.page.goto(self.address + query, wait_until="commit")
        return self.there()

    def there(self) -> "Visitor":
        """Wait until the score is drawn and every font is there: a page left earlier breaks off."""
        self.page.wait_for_selector(".pdd[data-drawn=yes]")
        self.page.evaluate("() => document.fonts.ready.then(() => true)")
        return self

    def of_stage(self, name: str) -> str:
        """A data attribute of the stage."""
        return self.page.get_attribute(".pdd", f"data-{name}")

    def turn(self) -> int:
        """The turn under the playhead."""
        return int(self.of_stage("turn"))

    def fresh(self) -> None:
        """Bring a used page back to how it opens."""
        self.page.mouse.move(0, 0)
        self.page.keyboard.press("Escape")
        self.gesture(kind="choose", name="protest-polka")
        self.gesture(kind="open", panel="couple")
        self.gesture(kind="lanes", lanes=[])
        self.settled()
        self.page.evaluate(
            """() => {
              const page = document.querySelector('.pdd').__vue__;
              Object.assign(page, { marked: {}, projector: false, enlarged: false, help: false, live: false });
              Object.assign(page, { selected: '', panel: '', mode: 'explore', speed: 1 });
              const own = { turns: 60 };
              page.$children.forEach(one => Object.keys(own).forEach(key => { if (key in one) one[key] = own[key]; }));
              page.open();
              document.activeElement.blur();
            }"""
        )
        self.until("() => location.search === ''")

    def look(self, panel: str) -> None:
        """Open a drawer, or the lessons, and wait until that is drawn."""
        if panel == "lesson":
            self.page.click("[data-mode=lesson]")
            self.page.wait_for_selector("[data-lesson]")
            return
        if self.page.locator("[data-mode=explore]:not([aria-current])").count():
            self.page.click("[data-mode=explore]")
        if self.page.get_attribute(f"[data-tab={panel}]", "aria-expanded") == "false":
            self.page.click(f"[data-tab={panel}]")
        self.page.wait_for_selector(f"[data-panel={panel}][data-ready=yes]")
        assert self.page.get_attribute("[data-panel]", "data-failed") == "no", panel

    def gesture(self, **gesture) -> None:
        """Send what no visitor could, past the controls of the page."""
        self.page.evaluate("gesture => document.querySelector('.pdd').__vue__.send(gesture)", gesture)

    def scenario(self):
        """The scenario in the address, as the command line reads it."""
        return sim.from_link(self.page.evaluate("location.search"))[0]

    def press(self, key: str) -> None:
        """Press a key with nothing focused."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.keyboard.press(key)

    def until(self, condition: str, *given) -> None:
        """Wait until a condition in the page holds."""
        self.page.wait_for_function(condition, arg=list(given))

    def slide(self, key: str, value: float) -> None:
        """Move one slider as a hand does: it tells the page so."""
        if not self.page.locator("[data-panel=couple]").count():
            self.look("couple")
        self.page.eval_on_selector(
            f'[data-slider="{key}"]',
            "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }",
            value,
        )

    def picture(self) -> str:
        """The curves of the score, as drawn."""
        return self.page.eval_on_selector_all(".pdd-line", "all => all.map(e => e.getAttribute('d')).join()")

    def picture_until(self, turn: int) -> list:
        """What is drawn of the run up to a turn; what is nothing so far is left out."""
        return self.page.evaluate(
            "turn => Object.values(document.querySelector('.pdd').__vue__.show.series)"
            ".map(one => one.slice(0, turn + 1)).filter(one => one.some(Boolean))",
            turn,
        )

    def placed(self, kind: str) -> tuple[int, int]:
        """(turn, turns) of the last thing of a kind, as the address has it."""
        scenario = self.scenario()
        found = [*(one for one in scenario.interventions if one.kind == kind), *getattr(scenario.life, kind, ())]
        return found[-1].turn, found[-1].turns

    def settled(self) -> None:
        """Wait until all that was sent is answered."""
        self.until("() => document.querySelector('.pdd').__vue__.queue.settled")

    def placed_becomes(self, kind: str, turn: int, turns: int) -> None:
        """Wait until the last thing of a kind is at that turn, so long."""
        self.until(
            """([kind, turn, turns]) => {
              const placed = document.querySelector('.pdd').__vue__.show.blocks.filter(block => block.kind === kind);
              const { values } = placed[placed.length - 1] || { values: {} };
              return values.turn === turn && values.turns === turns;
            }""",
            kind,
            turn,
            turns,
        )
        assert self.placed(kind) == (turn, turns)

    def frames(self, count: int) -> None:
        """Wait until the page has been drawn so many times."""
        self.page.evaluate(
            """count => new Promise(done => {
              const next = () => { count -= 1; if (count < 0) done(true); else requestAnimationFrame(next); };
              next();
            })""",
            count,
        )

    def resize(self, width: int, height: int) -> None:
        """Give the page another size, and wait until nothing of it moves any more: it is as wide as that, and for three
        frames no picture has changed its size, nor the page its width."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(
            """width => new Promise(done => {
              let before = "", same = 0;
              const look = () => {
                const pictures = Array.from(document.querySelectorAll(".pdd svg"), svg => svg.clientWidth);
                const now = [window.innerWidth, document.documentElement.scrollWidth, ...pictures].join();
                same = window.innerWidth === width && now === before ? same + 1 : 0;
                before = now;
                if (same === 3) done(true); else requestAnimationFrame(look);
              };
              look();
            })""",
            width,
        )

    def watch_frames(self) -> None:
        """Count from now on what the page sends to the server."""
        self.page.evaluate(
            "() => { window.framesSent = 0; const send = WebSocket.prototype.send;"
            " WebSocket.prototype.send = function (data) { window.framesSent += 1; return send.call(this, data); }; }"
        )

    def frames_sent(self) -> int:
        """What the page has sent since `watch_frames`."""
        return self.page.evaluate("() => window.framesSent")

    def fine(self) -> None:
        """Nothing left this machine, nothing failed, nothing complained."""
        assert (self.outside, self.failed, self.errors) == ([], [], [])


@pytest.fixture(scope="session")
def js(browser, address):
    """Run a function of the page's modules in a browser: ``js("({ numbers }, turn) => numbers.decimal(turn)", 1)``."""
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address + "readyz")  # the same origin, and nothing on it
    page.evaluate("async () => { window.modules = await import('/static/assets/js/index.js'); }")
    return lambda code, given=None: page.evaluate(f"given => ({code})(window.modules, given)", given)


@pytest.fixture(scope="session")
def visiting(browser, address):
    """While it lasts, new visitors: a function that makes one."""
    left = []

    @contextlib.contextmanager
    def visits() -> Iterator[Callable[..., Visitor]]:
        here = []

        def make(width: int = 1280, height: int = 860, query: str | None = "") -> Visitor:
            page = left.pop() if left else browser.new_context(reduced_motion="reduce").new_page()
            page.emulate_media(reduced_motion="reduce")  # figures that breathe cost a fifth of a core, each page
            page.set_viewport_size({"width": width, "height": height})
            here.append(Visitor(page, address))
            return here[-1] if query is None else here[-1].open(query)

        yield make
        for visitor in here:
            visitor.leave()
            left.append(visitor.page)

    return visits


@pytest.fixture(scope="module")
def sharing(visiting):
    """One page for a whole file."""
    with visiting() as make:
        yield make()


@pytest.fixture
def visitor(sharing):
    """A visitor on a page as it opens; the page itself has been used before."""
    sharing.fresh()
    return sharing


@pytest.fixture
def arrive(visiting):
    """Make a new visitor, who shares nothing with the others; several may come."""
    with visiting() as make:
        yield make
