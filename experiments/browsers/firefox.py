"""Firefox, by WebDriver BiDi: it needs no driver beside it."""

import base64
import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

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


def installed() -> str | None:
    """The path of an installed Firefox."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


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
        self.act({"type": "key", "id": "keys", "actions": pressed(value)})

    def click(self, selector: str) -> None:
        x, y = until(self, CENTRE, selector)
        self.act({"type": "pointer", "id": "mouse", "actions": clicked(x, y)})

    def act(self, *actions: Any) -> None:
        """Hands."""
        self.ask("input.performActions", context=self.page, actions=list(actions))

    def back(self) -> None:
        self.ask("browsingContext.traverseHistory", context=self.page, delta=-1)

    def size(self, width: int, height: int) -> None:
        self.ask("browsingContext.setViewport", context=self.page, viewport={"width": width, "height": height})

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("browsingContext.captureScreenshot", context=self.page)["data"]))


@contextlib.contextmanager
def opened(choice: str) -> Iterator[Browser]:
    path = installed() or ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        chosen = {**PREFERENCES, **CHOICES.get(choice, {})}
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in chosen.items())
        Path(folder, "user.js").write_text("\n".join(lines), "utf-8")
        told = Path(folder, "WebDriverBiDiServer.json")
        command = [path, "--headless", "--profile", folder, "--remote-debugging-port", "0", "--no-remote"]
        with process(command, env={**os.environ, "HOME": folder}):
            place = when(lambda: json.loads(told.read_text("utf-8")))
            with connect(f"ws://{place['ws_host']}:{place['ws_port']}/session", max_size=None) as wire:
                browser = Firefox(wire)
                browser.size(1280, 860)
                yield browser
