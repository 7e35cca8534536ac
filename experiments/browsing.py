"""The page served as its command serves it, and a headless browser to look at it: for benchmarks and for tests."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from typing import IO, Any, NamedTuple

from sim.checking.cache_folder import folder
from sim.dashboard.server import free_port

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Of a browser that says nothing to anybody but the page."""
LIGHT = "chromium-headless-shell"
COMMAND = (sys.executable, "-m", "sim.cli", "serve", "--no-browser", "--port")


class Served(NamedTuple):
    """A server: its address and port, its process, and when its command was given (``time.perf_counter``)."""

    address: str
    port: int
    pid: int
    began: float


@contextlib.contextmanager
def served(
    port: int = 0, *options: str, errors: int | IO = subprocess.DEVNULL, environment: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """The page on this port, or a free one, with more options of its command; nothing is left of the server afterwards.

    errors: where it writes what goes wrong; environment: what it has beside this process's own variables. Raises
    ``RuntimeError``.
    """
    port = port or free_port("127.0.0.1", 0)
    began = time.perf_counter()
    command = (*COMMAND, str(port), *options)
    own = {**os.environ, **(environment or {})}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=own)
    try:
        line = server.stdout.readline() if server.stdout else ""
        if f"127.0.0.1:{port}" not in line:
            raise RuntimeError(f"the server said {line!r} instead of its address")
        yield Served(f"http://127.0.0.1:{port}/", port, server.pid, began)
    finally:
        server.terminate()
        server.wait(120)


@contextlib.contextmanager
def stopped(server: Served) -> Iterator[None]:
    """A server that is halted for a while, as with a laptop that sleeps."""
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


class Place:
    """A port at which a server is killed and comes back."""

    def __init__(self) -> None:
        self.port = free_port("127.0.0.1", 0)
        self.stack = contextlib.ExitStack()
        self.start()

    def start(self) -> None:
        """The server comes, or comes back."""
        self.server = self.stack.enter_context(served(self.port))

    def kill(self) -> None:
        """The server ends without a word."""
        os.kill(self.server.pid, signal.SIGKILL)
        self.stack.close()

    def leave(self) -> None:
        """The server ends, and what it has kept of a class."""
        self.stack.close()
        (folder("classes") / f"class-{self.port}.json").unlink(missing_ok=True)


def installed(light: bool = False) -> str | None:
    """The path of an installed Chromium or Chrome; where there is one and a ``light`` one will do, of that without
    windows, which takes less of the processor for the same pages."""
    names = [LIGHT] * light + ["chromium", "chromium-browser", "google-chrome", LIGHT]
    return next(filter(None, map(shutil.which, names)), None)


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process has used (Linux)."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def chromium(light: bool = False) -> Iterator[Any]:
    """One headless browser of Playwright's (see ``installed``). Raises ``RuntimeError`` where there is none."""
    from playwright.sync_api import sync_playwright

    path = installed(light)
    if path is None:
        raise RuntimeError("There is no Chromium on this machine.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
