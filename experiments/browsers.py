"""Three browsers, driven alike: Chromium by Playwright, Firefox by WebDriver BiDi, WebKitGTK's MiniBrowser by WebDriver.

Each is found where its system installs it, and begins with nothing kept. A *choice* of its owner's may be ``blocked``,
where it keeps nothing at all, or ``plain``: colours of its owner's own, as far as it knows such, and no movement.
"""

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from websockets.sync.client import ClientConnection, connect

from experiments.browsing import chromium, installed
from sim.dashboard.server import free_port

PATIENCE = 25.0
"""Seconds that anything may take on a slow machine; nothing here measures speed."""
EVERY = 0.05
"""Seconds between two looks for what is waited for."""
KEYS = {"Home": "\ue011", "End": "\ue010", "Left": "\ue012", "Right": "\ue014", "Tab": "\ue004", "Escape": "\ue00c",
        "Enter": "\ue007"}  # fmt: skip
"""Keys that write nothing, as WebDriver names them."""
PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "browser.safebrowsing.update.enabled": False,
    "services.settings.server": "data:,", "extensions.update.enabled": False, "browser.aboutwelcome.enabled": False,
}  # fmt: skip
"""Of a Firefox that says nothing to anybody but the page."""
CHOICES = {
    "blocked": {"network.cookie.cookieBehavior": 2},
    "plain": {"ui.prefersReducedMotion": 1, "browser.display.document_color_use": 2, "ui.forcedColors": 1},
}
BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
  configurable: true, get() { throw new DOMException("blocked", "SecurityError"); } });"""
"""What a Chromium whose owner has blocked all cookies does."""


class Browser(Protocol):
    """One browser with one page."""

    def go(self, address: str) -> None:
        """Open an address."""

    def js(self, function: str, *given: Any) -> Any:
        """What a function in the page gives, awaited; ``given`` and the answer as JSON."""

    def key(self, name: str) -> None:
        """Press a key: a letter, or a name of ``KEYS``."""

    def click(self, selector: str) -> None:
        """Click in the middle of an element."""

    def back(self) -> None:
        """The browser's own way back."""

    def size(self, width: int, height: int) -> None:
        """Give the page another size, in its own pixels."""

    def picture(self, path: Path) -> None:
        """A picture of what is in view, as PNG."""


class MissingError(Exception):
    """The page, or what was looked for in it, is not there now."""


def until(browser: Browser, condition: str, *given: Any, seconds: float = PATIENCE) -> Any:
    """Wait until a function in the page gives something, also through a page that is opened anew; what it gives.

    Raises ``TimeoutError``.
    """
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with contextlib.suppress(MissingError):
            if found := browser.js(condition, *given):
                return found
        time.sleep(EVERY)
    raise TimeoutError(f"not within {seconds:g} s: {condition}")


