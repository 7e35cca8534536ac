"""What all tests share: settings, and the command line."""

import asyncio
import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from experiments.browsing import chromium, installed
from sim.cli.main import main

# A suite starts some dozens of Pythons: what one has compiled, the others find, wherever the suite runs.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# A shell's background job ignores Ctrl-C, and so would every process that a test starts and then interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "suite", deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def browser():
    """One headless browser for all tests of a process, since Playwright allows no second one beside it."""
    if installed() is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium here, and these tests may not be skipped in CI")
        pytest.skip("no Chromium on this machine")
    pytest.importorskip("playwright.sync_api")
    with chromium(light=True) as started:
        yield started


@pytest.fixture
def awaited():
    """Wait for a coroutine, on a loop of its own: the browser's driver has one in this thread."""

    def call(coroutine):
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, coroutine).result()

    return call


@pytest.fixture
def pasdedeux(monkeypatch):
    """Call the command in this process, eighty columns wide; gives click's result."""
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def told(pasdedeux):
    """Call the command and read the one JSON object that it prints."""

    def call(*arguments, code=0):
        result = pasdedeux(*arguments, "--json")
        assert result.exit_code == code, result.stderr
        return json.loads(result.stdout, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))

    return call
