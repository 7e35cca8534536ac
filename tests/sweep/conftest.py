"""What the tests of sweeps share."""

import pytest
from small_sweeps import TEXT


@pytest.fixture
def spec(tmp_path):
    """The small sweep's file."""
    file = tmp_path / "small.toml"
    file.write_text(TEXT, "utf-8")
    return file