class Chromium:
    """Chromium, by Playwright."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.set_default_timeout(1000 * PATIENCE)

    def go(self, address: str) -> None:
        self.page.goto(address, wait_until="commit")

    def js(self, function: str, *given: Any) -> Any:
        from playwright.sync_api import Error

        try:
            return self.page.evaluate(f"given => ({function})(...given)", list(given))
        except Error as error:
            raise MissingError(str(error)) from None

    def key(self, name: str) -> None:
        self.page.keyboard.press({"Left": "ArrowLeft", "Right": "ArrowRight"}.get(name, name))

    def click(self, selector: str) -> None:
        self.page.click(selector)

    def back(self) -> None:
        self.page.evaluate("() => { history.back(); }")

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=path)


CENTRE = """selector => { const found = document.querySelector(selector);
  if (!found || found.disabled || !found.getClientRects().length) return null;
  const frame = () => new Promise(requestAnimationFrame);
  const centre = () => { const { x, y, width, height } = found.getBoundingClientRect();
    return [x + width / 2, y + height / 2].map(Math.round); };
  found.scrollIntoView({ block: "nearest" });
  const before = centre();
  return frame().then(frame).then(frame).then(() => {
    const now = centre(), top = document.elementFromPoint(...now);
    return top && found.contains(top) && String(now) === String(before) ? now : null; }); }"""
"""Where the middle of an element is, once it stands still, can be used, and nothing lies over it."""


class Firefox:
    """Firefox, by WebDriver BiDi."""

    def __init__(self, wire: ClientConnection) -> None:
        self.wire, self.sent = wire, 0
        self.ask("session.new", capabilities={})
        self.page = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params: Any) -> Any:
        """One command, and its result. Raises ``MissingError``."""
        self.sent += 1
        self.wire.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while (heard := json.loads(self.wire.recv(PATIENCE))).get("id") != self.sent:
            pass
        if heard["type"] == "error":
            raise MissingError(heard["message"])
        return heard["result"]

    def go(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self.page, url=address, wait="none")

    def js(self, function: str, *given: Any) -> Any:
        body = f"async () => JSON.stringify(await ({function})(...{json.dumps(given)}))"
        found = self.ask("script.callFunction", functionDeclaration=body, awaitPromise=True,
                         target={"context": self.page})  # fmt: skip
        if found["type"] == "exception":
            raise MissingError(found["exceptionDetails"]["text"])
        return json.loads(found["result"].get("value", "null"))

    def key(self, name: str) -> None:
        value = KEYS.get(name, name)
        self.act({"type": "key", "id": "keys", "actions": _pressed(value)})

    def click(self, selector: str) -> None:
        x, y = until(self, CENTRE, selector)
        self.act({"type": "pointer", "id": "mouse", "actions": _clicked(x, y)})

    def act(self, *actions: Any) -> None:
        """Hands."""
        self.ask("input.performActions", context=self.page, actions=list(actions))

    def back(self) -> None:
        self.ask("browsingContext.traverseHistory", context=self.page, delta=-1)

    def size(self, width: int, height: int) -> None:
        self.ask("browsingContext.setViewport", context=self.page, viewport={"width": width, "height": height})

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("browsingContext.captureScreenshot", context=self.page)["data"]))


class WebKit:
    """WebKitGTK's MiniBrowser, by WebDriver."""

    def __init__(self, driver: str, binary: str, arguments: list[str]) -> None:
        self.driver, self.place = driver, ""
        options = {"binary": binary, "args": ["--automation", *arguments]}
        asked = {"alwaysMatch": {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}}
        self.place = f"/session/{self.ask('POST', '/session', capabilities=asked)['sessionId']}"

    def ask(self, method: str, path: str, **params: Any) -> Any:
        """One command, and its value. Raises ``MissingError``."""
        data = json.dumps(params).encode() if method == "POST" else None
        asked = urllib.request.Request(self.driver + self.place + path, data, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=2 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise MissingError(error.read().decode()) from None

    def go(self, address: str) -> None:
        self.ask("POST", "/url", url=address)

    def js(self, function: str, *given: Any) -> Any:
        body = f"""const done = arguments[arguments.length - 1];
          (async () => ({function})(...{json.dumps(given)}))().then(
            found => done(JSON.stringify(found === undefined ? null : found)), error => done("!" + error));"""
        found = self.ask("POST", "/execute/async", script=body, args=[])
        if not isinstance(found, str) or found.startswith("!"):
            raise MissingError(str(found))
        return json.loads(found)

    def key(self, name: str) -> None:
        value = KEYS.get(name, name)
        self.act({"type": "key", "id": "keys", "actions": _pressed(value)})

    def click(self, selector: str) -> None:
        x, y = until(self, CENTRE, selector)
        self.act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": _clicked(x, y)})

    def act(self, *actions: Any) -> None:
        """Hands."""
        self.ask("POST", "/actions", actions=list(actions))

    def back(self) -> None:
        self.js("() => { history.back(); }")

    def size(self, width: int, height: int) -> None:
        more_x, more_y = self.js("() => [outerWidth - innerWidth, outerHeight - innerHeight]")
        self.ask("POST", "/window/rect", width=width + more_x, height=height + more_y)

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))


