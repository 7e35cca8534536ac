"""What the analysis of a sweep takes of memory, told before the first run."""

from sim.sweep.spec.specification import Spec

AT_ONCE = 4_000_000
"""Numbers held at once while resamples are worked through: 32 MB."""
MAX_BATCHES = 400
"""Batches of replicates that are drawn; with more replicates, each batch holds several, always the same ones."""

BASE = 450_000_000
"""Bytes of this program with its libraries and pictures, about (measured)."""
HELD = 4
"""Numbers a run of one arm that are held at once at most: what it came to, the difference, and what is left of it."""
LISTED = 8
"""Numbers for each point of each key whose levels are worked through together."""
WORKED = 8
"""Arrays of as many numbers as are worked through at once, ``AT_ONCE`` at most or a resample of all points."""


def keys_at_once(spec: Spec) -> int:
    """Keys whose levels are worked through together: their points are listed in memory, each key's all."""
    return max(1, 2 * AT_ONCE // spec.count)


def analysis_memory(spec: Spec) -> int:
    """Bytes that ``analyze`` takes at most, about: one outcome's runs, its batches, and the table of points twice."""
    arm = spec.count * spec.replicates
    batches = 4 * spec.count * min(spec.replicates, MAX_BATCHES)
    points = spec.count * len(spec.arms) * (len(spec.keys) + 3 + 2 * len(spec.main))
    listed = spec.count * min(len(spec.keys), keys_at_once(spec))
    worked = max(min(AT_ONCE, spec.count * spec.sections.analysis.resamples), 2 * spec.count)
    return BASE + 8 * (spec.runs + HELD * arm + batches + 2 * points + LISTED * listed + WORKED * worked)
