"""What the tests of the command line share."""

import json

import pytest
from click.testing import CliRunner

from sim.cli import main


@pytest.fixture
def pasdedeux(monkeypatch):
    """Call the command in this process, eighty columns wide; gives click's result."""
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def told(pasdedeux):
    """Call the command and read the one JSON object that it prints."""

    def call(*arguments):
        result = pasdedeux(*arguments, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))

    return call
