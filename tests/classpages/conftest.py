"""A server with a class, and the maker of such servers."""

import pytest
from school import School


@pytest.fixture
def school():
    """A server with a class."""
    return School()


@pytest.fixture
def schools():
    """The maker of servers, for what depends on how one is served."""
    return School
