"""What the tests of sweeps share."""

import pytest
from small_sweeps import TEXT

from sim.sweep.execution.work import proof


@pytest.fixture(scope="session", autouse=True)
def _proven():
    """The engine has shown what it is before any test puts another in its place."""
    proof()


@pytest.fixture
def spec(tmp_path):
    """The small sweep's file."""
    file = tmp_path / "small.toml"
    file.write_text(TEXT, "utf-8")
    return file