def _pressed(value: str) -> list[dict]:
    return [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]


def _clicked(x: int, y: int) -> list[dict]:
    return [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0}]  # fmt: skip


@contextlib.contextmanager
def _ended(command: list[str], **more: Any) -> Iterator[subprocess.Popen]:
    """A process, and its end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _when(ready: Callable[[], Any]) -> Any:
    """What there is once it is there. Raises ``TimeoutError``."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        with contextlib.suppress(OSError, ValueError):
            if found := ready():
                return found
        time.sleep(EVERY)
    raise TimeoutError("a browser did not start")


@contextlib.contextmanager
def _chromium(choice: str) -> Iterator[Browser]:
    with chromium() as browser:
        plain = {"forced_colors": "active", "reduced_motion": "reduce"} if choice == "plain" else {}
        context = browser.new_context(viewport={"width": 1280, "height": 860}, **plain)
        if choice == "blocked":
            context.add_init_script(BLOCKED)
        yield Chromium(context.new_page())


@contextlib.contextmanager
def _firefox(choice: str) -> Iterator[Browser]:
    path = shutil.which("firefox-esr") or shutil.which("firefox") or ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        chosen = {**PREFERENCES, **CHOICES.get(choice, {})}
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in chosen.items())
        Path(folder, "user.js").write_text("\n".join(lines), "utf-8")
        told = Path(folder, "WebDriverBiDiServer.json")
        command = [path, "--headless", "--profile", folder, "--remote-debugging-port", "0", "--no-remote"]
        with _ended(command, env={**os.environ, "HOME": folder}):
            place = _when(lambda: json.loads(told.read_text("utf-8")))
            with connect(f"ws://{place['ws_host']}:{place['ws_port']}/session", max_size=None) as wire:
                browser = Firefox(wire)
                browser.size(1280, 860)
                yield browser


@contextlib.contextmanager
def _webkit(choice: str) -> Iterator[Browser]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, contextlib.ExitStack() as stack:
        number, told = os.pipe()
        command = [shutil.which("Xvfb") or "", "-displayfd", str(told), "-screen", "0", "2000x1500x24"]
        stack.enter_context(_ended(command, pass_fds=[told]))
        display = f":{os.read(number, 20).decode().strip()}"
        port = free_port("127.0.0.1", 0)
        # Without a graphics card, and with nothing kept from before.
        more = {"DISPLAY": display, "HOME": folder, "XDG_RUNTIME_DIR": folder, "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
                "LIBGL_ALWAYS_SOFTWARE": "1"}  # fmt: skip
        driver = [shutil.which("WebKitWebDriver") or "", f"--port={port}"]
        stack.enter_context(_ended(driver, env={**os.environ, **more}))
        address = f"http://127.0.0.1:{port}"
        _when(lambda: urllib.request.urlopen(f"{address}/status", timeout=5))
        if choice == "plain":
            (settings := Path(folder, ".config", "gtk-3.0", "settings.ini")).parent.mkdir(parents=True)
            settings.write_text("[Settings]\ngtk-enable-animations=0\n", "utf-8")
        browser = WebKit(address, mini_browser(), ["--cookies-policy=never"] if choice == "blocked" else [])
        browser.size(1280, 860)
        try:
            yield browser
        finally:
            browser.ask("DELETE", "")


def mini_browser() -> str:
    """Where WebKitGTK's MiniBrowser is; empty where it is not."""
    return next(map(str, Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")), "")


def found() -> dict[str, Callable[[str], contextlib.AbstractContextManager[Browser]]]:
    """The browsers of this machine, by name: ``with found()["Firefox"]("blocked") as browser``."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    webkit = mini_browser() and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    all_of_them = {"Chromium": (installed(), _chromium), "Firefox": (firefox, _firefox), "WebKit": (webkit, _webkit)}
    return {name: opens for name, (is_here, opens) in all_of_them.items() if is_here}
