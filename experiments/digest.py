"""Whether anything that the model says has changed: one digest over runs, outcomes, a sweep and a row of the evidence.

``uv run python -m experiments.digest`` prints a line for each part and one for all of it. A change that should leave
every value as it was, such as moving code, gives the same lines before and after. ``--check FILE`` compares with lines
kept in a file, and ends with 1 where one differs. Values are taken by name, bit for bit, so new columns show and the
order of columns does not.
"""

import argparse
import hashlib
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import tomli_w

import sim

ENGINES = ("mesa", "ensemble")
SWEEP = {
    "model": {"scenario": "let-go-too-soon", "set": {"turns": 120}},
    "parameters": {"intervention.1.turns": [1, 20, 80], "couple.bond": [0.1, 0.5, 0.9]},
    "replicates": {"count": 20, "paired": True},
}


def digest(named: Iterable[tuple[str, np.ndarray]]) -> str:
    """A digest of arrays by name, whatever their order."""
    made = hashlib.sha256()
    for name, values in sorted(named, key=lambda pair: pair[0]):
        made.update(name.encode())
        made.update(np.ascontiguousarray(values).tobytes())
    return made.hexdigest()[:32]


def runs(names: Iterable[str], seeds: int) -> Iterator[tuple[str, str]]:
    """A line for each scenario and engine: every column and every outcome of its runs."""
    for name in names:
        for engine in ENGINES:
            found = []
            for seed in range(1, seeds + 1):
                run = sim.simulate(name, seed, engine=engine)
                found += [(f"{seed} {column}", values) for column, values in run.columns.items()]
                found += [(f"{seed} outcome {key}", np.float64(value)) for key, value in run.outcomes.items()]
            yield f"{name} {engine}", digest(found)


def sweep() -> str:
    """The digest of a small sweep's table, as a user gets it from the command line."""
    program = Path(sys.executable).with_name("pasdedeux")
    with tempfile.TemporaryDirectory() as folder:
        spec, out = Path(folder) / "spec.toml", Path(folder) / "out"
        spec.write_text(tomli_w.dumps(SWEEP), "utf-8")
        subprocess.run([program, "sweep", spec, "--out", out], check=True, capture_output=True)
        with open(out / "runs.parquet", "rb") as file:
            table = pd.read_parquet(file)
    return digest((name, table[name].to_numpy()) for name in table.select_dtypes("number"))


def evidence(row: str = "E8") -> str:
    """The digest of one row of the evidence at a small size: every figure in its JSON."""
    command = [sys.executable, "-m", "experiments.evidence", "--rows", row, "--quick", "--json", "--out"]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*command, folder], capture_output=True, text=True)
    figures = sorted(_figures("", json.loads(done.stdout)))
    return digest((f"{at} {key}", np.float64(value)) for at, (key, value) in enumerate(figures))


def _figures(path: str, value: object) -> Iterator[tuple[str, float]]:
    """Every number in nested lists and tables, by its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _figures(f"{path}.{key}", inner)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _figures(f"{path}.{at}", inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, float(value)


def lines(names: list[str], seeds: int) -> Iterator[str]:
    """Every line of the digest, the whole last."""
    whole = hashlib.sha256()
    rest = ((name, value()) for name, value in (("sweep table", sweep), ("evidence E8", evidence)))
    for name, value in itertools.chain(runs(names, seeds), rest):
        line = f"{value}  {name}"
        whole.update(line.encode())
        yield line
    yield f"{whole.hexdigest()[:32]}  everything"


def main() -> int:
    """Print the digest, or compare it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="experiments.digest", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20, metavar="N", help="seeds of each scenario (default 20)")
    parser.add_argument("--scenario", action="append", metavar="NAME", help="only this one (repeatable)")
    parser.add_argument("--check", type=Path, metavar="FILE", help="compare with the lines in this file")
    given = parser.parse_args()
    found = []
    for line in lines(given.scenario or sim.scenarios(), given.seeds):
        print(line, flush=True)
        found.append(line)
    if given.check is None:
        return 0
    kept = given.check.read_text("utf-8").splitlines()
    for line in sorted(set(found) ^ set(kept)):
        print(f"differs: {line}", file=sys.stderr)
    return int(found != kept)


if __name__ == "__main__":
    sys.exit(main())
