"""Folders as a finished sweep leaves them, with outcomes of a function that the test knows."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import tomli_w

Function = Callable[..., Any]


def design_of(kind: str, parameters: dict[str, Any], size: int, second_order: bool, seed: int = 1) -> np.ndarray:
    """Points of a sampled design, each column within its range: SALib's own order."""
    from scipy.stats import qmc

    problem = {"num_vars": len(parameters), "names": list(parameters), "bounds": [[0.0, 1.0]] * len(parameters)}
    if kind == "latin-hypercube":
        shares = qmc.LatinHypercube(len(parameters), rng=np.random.default_rng(seed)).random(size)
    elif kind == "sobol":
        from SALib.sample import sobol

        shares = sobol.sample(problem, size, calc_second_order=second_order, seed=seed)
    else:
        from SALib.sample import morris

        shares = morris.sample(problem, size, num_levels=4, seed=seed)
    low, high = (np.array([span[end] for span in parameters.values()]) for end in ("low", "high"))
    return low + (high - low) * shares


def swept(
    folder: Path,
    parameters: dict[str, Any],
    outcomes: Function,
    kind: str = "grid",
    size: int = 0,
    replicates: int = 1,
    paired: bool = False,
    second_order: bool = False,
    analysis: dict[str, Any] | None = None,
    drop: Callable[[pd.DataFrame], Any] | None = None,
) -> Path:
    """Write a sweep's folder.

    ``outcomes(arm, replicate, **columns)`` gives a dictionary of arrays over the runs, the columns named as the keys
    with ``_`` for each full stop. Rows that ``drop`` chooses are failures.
    """
    if kind == "grid":
        rows = list(itertools.product(*parameters.values()))
        table = pd.DataFrame(rows, columns=list(parameters))
    else:
        table = pd.DataFrame(design_of(kind, parameters, size, second_order), columns=list(parameters))
    points, arms = len(table), ("without", "with") if paired else ("",)
    each = len(arms) * replicates
    whole = table.loc[np.repeat(np.arange(points), each)].reset_index(drop=True)
    whole["point"] = np.repeat(np.arange(points), each)
    whole["arm"] = np.tile(np.repeat(arms, replicates), points)
    whole["replicate"] = np.tile(np.arange(replicates), points * len(arms))
    whole.insert(0, "run", np.arange(len(whole)))
    whole = whole[["run", "point", "arm", "replicate", *parameters]]
    columns = {key.replace(".", "_"): whole[key].to_numpy() for key in parameters}
    produced = outcomes(arm=whole["arm"].to_numpy(), replicate=whole["replicate"].to_numpy(), **columns)
    whole = whole.assign(**{name: np.asarray(values, float) for name, values in produced.items()})
    design = {"kind": kind} | ({} if kind == "grid" else {"size": size, "seed": 1})
    design |= {"second_order": second_order} if kind == "sobol" else {}
    spec = {
        "about": {"title": "A sweep with a known answer", "question": "Is it found?"},
        "model": {"scenario": "protest-polka"}, "parameters": parameters, "design": design,
        "replicates": {"count": replicates, "seed": 1, "paired": {"intervention": {"kind": "hand-holding"}}
                       if paired else False},
        "outcomes": {"which": list(produced)}, "analysis": analysis or {},
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spec.toml").write_text(tomli_w.dumps(spec), "utf-8")
    (folder / "manifest.json").write_text(json.dumps({"version": "0.1.0"}), "utf-8")
    failed = whole[drop(whole)] if drop else whole.iloc[:0]
    lines = [json.dumps({"run": int(row.run), "point": int(row.point), "arm": row.arm, "replicate": int(row.replicate),
                         "error": "no such couple"}) for row in failed.itertuples()]  # fmt: skip
    (folder / "failures.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    whole.drop(failed.index).to_parquet(folder / "runs.parquet", index=False)
    return folder


def noisy(replicate: np.ndarray, sd: float, shared: float = 0.0, seed: int = 5) -> np.ndarray:
    """Normal noise a run, of which each replicate has ``shared`` (a standard deviation) in common over all points."""
    rng = np.random.default_rng(seed)
    common = np.random.default_rng(seed + 1).standard_normal(int(replicate.max()) + 1)
    return sd * rng.standard_normal(len(replicate)) + shared * common[replicate]
