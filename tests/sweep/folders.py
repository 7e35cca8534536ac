"""Folders as a finished sweep leaves them, with outcomes of a function that the test knows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.model.outcomes import Outcomes
from sim.sweep.execution import parts
from sim.sweep.execution.folder import begin, begun, finish, held
from sim.sweep.execution.manifest import PARTS
from sim.sweep.execution.work import Result, Work
from sim.sweep.spec.specification import read

Function = Callable[..., Any]


def swept(
    folder: Path,
    parameters: dict[str, Any],
    outcomes: Function,
    kind: str = "grid",
    size: int | None = None,
    replicates: int = 1,
    paired: bool = False,
    second_order: bool | None = None,
    analysis: dict[str, Any] | None = None,
    drop: Callable[[pd.DataFrame], Any] | None = None,
) -> Path:
    """Write a sweep's folder.

    ``outcomes(arm, replicate, **columns)`` gives a dictionary of arrays over the runs, the columns named as the keys
    with ``_`` for each full stop. Rows that ``drop`` chooses are failures.
    """
    design = {"kind": kind, "size": size, "second_order": second_order}
    question = {
        "about": {"title": "A sweep with a known answer", "question": "Is it found?"},
        "model": {"scenario": "protest-polka"}, "parameters": parameters, "design": design,
        "replicates": {"count": replicates, "paired": {"intervention": {"kind": "hand-holding"}} if paired else False},
    }  # fmt: skip
    work = Work(read(question))
    point, arm, replicate = work.spec.places(0, work.spec.runs)
    places = {"run": np.arange(work.spec.runs), "point": point, "arm": np.array(work.spec.arms)[arm]}
    varied = {key: values[point] for key, values in work.points.items()}
    runs = pd.DataFrame({**places, "replicate": replicate, **varied})
    columns = {key.replace(".", "_"): runs[key].to_numpy() for key in work.points}
    produced = outcomes(arm=runs["arm"].to_numpy(), replicate=replicate, **columns)
    kept = [name for name in Outcomes._fields if name in produced]
    failed = runs.index[drop(runs)] if drop else []
    values = np.stack([np.broadcast_to(np.asarray(produced[name], float), len(runs)) for name in kept], 1).copy()
    values[failed] = np.nan
    work = Work(read(question | {"outcomes": {"which": kept}, "analysis": analysis or {}}))
    with held(folder, "--out", new=True):
        begin(folder, work)
        parts.save(folder / PARTS, work, 0, Result(values, dict.fromkeys(failed, "no such couple")))
        finish(begun(folder))
    return folder


def noisy(replicate: np.ndarray, sd: float, shared: float = 0.0, seed: int = 5) -> np.ndarray:
    """Normal noise a run, of which each replicate has ``shared`` (a standard deviation) in common over all points."""
    rng = np.random.default_rng(seed)
    common = np.random.default_rng(seed + 1).standard_normal(int(replicate.max()) + 1)
    return sd * rng.standard_normal(len(replicate)) + shared * common[replicate]
