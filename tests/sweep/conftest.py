"""What the tests of sweeps share."""

import json

import pytest
from click.testing import CliRunner
from small_sweeps import TEXT

from sim.cli import main


@pytest.fixture
def spec(tmp_path):
    """The small sweep's file."""
    file = tmp_path / "small.toml"
    file.write_text(TEXT, "utf-8")
    return file


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
