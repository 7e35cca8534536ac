"""WebKitGTK's MiniBrowser, by WebDriver, on a screen that is not there."""

import base64
import contextlib
import json
import os
import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from experiments.browsers.driving import (
    CENTRE,
    KEYS,
    PATIENCE,
    Browser,
    MissingError,
    clicked,
    pressed,
    process,
    until,
    when,
)  # fmt: skip
from sim.dashboard.server import free_port


def mini_browser() -> str:
    """Where WebKitGTK's MiniBrowser is; empty where it is not."""
    return next(map(str, Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")), "")


def installed() -> bool:
    """Whether this machine has it, its driver, and a screen for it."""
    return bool(mini_browser() and shutil.which("WebKitWebDriver") and shutil.which("Xvfb"))


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
        self.act({"type": "key", "id": "keys", "actions": pressed(value)})

    def click(self, selector: str) -> None:
        x, y = until(self, CENTRE, selector)
        self.act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": clicked(x, y)})

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


@contextlib.contextmanager
def opened(choice: str) -> Iterator[Browser]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, contextlib.ExitStack() as stack:
        number, told = os.pipe()
        command = [shutil.which("Xvfb") or "", "-displayfd", str(told), "-screen", "0", "2000x1500x24"]
        stack.enter_context(process(command, pass_fds=[told]))
        display = f":{os.read(number, 20).decode().strip()}"
        port = free_port("127.0.0.1", 0)
        # Without a graphics card, and with nothing kept from before.
        more = {"DISPLAY": display, "HOME": folder, "XDG_RUNTIME_DIR": folder, "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
                "LIBGL_ALWAYS_SOFTWARE": "1"}  # fmt: skip
        driver = [shutil.which("WebKitWebDriver") or "", f"--port={port}"]
        stack.enter_context(process(driver, env={**os.environ, **more}))
        address = f"http://127.0.0.1:{port}"
        when(lambda: urllib.request.urlopen(f"{address}/status", timeout=5))
        if choice == "plain":
            (settings := Path(folder, ".config", "gtk-3.0", "settings.ini")).parent.mkdir(parents=True)
            settings.write_text("[Settings]\ngtk-enable-animations=0\n", "utf-8")
        browser = WebKit(address, mini_browser(), ["--cookies-policy=never"] if choice == "blocked" else [])
        browser.size(1280, 860)
        try:
            yield browser
        finally:
            browser.ask("DELETE", "")
