"""Reading a sweep's folder, and refusing what is no finished sweep."""

import json
import math
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.checking.settings import check_number
from sim.model.outcomes import Outcomes
from sim.scenario.link import SEEDS
from sim.sweep.execution.folder import FAILURES, MANIFEST, RUNS, SPEC
from sim.sweep.execution.parts import PLACES
from sim.sweep.report.results import Results, Table
from sim.sweep.spec.pairing import WITH, WITHOUT
from sim.sweep.spec.sections import KINDS, block_size

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MAIN = ("satisfaction", "dance", "distressed")
"""The outcomes that are reported where the spec names none."""
ARMS = (WITHOUT, WITH)
RESAMPLES, MIN_RESAMPLES, MAX_RESAMPLES = 500, 50, 10_000
SWEPT = "a folder that `pasdedeux sweep` made"


def read(folder: str | Path) -> Results:
    """The results of a finished sweep.

    Raises ``ScenarioError`` (one line: where, what, given, allowed) for a folder that is none or holds no sweep, for
    files that are damaged or lack a column, and for a sweep that is not finished; then it says what share is done.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise complaint("analyze", "folder", f"{shown(str(folder))}, which is no folder", SWEPT)
    spec = _spec(folder)
    manifest = _parsed(folder / MANIFEST, json.loads)
    failures = _failures(folder / FAILURES)
    path = folder / RUNS
    expected = _expected(spec, manifest)
    if not path.exists():
        raise _unfinished(folder, _in_parts(folder) + len(failures), expected)
    file = _opened(path)
    names = file.schema_arrow.names
    missing = next((name for name in (*PLACES, *spec["parameters"]) if name not in names), None)
    if missing:
        raise complaint(str(path), missing, "no such column", "the columns of a sweep", nearest(missing, names))
    done = file.metadata.num_rows + len(failures)
    if not file.metadata.num_rows or done < expected:
        raise _unfinished(folder, done, expected)
    main = _main(spec, names, folder)
    at, shape = _places(file, path, failures)
    values = {key: _values(file, key, at["point"], shape[0]) for key in spec["parameters"]}
    extra = {"dance"} & set(names) - set(main)
    outcomes = {name: _matrices(file, path, name, at, shape) for name in (*main, *extra)}
    analysis = spec.get("analysis", {})
    where, seed = str(folder / SPEC), analysis.get("seed", spec["replicates"].get("seed", 1))
    check_number(where, "analysis.seed", seed, 0, SEEDS - 1)
    resamples = analysis.get("resamples", RESAMPLES)
    check_number(where, "analysis.resamples", resamples, MIN_RESAMPLES, MAX_RESAMPLES)
    arms = tuple(next(iter(outcomes.values())))
    results = Results(folder, spec, manifest, values, arms, outcomes, failures, main, resamples, seed)
    if results.shape[0] % results.block:
        allowed = f"whole blocks of {results.block} points, as a {results.kind} design of {len(values)} parameters has"
        raise complaint(str(path), "point", f"{results.shape[0]:,} points", allowed)
    return results


def _parsed(path: Path, parse: Callable[[str], Any]) -> dict[str, Any]:
    """A text file as a table."""
    try:
        table = parse(path.read_text("utf-8"))
    except FileNotFoundError:
        raise complaint(str(path), "file", "no such file", SWEPT) from None
    except OSError as error:
        raise complaint(str(path), "file", error.strerror or "an unreadable file", "a readable file") from None
    except (ValueError, RecursionError) as error:
        raise complaint(str(path), "file", f"what cannot be read ({str(error)[:120]})", f"what {SWEPT} holds") from None
    if not isinstance(table, dict):
        raise complaint(str(path), "file", shown(table), "a table of keys and values")
    return table


def _spec(folder: Path) -> dict[str, Any]:
    """The resolved spec, as far as the report needs it."""
    path = folder / SPEC
    spec = _parsed(path, tomllib.loads)
    for name in ("parameters", "design", "replicates"):
        if not isinstance(spec.get(name), dict):
            raise complaint(str(path), name, shown(spec.get(name)), "a table of a resolved sweep")
    kind = spec["design"].get("kind")
    if kind not in KINDS:
        raise complaint(str(path), "design.kind", shown(kind), "one of " + ", ".join(KINDS), nearest(kind, KINDS))
    if not spec["parameters"] and not spec["replicates"].get("paired"):
        raise complaint(str(path), "parameters", "none", "at least one that was varied, or a paired design")
    return spec


def _failures(path: Path) -> tuple[dict[str, Any], ...]:
    """The rows of the runs that failed; no file, no failures."""
    if not path.exists():
        return ()
    lines = _parsed(
        path, lambda text: {i: json.loads(line) for i, line in enumerate(text.splitlines(), 1) if line.strip()}
    )
    bad = next((i for i, row in lines.items() if not isinstance(row, dict)), None)
    if bad is not None:
        raise complaint(str(path), f"line {bad}", shown(lines[bad]), "an object, one a line")
    return tuple(lines.values())


def _expected(spec: dict[str, Any], manifest: dict[str, Any]) -> int:
    """How many runs the sweep has: as its manifest says, or else as its spec implies."""
    if isinstance(manifest.get("runs"), int):
        return manifest["runs"]
    parameters, design = spec["parameters"], spec["design"]
    points = math.prod(len(values) for values in parameters.values() if isinstance(values, list))
    if design["kind"] != "grid":
        block = block_size(design["kind"], len(parameters), bool(design.get("second_order")))
        points = int(design.get("size", 1)) * block
    return points * int(spec["replicates"].get("count", 1)) * (2 if spec["replicates"].get("paired") else 1)


def _in_parts(folder: Path) -> int:
    """Rows that are done in a sweep whose parts have not been put together."""
    return sum(_opened(path).metadata.num_rows for path in sorted(folder.rglob("*.parquet")))


def _unfinished(folder: Path, done: int, expected: int) -> ScenarioError:
    share = f"{done:,} of {expected:,} runs are done ({done / max(1, expected):.0%})"
    return complaint(str(folder), "sweep", f"one that is not finished: {share}",
                     f"a finished sweep; `pasdedeux resume {folder}` goes on with it")  # fmt: skip


def _opened(path: Path) -> "ParquetFile":
    import pyarrow
    import pyarrow.parquet

    try:
        return pyarrow.parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise complaint(str(path), "file", f"no table ({shown(str(error), 100)})", "a whole Parquet file") from None


def _main(spec: dict[str, Any], names: list[str], folder: Path) -> tuple[str, ...]:
    """The outcomes to report."""
    there = [name for name in Outcomes._fields if name in names]
    main = spec.get("analysis", {}).get("main") or [name for name in MAIN if name in there] or there[:3]
    for name in main:
        if name not in there:
            allowed = "one of the columns " + ", ".join(there) if there else "a sweep that kept at least one outcome"
            raise complaint(str(folder / SPEC), "analysis.main", shown(name), allowed, nearest(name, there))
    if not main:
        raise complaint(str(folder / RUNS), "outcomes", "no column", "at least one of the model's outcomes")
    return tuple(dict.fromkeys(main))


def _column(file: "ParquetFile", name: str) -> np.ndarray:
    return file.read(columns=[name]).column(0).to_numpy()


def _places(file: "ParquetFile", path: Path, failures: tuple[dict[str, Any], ...]) -> tuple[Table, tuple[int, int]]:
    """Each row's point, arm and replicate, and how many points and replicates there are, the failed ones included."""
    at = {name: _column(file, name) for name in ("point", "replicate")}
    for name, values in at.items():
        if values.dtype.kind not in "iu" or values.min() < 0:
            raise complaint(str(path), name, shown(values.flat[0]), "whole numbers from 0")
    arm = _column(file, "arm").astype(str)
    kinds = set(np.unique(arm))
    if kinds not in ({""}, set(ARMS)):
        raise complaint(str(path), "arm", ", ".join(map(repr, sorted(kinds))), "'' alone, or 'without' and 'with'")
    failed = {name: [int(row[name]) for row in failures if name in row] for name in at}
    shape = [1 + max([int(at[name].max()), *failed[name]]) for name in at]
    if shape[0] * shape[1] > 20 * (len(arm) + len(failures)):
        raise complaint(str(path), "point", f"{shape[0]:,} points and {shape[1]:,} replicates in {len(arm):,} rows",
                        "a row for nearly every point and replicate")  # fmt: skip
    at["arm"] = arm
    place = (at["point"] * shape[1] + at["replicate"]) * 2 + (arm == "with")
    if len(np.unique(place)) < len(place):
        raise complaint(str(path), "run", "a point, arm and replicate twice", "each once")
    return at, (shape[0], shape[1])


def _values(file: "ParquetFile", key: str, point: np.ndarray, points: int) -> np.ndarray:
    """A varied key's value at each point: numbers (NaN where nothing ran), or words (None)."""
    column = _column(file, key)
    numbers = column.dtype.kind in "iuf"
    values = np.full(points, np.nan) if numbers else np.full(points, None, dtype=object)
    values[point] = column
    return values


def _matrices(file: "ParquetFile", path: Path, name: str, at: Table, shape: tuple[int, int]) -> Table:
    """An outcome as one array (points, replicates) an arm."""
    column = _column(file, name)
    if column.dtype.kind not in "iuf":
        raise complaint(str(path), name, shown(column.flat[0]), "numbers")
    matrices = {}
    for arm in ARMS if (at["arm"] != "").any() else ("",):
        rows = at["arm"] == arm
        matrices[arm] = np.full(shape, np.nan)
        matrices[arm][at["point"][rows], at["replicate"][rows]] = column[rows]
    return matrices
