"""Laws on NumPy arrays: many moments at once, read by the same laws that the engines run."""

from functools import reduce
from typing import Any

import numpy as np

from sim.engines.rewriting import Rewriting


def _largest(*values: Any) -> Any:
    """The largest, element by element."""
    return reduce(np.maximum, values)


def _smallest(*values: Any) -> Any:
    """The smallest, element by element."""
    return reduce(np.minimum, values)


on_arrays = Rewriting(
    {"max": _largest, "min": _smallest, "where": np.where, "both": np.logical_and, "either": np.logical_or}
)
"""The law for named tuples of arrays instead of numbers: the same arithmetic element by element, to the last bit."""
