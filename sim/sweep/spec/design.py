"""The points of a design, from the libraries that know how: ``scipy.stats.qmc`` and SALib.

Sources: McKay, Beckman & Conover (1979) for the Latin hypercube; Saltelli (2002) for Sobol's indices; Morris (1991).
"""

import hashlib

import numpy as np

from sim.sweep.spec.keys import Key
from sim.sweep.spec.sections import Range
from sim.sweep.spec.specification import Spec
from sim.sweep.spec.values import Varied

Points = dict[str, np.ndarray]
"""The value of every varied key at every point: float64, int64, bool, or words."""


def points(spec: Spec) -> Points:
    """The points of a sweep, in their canonical order: the last key of a grid varies fastest."""
    if not spec.keys:
        return {}
    if spec.design.kind == "grid":
        lists = [_array(values, key) for key, values in zip(spec.keys, spec.varied.values(), strict=True)]
        at = np.unravel_index(np.arange(spec.count), [len(values) for values in lists])
        return {key.name: values[i] for key, values, i in zip(spec.keys, lists, at, strict=True)}
    shares = _shares(spec)
    return {key.name: _drawn(shares[:, i], spec.varied[key.name], key) for i, key in enumerate(spec.keys)}


def _shares(spec: Spec) -> np.ndarray:
    """Where each point stands in each range, from 0 to 1: (points, keys)."""
    design, many = spec.design, len(spec.keys)
    if design.kind == "latin-hypercube":
        from scipy.stats import qmc

        return qmc.LatinHypercube(many, seed=np.random.default_rng(design.seed)).random(design.size)
    names = [key.name for key in spec.keys]
    problem = {"num_vars": many, "names": names, "bounds": [[0.0, 1.0]] * many}
    if design.kind == "sobol":
        from SALib.sample import sobol

        return sobol.sample(problem, design.size, calc_second_order=design.second_order, seed=design.seed)
    from SALib.sample import morris

    return morris.sample(problem, design.size, num_levels=design.levels, seed=design.seed)


def _drawn(share: np.ndarray, entry: Varied, key: Key) -> np.ndarray:
    """The values of one key."""
    if not isinstance(entry, Range):
        values = _array(entry, key)
        return values[np.minimum((share * len(values)).astype(np.int64), len(values) - 1)]
    if entry.scale == "log":
        # Powers differ in their last bits between computers; forty bits of them do not.
        part, power = np.frexp(entry.low * (entry.high / entry.low) ** share)
        values = np.ldexp(np.round(part * 2.0**40) / 2.0**40, power)
    else:
        values = entry.low + (entry.high - entry.low) * share
    values = np.clip(values, entry.low, entry.high)
    return np.floor(values + 0.5).astype(np.int64) if key.type is int else values


def _array(values: Varied, key: Key) -> np.ndarray:
    return np.array(values, {float: np.float64, int: np.int64, bool: np.bool_, str: object}[key.type])


def digest(points: Points) -> str:
    """The same for the same points: another version of a library might draw others."""
    hashed = hashlib.sha256()
    for name, values in points.items():
        hashed.update(name.encode())
        hashed.update("\0".join(values).encode() if values.dtype == object else np.ascontiguousarray(values).tobytes())
    return hashed.hexdigest()
